"""Article: the whole text with every figure marked; a click opens it beside the text, where its
reading can be corrected, and a figure that was missed can be marked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from factcheck import rechecking
from factcheck.corrections import Correction, judge_again, mark_id, marked_finding
from factcheck.errors import FactcheckError, UsageError
from factcheck.furniture import furniture_spans
from factcheck.model import HEADLINE, Article, Finding
from factcheck.store import articles, corrections, queue, saving
from factcheck.store.articles import ArticleLine
from factcheck.store.database import Store
from factcheck.store.queue import QueueItem
from factcheck.store.saving import SavedRun
from factcheck.ui import data, marked, state, words
from factcheck.ui.marked import Mark, escaped

_AS_READ = "as read"
_NONE = "none"
_LISTED = 500  # articles in the list; a search narrows it
_OLDEST = date(1800, 1, 1)


def show() -> None:
    """The list of articles, or one of them."""
    store = data.store()
    run = state.current_run(store)
    if run is None:
        st.title("Article")
        st.info("There is no run yet. Check some articles first.")
        state.page_link("check", "Check articles")
        return
    named = state.get("read")
    lines = articles.article_lines(store, run.id, limit=_LISTED)
    if not lines:
        st.title("Article")
        st.info("This run holds no article that could be read.")
        return
    article = corrections.article_of(store, run.id, named) if named else None
    if named and article is None:
        st.warning("This run does not hold the article that the address names.")
    chosen = _choose(run, lines, article)
    if article is None or article.article_id != chosen:
        article = corrections.article_of(store, run.id, chosen)
    if article is None:
        return
    state.put("read", article.article_id)
    _article(store, run, article)
    state.write("read", "figure")


def _choose(run: SavedRun, lines: Sequence[ArticleLine], article: Article | None) -> str:
    names = {
        line.article: f"{line.title or line.article} ({line.flagged} flagged of {line.figures})"
        for line in lines
    }
    if article is not None and article.article_id not in names:
        names = {article.article_id: article.title or article.article_id, **names}
    names = words.told_apart(names)
    st.session_state["article_choice"] = article.article_id if article else next(iter(names))
    return st.selectbox(
        f"Article ({run.articles:,} in this run)", list(names), format_func=names.__getitem__,
        key="article_choice", on_change=_switch,
    )  # fmt: skip


def _switch() -> None:
    state.put("read", st.session_state["article_choice"])
    state.put("figure", "")


def _article(store: Store, run: SavedRun, article: Article) -> None:
    items = queue.article_findings(store, run.id, article.article_id)
    chosen = next((i for i in items if i.row["finding"] == state.get("figure")), None)
    st.header(escaped(article.title or article.article_id), anchor=False)
    day = article.published.isoformat() if article.published else "no date"
    source = words.DATE_SOURCES.get(article.published_source, "")
    st.text(", ".join(filter(None, (article.publisher, f"{day} ({source})", article.article_id))))
    if message := st.session_state.pop("article_said", ""):
        st.success(escaped(message))
    if refused := st.session_state.pop("article_refused", ""):
        st.warning(escaped(refused))
    left, right = st.columns([5, 3], gap="large")
    with left:
        _text(article, items, chosen)
    with right:
        if chosen is not None:
            _panel(store, run, article, chosen)
        else:
            _legend(items)
        _missed(store, run, article)
        _metadata(store, run, article)


# -- the text -------------------------------------------------------------------------------------


def _text(article: Article, items: Sequence[QueueItem], chosen: QueueItem | None) -> None:
    nodes: list[marked.Node] = []
    title = [item for item in items if item.row["field"] == "title"]
    if title:
        children = marked.marked(article.title, [_mark(item, chosen) for item in title])
        nodes.append({"tag": "p", "cls": "headline", "children": children})
    body = [_mark(item, chosen) for item in items if item.row["field"] == "text"]
    furniture = [(span.start, span.end) for span in furniture_spans(article.text)]
    for start, end in _paragraphs(article.text):
        grey = any(first < end and start < last for first, last in furniture)
        inside = [mark for mark in body if start <= mark.start and mark.end <= end]
        nodes.append(
            {
                "tag": "p",
                "cls": "furniture" if grey else "",
                "children": marked.marked(article.text[start:end], inside, start),
            }
        )
    marked.show(nodes, key="article_text", on_act=_open, on_select=_selected, follow=True)


def _mark(item: QueueItem, chosen: QueueItem | None) -> Mark:
    row = item.row
    kind = "furniture" if row["role"] == "furniture" else item.view
    if row["role"] == "context":
        kind = "not_judged"
    return Mark(
        row["start"], row["end"], kind, row["finding"],
        label=f"{words.figure_words(row)}: {words.verdict_words(row)}",
        shape="" if row["role"] != "claim" else words.SHAPES[item.view],
        current=chosen is not None and chosen.row["finding"] == row["finding"],
    )  # fmt: skip


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the text between blank lines."""
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in text.split("\n\n"):
        end = start + len(piece)
        if piece.strip():
            spans.append((start, end))
        start = end + 2
    return spans


