"""The one sentence a reader understands. It speaks of the figure, never of a person or an outlet."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Claim, Match, ReferenceFigure, Verdict
from factcheck.reference import ReferenceTable

_NOT_JUDGED = {
    "furniture": "Not the article's own words.",
    "not_a_claim": "A number that nobody would check.",
    "modality": "Not judged: {modality}.",
    "vague": "Not judged: {text} is too vague to compare.",
}
_DECIMALS = 6  # of a number in a sentence
_MODALITY = {
    "denied": "the figure is denied",
    "feared": "the figure is feared, not counted",
    "forecast": "the figure is a forecast",
    "planned": "the figure is a plan",
    "hypothetical": "the figure is hypothetical",
    "negated": "the figure is negated",
    "withdrawn": "the article gives it as an earlier, revised or withdrawn figure",
    "question": "the figure stands in a question",
}
_FIELDS = {
    "unit": "units differ",
    "stock_flow": "one is a change or a count of its own window, the other a level or a total",
    "period": "the periods differ",
    "definition": "the definitions differ",
    "event": "it speaks of another event",
    "base": "it is a change or share without its base",
}


def reader_sentence(
    claim: Claim,
    verdict: Verdict | None,
    code: str,
    match: Match | None,
    figure: ReferenceFigure | None,
    today: ReferenceFigure | None,
    gap: tuple[Decimal | None, Decimal | None],
    table: ReferenceTable,
    rival: ReferenceFigure | None = None,
    options: tuple[str, ...] = (),
) -> str:
    """The reason of a finding, in the words of a figures desk."""
    written = _written(claim)
    if verdict is None:
        template = _NOT_JUDGED.get(code, "Not judged.")
        return template.format(text=written, modality=_MODALITY.get(claim.modality.value, code))
    if verdict is Verdict.NO_REFERENCE:
        return f"We hold no reference for {_what(claim, table)}{_where(claim, table)}."
    if verdict is Verdict.NOT_COMPARABLE:
        return _difference(claim, code, match, table)
    if verdict is Verdict.AMBIGUOUS:
        return f"Could be {' or '.join(options)}."
    if figure is None:
        return "No figure in force."
    known = value_text(figure)
    name = _source_name(figure, table)
    day = figure.as_of.isoformat()
    amount, ratio = gap
    far = _gap_text(amount, ratio)
    newer = value_text(today) if today is not None else ""
    match verdict:
        case Verdict.CONSISTENT:
            if code == "rounded":
                known = _rounded_from(claim, figure)
            return _consistent(written, _code_of(claim, code, figure), known, day, name)
        case Verdict.SUPERSEDED:
            later = today.as_of.isoformat() if today else ""
            if code == "revised":
                return f"Matched {known} ({name}, {day}); that figure was revised to {newer}."
            if code == "withdrawn":
                return f"Matched {known} ({name}, {day}); that figure was withdrawn on {figure.retired}."
            return f"Right on {day} ({known}, {name}); {newer} since, as of {later}."
        case Verdict.CONSISTENT_LOOSE:
            if code == "far_above_floor":
                return (
                    f"Far above the floor that is known: {written}; known {known} ({name}, {day})."
                )
            return f"Compatible, but far from the known figure: {written}; known {known} ({name}, {day})."
        case Verdict.OUTDATED:
            published = claim.article.published
            age = (
                f", {(published - figure.as_of).days} days old when published" if published else ""
            )
            return f"Matches the figure of {day} ({known}, {name}){age}."
        case Verdict.AHEAD_OF_REFERENCE:
            if code == "later_vintage":
                return f"Above the row of then ({known}, {name}, {day}); a later row reaches it."
            if code == "newer_count":
                return (
                    f"Above our latest row of {name} ({known}, {day}): {far}; it may have counted "
                    "anew since, so update the table first."
                )
            return f"Above our latest row ({known}, {name}, {day}): {far}; update the table first."
        case Verdict.REFERENCE_CONFLICT:
            if code == "contested":
                return f"The only figure, {known} ({name}, {day}), is contested or extrapolated."
            if rival is None:
                return f"Sources differ for {day}; {name} has {known}."
            other = f"{_source_name(rival, table)} {value_text(rival)}"
            near = (
                "the article has the first" if _reads(claim, figure) else "the article has neither"
            )
            return f"Sources differ for {day}: {name} {known}, {other}; {near}."
        case Verdict.OVERSTATED:
            return f"{_capital(far)} above {known} ({name}, {day})."
        case _:
            return f"{_capital(far)} below {known} ({name}, {day})."


def _written(claim: Claim) -> str:
    """The number with its hedge, in the order of the text: "900 or more", "987+"."""
    quantity = claim.quantity
    behind = quantity.hedge_span is not None and quantity.hedge_span.start >= quantity.span.end
    if not behind or not quantity.hedge:
        return " ".join(filter(None, (quantity.hedge, quantity.text)))
    joint = " " if quantity.hedge[0].isalnum() else ""
    return f"{quantity.text}{joint}{quantity.hedge}"


def _rounded_from(claim: Claim, figure: ReferenceFigure) -> str:
    """The value that a round number stands for: of a range the best one, else the nearest end."""
    value = claim.quantity.value
    low, high = _ends(figure)
    if value is None or low == high or low is None or high is None:
        return value_text(figure)
    best = figure.best
    nearest = best if best is not None else min((low, high), key=lambda end: abs(end - value))
    return f"{number_text(nearest)} ({value_text(figure)})"


def _source_name(figure: ReferenceFigure, table: ReferenceTable) -> str:
    source = table.vocabulary.sources.get(figure.source_id)
    return source.name.split(" (")[0] if source else figure.source_id


def _ends(figure: ReferenceFigure) -> tuple[Decimal | None, Decimal | None]:
    low = figure.low if figure.low is not None else figure.best
    return low, figure.high if figure.high is not None else figure.best


def _reads(claim: Claim, figure: ReferenceFigure) -> bool:
    """Whether the written number itself lies in a figure's range."""
    low, high = _ends(figure)
    value = claim.quantity.value
    return value is not None and (low is None or low <= value) and (high is None or value <= high)


