"""Charts of a figures desk: two intervals on one axis, vintages over time, articles over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from factcheck.intervals import reference_interval
from factcheck.model import ReferenceFigure
from factcheck.settings import Settings
from factcheck.ui.words import number_words
from factcheck.wording import value_text

Layers = alt.LayerChart | alt.FacetChart

_CLAIM, _REFERENCE = (
    "#c0672b",
    "#3d76b3",
)  # told apart in every kind of colour vision, light or dark
# Eight that are told apart without red and green; each origin has a shape of its own as well.
_ORIGINS = ["#3d76b3", "#c0672b", "#6b5ca5", "#8a8d3a", "#2b8aa0", "#a0527f", "#7a6a5a", "#46525f"]
_BEHIND = "#7c8a99"  # the reference behind the articles: of no origin's colour
_THIN_SHARE = 0.01  # of the axis: a shorter bar could not be seen and is drawn as a point
_OPEN_SHARE = 0.35  # of the axis: how far an open end is drawn
_FORMAT = ",.12~g"  # thousands marks, no exponents


def _ink() -> str:
    """The colour of words in a chart; the usual grey is too pale to read on either ground."""
    return "#c6ced7" if st.context.theme.type == "dark" else "#46525f"


def two_bars(
    claim: Mapping[str, Any] | None,
    claim_day: str,
    figure: ReferenceFigure,
    today: ReferenceFigure | None,
    earlier: Sequence[ReferenceFigure],
    settings: Settings,
) -> Layers:
    """The claim's interval and the reference's on one axis, with their days; earlier vintages
    stand below as thin lines. An open end runs to the edge with an arrow."""
    bars: list[dict[str, Any]] = []
    if claim is not None:
        bars.append(
            _bar("The article", claim_day or "no date", claim["low"], claim["high"], "claim")
        )
    bars.append(_reference_bar("Reference then", figure, settings, "reference"))
    if today is not None and today.figure_id != figure.figure_id:
        bars.append(_reference_bar("Reference today", today, settings, "reference"))
    shown = {figure.figure_id, today.figure_id if today else ""}
    bars += [
        _reference_bar("Vintage", vintage, settings, "vintage")
        for vintage in earlier
        if vintage.figure_id not in shown
    ]
    return _bars(bars)


def _bars(bars: list[dict[str, Any]]) -> Layers:
    ends = [value for bar in bars for value in (bar["low"], bar["high"]) if value is not None]
    least, most = min(ends, default=0.0), max(ends, default=1.0)
    room = (most - least or abs(most) or 1.0) * _OPEN_SHARE
    left = max(0.0, least - room) if least >= 0 else least - room
    right = most + room
    for bar in bars:
        bar["from"] = left if bar["low"] is None else bar["low"]
        bar["to"] = right if bar["high"] is None else bar["high"]
        bar["arrow"] = right if bar["high"] is None else None
        bar["back"] = left if bar["low"] is None and left > 0 else None
        thin = bar["to"] - bar["from"] < (right - left) * _THIN_SHARE
        bar["point"] = (bar["from"] + bar["to"]) / 2 if thin else None
    frame = pd.DataFrame(bars)
    y = alt.Y("row:N", sort=[bar["row"] for bar in bars], title=None,
              axis=alt.Axis(labelLimit=260, labelFontSize=13, labelColor=_ink(), ticks=False, domain=False))  # fmt: skip
    x = alt.X("from:Q", title=None, scale=alt.Scale(domain=[left, right], nice=False, zero=False),
              axis=alt.Axis(format=_FORMAT, tickCount=4, labelFontSize=12, labelColor=_ink()))  # fmt: skip
    color = alt.Color("kind:N", legend=None, scale=alt.Scale(
        domain=["claim", "reference", "vintage"], range=[_CLAIM, _REFERENCE, _REFERENCE]))  # fmt: skip
    tooltip = [alt.Tooltip("row:N", title="which"), alt.Tooltip("value:N", title="value")]
    base = alt.Chart(frame)
    size = alt.condition("datum.kind == 'vintage'", alt.value(4), alt.value(16))
    layers = [
        base.mark_bar(cornerRadius=1).encode(
            y=y, x=x, x2="to:Q", color=color, size=size, tooltip=tooltip
        )
    ]
    # A layer without a mark would be a picture without words for a screen reader.
    for column, shape in (
        ("point", "diamond"),
        ("arrow", "triangle-right"),
        ("back", "triangle-left"),
    ):
        if any(bar[column] is not None for bar in bars):
            layers.append(
                base.mark_point(filled=True, size=120, shape=shape, opacity=1)
                .encode(y=y, x=alt.X(f"{column}:Q"), color=color, tooltip=tooltip)
                .transform_filter(f"isValid(datum.{column})")
            )
    return alt.layer(*layers).properties(height=alt.Step(30))


def _bar(name: str, day: str, low: float | None, high: float | None, kind: str) -> dict[str, Any]:
    value = f"{number_words(low)} to {number_words(high)}" if low != high else number_words(low)
    return {"row": f"{name}, {day}", "low": low, "high": high, "kind": kind, "value": value}


def _reference_bar(
    name: str, figure: ReferenceFigure, settings: Settings, kind: str
) -> dict[str, Any]:
    interval = reference_interval(figure, settings)
    low = None if interval.low is None else float(interval.low)
    high = None if interval.high is None else float(interval.high)
    bar = _bar(name, figure.as_of.isoformat(), low, high, kind)
    return bar | {"value": value_text(figure)}


def vintages(figures: Sequence[ReferenceFigure], settings: Settings) -> Layers:
    """One series over time: low to high as a line, best as a point; hollow where it is a floor."""
    rows = []
    for figure in figures:
        interval = reference_interval(figure, settings)
        best = figure.best if figure.best is not None else figure.low or figure.high
        rows.append(
            {
                "day": pd.Timestamp(figure.as_of),
                "low": float(interval.low) if interval.low is not None else None,
                "high": float(interval.high) if interval.high is not None else None,
                "best": float(best) if best is not None else None,
                "value": value_text(figure),
                "known": figure.published.isoformat(),
                "floor": "a floor" if interval.high is None else "a value or range",
            }
        )
    frame = pd.DataFrame(rows)
    x = alt.X("day:T", title=None, axis=alt.Axis(labelFontSize=12, labelColor=_ink()))
    y = alt.Y(
        "best:Q",
        title=None,
        scale=alt.Scale(zero=False),
        axis=alt.Axis(format=_FORMAT, labelColor=_ink()),
    )
    tooltip = [alt.Tooltip("day:T", title="as of"), alt.Tooltip("value:N", title="value"),
               alt.Tooltip("known:N", title="published")]  # fmt: skip
    base = alt.Chart(frame)
    ranges = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    return alt.layer(
        base.mark_line(color=_REFERENCE, strokeWidth=1, interpolate="step-after").encode(x=x, y=y),
        ranges.mark_rule(color=_REFERENCE, strokeWidth=5, opacity=0.45).encode(
            x=x, y=alt.Y("low:Q"), y2="high:Q"
        ),
        base.mark_point(color=_REFERENCE, size=70, strokeWidth=2).encode(
            x=x, y=y, tooltip=tooltip,
            shape=alt.Shape("floor:N", title=None, legend=alt.Legend(orient="bottom"),
                            scale=alt.Scale(domain=["a value or range", "a floor"],
                                            range=["circle", "triangle-up"])),
        ),
    ).properties(height=280)  # fmt: skip


def across(
    claims: Sequence[Mapping[str, Any]],
    figures: Sequence[ReferenceFigure],
    settings: Settings,
) -> Layers:
    """Each article's interval on the day it was published, by origin, with the reference's band
    behind. ``claims``: day, low, high, origin (a short name), what."""
    frame = pd.DataFrame(claims)
    frame["day"] = pd.to_datetime(frame["day"])
    ends = [float(v) for name in ("low", "high") for v in frame[name].dropna()]
    band = _band(figures, frame["day"].min(), frame["day"].max(), settings)
    ends += [value for row in band for value in (row["low"], row["high"]) if value is not None]
    most = max(ends, default=1.0)
    least = min(ends, default=0.0)
    room = (most - least or abs(most) or 1.0) * _OPEN_SHARE
    top, bottom = most + room, max(0.0, least - room) if least >= 0 else least - room
    frame["from"] = frame["low"].astype(float).fillna(bottom)
    frame["to"] = frame["high"].astype(float).fillna(top)
    frame["point"] = (frame["from"] + frame["to"]) / 2
    frame.loc[frame["high"].isna(), "point"] = frame["from"]
    frame.loc[frame["low"].isna(), "point"] = frame["to"]
    span = max((frame["day"].max() - frame["day"].min()).days, 6)
    pad = pd.Timedelta(days=max(1, span // 12))
    days = [(frame["day"].min() - pad).isoformat(), (frame["day"].max() + pad).isoformat()]
    x = alt.X("day:T", title=None, scale=alt.Scale(domain=days, nice=False),
              axis=alt.Axis(labelFontSize=12, labelColor=_ink(), tickCount=6))  # fmt: skip
    scale = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    y = alt.Y(
        "from:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(format=_FORMAT, labelFontSize=12, labelColor=_ink()),
    )
    tooltip = [alt.Tooltip("what:N", title="figure"), alt.Tooltip("article:N", title="article"),
               alt.Tooltip("origin:N", title="origin"), alt.Tooltip("day:T", title="published")]  # fmt: skip
    legend = alt.Legend(
        orient="bottom",
        labelLimit=320,
        columns=3,
        title="origin",
        labelColor=_ink(),
        titleColor=_ink(),
    )
    origin = alt.Color("origin:N", legend=legend, scale=alt.Scale(range=_ORIGINS))
    layers: list[alt.Chart] = []
    if band:
        for row in band:
            row["from"] = bottom if row["low"] is None else row["low"]
            row["to"] = top if row["high"] is None else row["high"]
            row["start"] = max(row["start"], pd.Timestamp(days[0]))
            row["end"] = min(row["end"], pd.Timestamp(days[1]))
        start = alt.X("start:T", scale=alt.Scale(domain=days, nice=False), title=None)
        told = [alt.Tooltip("value:N", title="reference"), alt.Tooltip("as_of:N", title="as of")]
        layers.append(
            alt.Chart(pd.DataFrame(band))
            .mark_rect(color=_BEHIND, opacity=0.18)
            .encode(x=start, x2="end:T", y=y, y2="to:Q", tooltip=told)
        )
        # The ends that are known; of a reference that is one value they are all that can be seen.
        edges = [
            row | {"from": row[name]}
            for row in band
            for name in ("low", "high")
            if row[name] is not None
        ]
        if edges:
            layers.append(
                alt.Chart(pd.DataFrame(edges))
                .mark_rule(color=_BEHIND, strokeWidth=1.5)
                .encode(x=start, x2="end:T", y=y, tooltip=told)
            )
    base = alt.Chart(frame)
    layers += [
        base.mark_rule(strokeWidth=4, opacity=0.75).encode(
            x=x, y=y, y2="to:Q", color=origin, tooltip=tooltip
        ),
        base.mark_point(filled=True, size=110, opacity=1).encode(
            x=x, y=alt.Y("point:Q", scale=scale), color=origin, tooltip=tooltip,
            shape=alt.Shape("origin:N", legend=legend),
        ),
    ]  # fmt: skip
    return alt.layer(*layers).properties(height=330)


def _band(
    figures: Sequence[ReferenceFigure], first: pd.Timestamp, last: pd.Timestamp, settings: Settings
) -> list[dict[str, Any]]:
    """What was in force from each vintage's publication to the next, within the articles' days."""
    ordered = sorted(figures, key=lambda figure: (figure.published, figure.as_of))
    rows: list[dict[str, Any]] = []
    for number, figure in enumerate(ordered):
        start = pd.Timestamp(figure.published)
        later = number + 1 < len(ordered)
        end = (
            pd.Timestamp(ordered[number + 1].published) if later else last + pd.Timedelta(days=400)
        )
        if (
            end < first - pd.Timedelta(days=30)
            or start > last + pd.Timedelta(days=30)
            or end <= start
        ):
            continue
        interval = reference_interval(figure, settings)
        rows.append(
            {
                "start": start,
                "end": end,
                "low": None if interval.low is None else float(interval.low),
                "high": None if interval.high is None else float(interval.high),
                "value": value_text(figure),
                "as_of": figure.as_of.isoformat(),
            }
        )
    return rows


def coverage(counts: Mapping[str, int], title: str) -> alt.Chart:
    """Rows of the table by one of its fields."""
    frame = pd.DataFrame({"name": list(counts), "rows": list(counts.values())})
    labels = alt.Axis(labelLimit=330, labelColor=_ink())
    numbers = alt.Axis(tickMinStep=1, labelColor=_ink(), titleColor=_ink())
    bars: alt.Chart = alt.Chart(frame).mark_bar(color=_REFERENCE)
    bars = bars.encode(
        y=alt.Y("name:N", sort=list(counts), title=None, axis=labels),
        x=alt.X("rows:Q", title=title, axis=numbers),
        tooltip=["name:N", "rows:Q"],
    )
    return bars.properties(height=alt.Step(20))