def _open() -> None:
    state.put("figure", str(st.session_state["article_text"].act))


def _selected() -> None:
    """What was selected in the text goes into the form that marks a figure."""
    chosen = st.session_state["article_text"].selected
    if isinstance(chosen, dict) or hasattr(chosen, "start"):
        start = chosen["start"] if isinstance(chosen, dict) else chosen.start
        end = chosen["end"] if isinstance(chosen, dict) else chosen.end
        st.session_state["mark_start"], st.session_state["mark_end"] = int(start), int(end)
        st.session_state["mark_open"] = True


def _legend(items: Sequence[QueueItem]) -> None:
    st.subheader("Figures in this article", anchor=False)
    claims = [item for item in items if item.row["role"] == "claim"]
    facts = [
        (
            f"{words.SHAPES[view]} {sum(item.view == view for item in claims)} {name}",
            words.VIEW_HELP[view],
        )
        for view, name in words.VIEWS.items()
    ]
    facts.append(
        (
            f"{len(items) - len(claims)} without a shape",
            "Dates, ages, ordinals; numbers of the page around the article.",
        )
    )
    marked.show([marked.facts_node(facts, "legend")], key="legend")
    st.text("Click a figure in the text to see what it was compared with.")


# -- beside the text ------------------------------------------------------------------------------


def _panel(store: Store, run: SavedRun, article: Article, item: QueueItem) -> None:
    row = item.row
    table = data.checker().table
    reference = f"{words.number_words(row['ref_best'])}" if row["ref_best"] is not None else ""
    said = item.review
    marked.show(
        [
            marked.text_node("h3", words.figure_words(row)),
            marked.text_node("p", row["reason"]),
            marked.facts_node(
                [
                    ("Counts", words.measure_words(row["measure"], table) or row["counted"]),
                    ("Where", words.place_words(row["place"], table) or row["place_name"]),
                    ("Event", words.event_words(row["event"], table)),
                    ("As of", row["as_of"] or ""),
                    ("Said by", row["speaker"]),
                    ("Reference", reference),
                    ("Source", words.source_words(row["ref_source"], table)),
                    ("Verdict", f"{words.SHAPES[item.view]} {words.verdict_words(row)}"),
                    ("Decision", words.DECISIONS[said.decision] + f" by {said.reviewer}"
                     if said is not None and said.reviewer else "open"),
                    ("Characters", f"{row['start']} to {row['end']}"),
                ]
            ),
        ],
        key="panel",
    )  # fmt: skip
    with st.container(horizontal=True):
        state.page_link(
            "review",
            "Decide on it",
            ":material/checklist:",
            run=str(run.id),
            view=item.view,
            figure=row["finding"],
        )
        st.button("Close", shortcut="Esc", key="close", on_click=state.put, args=("figure", ""))
    _correct(store, run, article, item)