def _code_of(claim: Claim, code: str, figure: ReferenceFigure) -> str:
    """A written range that is wider than the known one reaches into it, and lies not within."""
    low, high = _ends(figure)
    own = claim.quantity
    wider = own.low != own.high and (
        (own.low is not None and low is not None and own.low < low)
        or (own.high is not None and high is not None and own.high > high)
    )
    return "overlaps" if code == "within_range" and wider else code


def value_text(figure: ReferenceFigure) -> str:
    """A figure's value as people write it: 5,086; at least 5,086; 14,200-14,400."""
    low, best, high = figure.low, figure.best, figure.high
    if figure.value_type in {"at_least", "more_than"}:
        floor = low if low is not None else best
        return f"{figure.value_type.replace('_', ' ')} {number_text(floor)}"
    if figure.value_type == "up_to":
        return f"up to {number_text(high if high is not None else best)}"
    if low is not None and high is not None and low != high:
        return f"{number_text(low)}-{number_text(high)}"
    about = "about " if figure.value_type == "about" else ""
    return about + number_text(best if best is not None else low if low is not None else high)


def number_text(value: Decimal | None) -> str:
    """A number with thousands marks."""
    if value is None:
        return "unknown"
    plain = round(value, _DECIMALS).normalize()
    if plain == plain.to_integral_value():
        return f"{int(plain):,}"
    return f"{plain:,f}"


def _consistent(written: str, code: str, known: str, day: str, name: str) -> str:
    origin = f"({name}, {day})"
    return {
        "exact": f"{_capital(written)} is the figure of {day} ({name}).",
        "rounded": f"{_capital(written)} is {known} rounded {origin}.",
        "bound": f"{_capital(written)} holds: known {known} {origin}.",
        "within_range": f"{_capital(written)} lies within {known} {origin}.",
        "overlaps": f"{_capital(written)} reaches into {known} {origin}.",
        "above_documented": f"{_capital(written)} lies a little above the documented {known} {origin}.",
        "recent": f"{_capital(written)} matches {known}, in force until days before {origin}.",
        "between_vintages": f"{_capital(written)} lies between two successive counts, the later {known} {origin}.",
        "other_count": f"{_capital(written)} is another count of the same source: {known} {origin}.",
        "edge": f"{_capital(written)} misses {known} by less than one per cent {origin}.",
    }.get(code, f"{_capital(written)} matches {known} {origin}.")


def _difference(claim: Claim, code: str, match: Match | None, table: ReferenceTable) -> str:
    if match is None:
        return "A key field differs."
    reason = next((one for one in match.failed if one.field == code), None)
    if code == "measure":
        return (
            f"Counts {_label(claim.measure or '', table)}; "
            f"the reference counts {_label(match.figure.measure, table)}."
        )
    if code == "population" and reason is not None:
        return f"Counts {reason.claim.replace('_', ' ')}; the reference counts {reason.reference.replace('_', ' ')}."
    if code == "place" and reason is not None:
        places = table.vocabulary.places
        own = places[reason.claim].label if reason.claim in places else reason.claim
        other = places[reason.reference].label if reason.reference in places else reason.reference
        return f"Speaks of {claim.place_name or own}; the reference of {other}."
    figure, published = match.figure, claim.article.published
    later = published is not None and figure.published > published
    if code == "period" and reason is None and later:
        return f"Nothing was published by then: {figure.figure_id} is of {figure.published}."
    if code == "period" and reason is None and published is None:
        when = claim.period_text.strip(" .,")
        return f'Not compared with {figure.figure_id}: it says when ("{when}"), but the article has no date.'
    return f"Not compared with {figure.figure_id}: {_FIELDS.get(code, code)}."


def _what(claim: Claim, table: ReferenceTable) -> str:
    if claim.measure:
        return _label(claim.measure, table)
    return f'"{claim.counted}"' if claim.counted else f'"{claim.quantity.text}"'


def _where(claim: Claim, table: ReferenceTable) -> str:
    if claim.place_name:
        return f" in {claim.place_name}"
    place = table.vocabulary.places.get(claim.place or "")
    return f" in {place.label}" if place else ""


def _label(measure: str, table: ReferenceTable) -> str:
    entry = table.vocabulary.measures.get(measure)
    return entry.label.lower() if entry else measure.replace("_", " ")


def _gap_text(amount: Decimal | None, ratio: Decimal | None) -> str:
    if amount is None:
        return "a gap"
    times = f"at least {ratio:.2f} x, or " if ratio is not None else ""
    return f"{times}{number_text(amount)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