def _correct(store: Store, run: SavedRun, article: Article, item: QueueItem) -> None:
    row = item.row
    finding = row["finding"]
    held = next(
        (
            one
            for one in corrections.corrections_of(store, [article.article_id]).get(
                article.article_id, []
            )
            if one.correction.finding_id == finding
        ),
        None,
    )
    with st.expander("Correct how it was read"):
        if held is not None:
            what = "Marked" if held.correction.marked else "Corrected"
            st.text(f"{what} by {held.reviewer}, {words.moment_words(held.at)}")
            st.button(
                "Take it back", key="withdraw", on_click=_withdraw,
                args=(store, run, article, finding, held.correction),
            )  # fmt: skip
        with st.form(f"correct_{finding}", border=False):
            values = _fields(finding, "" if row["speaker"] == HEADLINE else row["speaker"])
            if st.form_submit_button("Judge again"):
                base = Correction(
                    finding, article.article_id, row["field"], row["start"], row["end"], row["text"],
                    held.correction.marked if held else False,
                    held.correction.value if held else None,
                )  # fmt: skip
                _judge(store, run, article, _with(base, values))
                st.rerun()


def _fields(key: str, speaker: str) -> dict[str, str | None]:
    """The form's fields; None is "as read", blank is "none"."""
    vocabulary = data.checker().table.vocabulary
    measures = {_AS_READ: _AS_READ, _NONE: "none of these"} | {
        one.measure: one.label
        for one in sorted(vocabulary.measures.values(), key=lambda m: m.label)
    }
    measures = words.told_apart(measures)
    measure = st.selectbox(
        "What is counted", list(measures), format_func=measures.__getitem__, key=f"measure_{key}"
    )
    place = _place_field(key)
    day = st.date_input("The day it speaks of", value=None, min_value=_OLDEST, key=f"day_{key}")
    said = st.text_input("Said by", value=speaker, key=f"speaker_{key}", max_chars=200)
    return {
        "measure": _chosen(measure),
        "place": place,
        "as_of": day.isoformat() if isinstance(day, date) else None,
        "speaker": None if said.strip() == speaker else said.strip(),
    }


@st.cache_resource(show_spinner=False, max_entries=2)
def _places(digest: str) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of the places that the table has figures for, and every name of every place."""
    table = data.checker().table
    places = table.vocabulary.places
    held = {figure.place for figure in table.figures}
    labels = {one: places[one].label for one in held if one in places}
    names: dict[str, str] = {}
    for place in places.values():
        for name in (place.label, *place.aliases):
            names.setdefault(name.casefold(), place.place)
    return words.told_apart(dict(sorted(labels.items(), key=lambda item: item[1]))), names


def _place_field(key: str) -> str | None:
    """A place of the table, or any name that is typed."""
    labels, names = _places(data.checker().table.digest)
    chosen = st.selectbox(
        "Place (choose or type)",
        [_AS_READ, _NONE, *labels],
        format_func=lambda one: labels.get(one, "no place" if one == _NONE else one),
        accept_new_options=True,
        key=f"place_{key}",
    )
    if chosen in labels or chosen in {_AS_READ, _NONE}:
        return _chosen(chosen)
    return names.get(chosen.strip().casefold(), chosen.strip())


def _chosen(value: str) -> str | None:
    return {_AS_READ: None, _NONE: ""}.get(value, value)


def _with(base: Correction, values: dict[str, str | None]) -> Correction:
    from dataclasses import replace

    return replace(
        base, measure=values["measure"], place=values["place"], as_of=values["as_of"],
        speaker=values["speaker"],
    )  # fmt: skip


def _judge(store: Store, run: SavedRun, article: Article, said: Correction) -> None:
    """Judge a figure again with what a person said of it, and keep both."""
    checker = data.checker(run.profile)
    try:
        if not state.reviewer():
            raise UsageError("a correction needs a name", remedy="write yours under Reviewer")
        if said.marked:
            found = marked_finding(checker, article, said)
        else:
            found = judge_again(checker, _found(article, said.finding_id, run), said)
        row = articles.article_row(store, run.id, article.article_id)
        corrections.correct(store, said, state.reviewer())
        saving.put_finding(store, run.id, found, row)
    except FactcheckError as error:
        st.session_state["article_refused"] = str(error)
        return
    state.put("figure", found.finding_id)
    st.session_state["article_said"] = f"Judged again: {found.reason}"


def _found(article: Article, finding_id: str, run: SavedRun) -> Finding:
    for finding in data.checker(run.profile).check(article):
        if finding.finding_id == finding_id:
            return finding
    raise UsageError(
        "this figure is no longer read from the text", remedy="check the articles again"
    )


def _withdraw(
    store: Store, run: SavedRun, article: Article, finding: str, said: Correction
) -> None:
    if not state.reviewer():
        st.session_state["article_refused"] = "Write your name under Reviewer first."
        return
    corrections.withdraw(store, finding, state.reviewer())
    if said.marked:
        saving.remove_finding(store, run.id, finding)
        state.put("figure", "")
    else:
        row = articles.article_row(store, run.id, article.article_id)
        saving.put_finding(store, run.id, _found(article, finding, run), row)
    st.session_state["article_said"] = "Taken back."


# -- what was missed ------------------------------------------------------------------------------


def _missed(store: Store, run: SavedRun, article: Article) -> None:
    with st.expander("Missed a figure? Mark it", expanded=bool(st.session_state.get("mark_open"))):
        st.text("Select it in the text, or give the characters where it starts and ends.")
        for name in ("mark_start", "mark_end"):
            held = int(st.session_state.get(name, 0))
            st.session_state[name] = min(max(held, 0), len(article.text))
        left, right = st.columns(2)
        start = int(left.number_input("Starts at", 0, len(article.text), step=1, key="mark_start"))
        end = int(right.number_input("Ends at", 0, len(article.text), step=1, key="mark_end"))
        text = article.text[start:end]
        if text:
            marked.show([marked.text_node("p", f'"{text[:300]}"')], key="mark_text")
        with st.form("mark", border=False):
            value = st.text_input("Its value, where it cannot be read from the words", max_chars=40)
            values = _fields("mark", "")
            if st.form_submit_button("Mark and judge it"):
                _mark_it(store, run, article, start, end, value, values)
                st.rerun()


def _mark_it(
    store: Store,
    run: SavedRun,
    article: Article,
    start: int,
    end: int,
    value: str,
    values: dict[str, str | None],
) -> None:
    try:
        name = mark_id(article, "text", start, end)
    except FactcheckError as error:
        st.session_state["article_refused"] = str(error)
        return
    said = Correction(
        name, article.article_id, "text", start, end, article.text[start:end], marked=True,
        value=value.strip() or None,
    )  # fmt: skip
    st.session_state["mark_open"] = False
    _judge(store, run, article, _with(said, values))


# -- title, publisher, date -----------------------------------------------------------------------


def _metadata(store: Store, run: SavedRun, article: Article) -> None:
    with (
        st.expander("Set title, publisher and date right"),
        st.form("article_metadata", border=False),
    ):
        title = st.text_input("Title", value=article.title, max_chars=500)
        publisher = st.text_input("Publisher", value=article.publisher, max_chars=200)
        day = st.date_input("Published", value=article.published, min_value=_OLDEST)
        st.text("The article is judged again; a figure's verdict depends on the day.")
        if st.form_submit_button("Keep and judge again"):
            published = day if isinstance(day, date) else None
            from dataclasses import replace

            made = replace(
                article, title=title.strip(), publisher=publisher.strip(), published=published,
                published_source=article.published_source
                if published == article.published else "manifest" if published else "none",
            )  # fmt: skip
            checker = data.checker(run.profile)
            again = rechecking.check(store, checker, [made])
            articles.put_article(store, run.id, made, again)
            st.session_state["article_said"] = "Kept, and judged again."
            st.rerun()


if __name__ == "__main__":
    show()
