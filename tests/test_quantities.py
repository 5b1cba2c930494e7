"""Figures as the text writes them: a table of sentences, laws, and floors on outside gold."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.model import Bound, Change, Kind, Quantity, Sentence, Span
from factcheck.quantities import find_quantities
from tests.factories import shared_folder

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8")
)["case"]
WORDS = [
    "one",
    "two",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
    "half",
    "third",
    "of",
    "in",
    "to",
    "from",
    "between",
    "or",
    "more",
    "than",
    "per",
    "cent",
    "percent",
    "year",
    "old",
    "May",
    "pm",
    "the",
    "km",
    "people",
    "rose",
    "fell",
    "by",
    "dozens",
    "tens",
    "aged",
    "minus",
    "plus",
    "dollars",
    "€5",
    "$3",
    "(4)",
    "12",
    "5,000",
    "1.5m",
    "2014",
    "3-1",
    "10:30",
    "£",
    "%",
    "/",
    "-",
    "–",
    ",",
    ".",
    ";",
    "'",
    '"',
    "(",
    ")",
    "½",
    "²",
    "٣٥",
    "\u200b5",
    "5\u202e",
    "-",
    "7th",
    "No.",
    "9",
]


def figures(text: str, start: int = 0) -> list[Quantity]:
    return find_quantities(Sentence(0, Span(start, start + len(text)), text))


def only(text: str) -> Quantity:
    [found] = figures(text)
    return found


def as_row(quantity: Quantity) -> str:
    cells = [
        quantity.text,
        quantity.kind.value,
        quantity.low,
        quantity.high,
        quantity.bound.value,
        quantity.unit,
        quantity.hedge,
        quantity.counted,
        quantity.change.value,
    ]
    return " | ".join("-" if cell is None or cell == "" else str(cell) for cell in cells)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_every_figure_of_a_sentence_is_read(case):
    assert [as_row(quantity) for quantity in figures(case["text"])] == case["figures"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The unemployment rate fell to 4.1 percent.", "unemployment rate"),
        ("Exports of tea from the island rose 12%.", "Exports of tea from the island"),
        ("The ministry levied a 25% tax on bicycles.", "tax on bicycles"),
        ("The train reached a speed of 210 km/h.", "speed"),
        ("Only 60 per cent of the farmers answered.", "farmers"),
        ("The museum, which has 40 rooms, is closed.", "museum"),
        ("The union said on Friday that wages rose 3%.", "wages"),
        ("He walked home.  5 men followed.", ""),
        ("Net profit more than doubled to $41 million.", "Net profit"),
        ("Lenn Freight Inc. is shedding about 6,650 tonnes.", "Lenn Freight Inc"),
        ("The line has 8 miles (13 km) of new tunnels.", "new tunnels"),
        ("She sold the old house for $3 million.", "old house"),
        ("The price cut made the car 5,000 dollars cheaper.", "car"),
        ("The club is growing: it spent $3 million.", "club"),
        ("The firm reported claims, ranging from $200 to $4m.", "claims"),
        ("The toll, put at 26 tonnes, was revised.", "toll"),
        ("Rents in the capital fell 3%.", "Rents in the capital"),
        ("The murder rate fell to 18.6 per 100,000 residents.", "murder rate"),
        ("Police arrested Karl Bratt, 33, on Monday.", "Karl Bratt"),
        ("A trader met the nine-year-old mare.", "mare"),
        ("It is a 750-metre swim.", "swim"),
    ],
)
def test_subject(text, subject):
    assert figures(text)[0].subject == subject


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("It grew 3.4 %.", "0.1"),
        ("It cost 1.2 million euros.", "100000"),
        ("It drew 5,000 people.", "1"),
        ("It drew two thousand people.", "1000"),
    ],
)
def test_step_is_one_unit_of_the_last_written_digit(text, step):
    assert only(text).step == Decimal(step)


@pytest.mark.parametrize(
    "text",
    ["", "Nobody came.", "No one knows another one.", "A lone bird sang.", "Some are often late."],
)
def test_sentence_without_a_figure(text):
    assert figures(text) == []


def test_two_figures_share_a_unit_and_a_subject():
    old, new = figures("The toll climbed from 9 to 10 villages.")
    assert (old.change, new.change) == (Change.EARLIER, Change.LEVEL)
    assert old.counted == new.counted == "villages"
    assert old.subject == new.subject == "toll"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Temperatures hit 43C in Ronda, Lucena 42 and Baza a record 41.", "42", "degree celsius"),
        ("Food rose 9 percent in May, rents 12.", "12", "percentage"),
        ("Ronda hits 52.2C, and Baza bakes at a record 41.8.", "41.8", "degree celsius"),
        ("Abstention fell to 20.6%, from 21% four weeks before, so that turnout, at 79.4, rose.",
         "79.4", "percentage"),
        ("The shock struck 12.5 km down, and its sister had 5.4 on the scale.", "5.4", None),
        ("They doubled it to 21.5 trillion yen ($188 billion), from 11 trillion in May.",
         "11 trillion", "japanese yen"),
        ("The plan costs $4.1 billion; closing the plant will swallow 3 billion.", "3 billion", "dollar"),
        ("It costs $4.1 billion a year in a country of 1.4 billion.", "1.4 billion", None),
        ("It spent $2.1 billion, and 3 billion live on less.", "3 billion", None),
    ],
)  # fmt: skip
def test_bare_number_takes_the_unit_told_beside_it(text, number, unit):
    assert next(one.unit for one in figures(text) if one.text.startswith(number)) == unit


def test_conversion_in_brackets_has_the_same_bound():
    first, second = figures("The belt is more than 100 kilometres (62 miles) long.")
    assert first.bound is second.bound is Bound.MORE_THAN
    assert second.high is None


@pytest.mark.parametrize(
    ("text", "low"),
    [("A 48m tower wall", "48"), ("The 48m long wall", "48"), ("Some 48m people", "48000000")],
)
def test_metres_and_millions(text, low):
    assert figures(text)[0].low == Decimal(low)


def test_spans_are_absolute():
    text = "At least 312 people died."
    found = figures(text, start=1000)[0]
    assert found.span == Span(1009, 1012)
    assert found.hedge_span == Span(1000, 1008)
    assert found.counted_span == Span(1013, 1019)


def check_laws(text: str) -> None:
    found = figures(text)
    end = 0
    for quantity in found:
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert quantity.span.start >= end
        end = quantity.span.end
        for words, span in (
            (quantity.hedge, quantity.hedge_span),
            (quantity.counted, quantity.counted_span),
            (quantity.subject, quantity.subject_span),
        ):
            assert words == ("" if span is None else text[span.start : span.end])
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        if quantity.kind in {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE}:
            assert quantity.value is not None
    assert found == figures(text)


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from([" ", "", "\u00a0"]))
@example(["dozens", "dollars", "hundred"], " ")
def test_laws_on_number_words_in_any_order(words, glue):
    check_laws(glue.join(words))


@settings(deadline=None)  # the first unknown unit ("a/l") loads quantulum3
@given(st.text(alphabet="0123456789 ,.-–/%$£€'\"()½²\u200b\u202eأ٣五ab", max_size=60))
def test_laws_on_signs_in_any_order(text):
    check_laws(text)


@given(st.integers(min_value=2101, max_value=10**12))
def test_any_whole_number_is_read_back(number):
    found = figures(f"They counted {number:,} people there.")[0]
    assert (found.low, found.counted) == (Decimal(number), "people")


@given(st.decimals(min_value=0, max_value=1000, places=1))
def test_any_percentage_is_read_back(number):
    found = figures(f"It stood at {number}% then.")[0]
    assert (found.low, found.unit) == (number, "percentage")


HOSTILE = [
    "7", "7 ", ",", "1,", "(", "(5 (", "$", "$5 ", "PS5 ", "R5 ", "-", "5-", "–5 ", "/", "1/2 ", "½", "5½", ".5", "5.", "1.2.3.",
    " and a half", "one hundred ", "one hundred", "between ", "from 5 to ", "5 to 6 ", "5, ", "five, ", "tens of ", "dozens of ",
    "a third of ", "more than ", "or more ", "up from 5 and ", "rose 5% to 6, ", "5 per ", "5 per 100,000 ", "5'", "'5 ", "5\" ",
    "5 people and ", "5 of the 5 ", "No. 5 ", "iPhone 5 X ", "F-16 ", "A.D. 5 ", "5 × 10", "+44 ", "12-12-", "said it has 5 ",
    "٣", "٣ ", "٣٥ per cent ", "१२ ", "５ ", "五 ", "\u200b5", "5\u202e6 ", "5\u0301 ", "\ud83c\udff35 ", "5\u00a0000 ", "x\u0335 5 ",
]  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_without_error(unit):
    check_laws(unit * (3_000 // len(unit)))


@given(
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4),
    st.integers(min_value=1, max_value=40),
)
def test_laws_on_mixtures_of_hostile_text(units, times):
    check_laws("".join(units) * times)


@given(st.text(max_size=120))
def test_laws_on_any_text(text):
    check_laws(text)


@given(
    st.text(
        alphabet=st.characters(categories=["Nd", "No", "Nl", "Mn", "Cf", "Zs", "Sc"]), max_size=60
    )
)
def test_laws_on_digits_marks_and_signs_of_any_script(text):
    check_laws(text)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("٣٥ per cent voted", "35"),
        ("१२ people", "12"),
        ("５０ tonnes", "50"),
        ("It was 5\u202e0 km", "5"),
    ],
)
def test_digits_of_other_scripts(text, low):
    assert figures(text)[0].low == Decimal(low)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "unit", ["7 ", "one hundred ", "between ", "5 people and ", "PS5 ", "said it has 5 "]
)
def test_hostile_text_keeps_the_laws(unit):
    check_laws(unit * (40_000 // len(unit)))


# ------------------------------------------------------------------- floors on outside gold

FLOORS = [
    ("newsquant_dev.jsonl", "value", 93.0),
    ("newsquant_dev.jsonl", "value+unit", 85.5),
    ("newsquant_dev.jsonl", "value+concept_partial", 76.0),
    ("rtext_all.jsonl", "value+unit", 91.0),
]


@pytest.mark.parametrize(("name", "level", "floor"), FLOORS)
def test_floor_on_outside_gold(name, level, floor, tmp_path):
    gold = shared_folder() / "gold"
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for line in (gold / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            print(json.dumps(_finding(row["id"], None)), file=out)
            for quantity in figures(row["text"]):
                print(json.dumps(_finding(row["id"], quantity)), file=out)
    scored = subprocess.run(
        [sys.executable, gold / "score_quantities.py", gold / name, predictions, "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(scored.stdout)[level]["F1"] >= floor


def _finding(article: str, quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:  # the scorer knows an article by its first row
        return {"article": article, "text": "", "low": None, "high": None}
    return {
        "article": article,
        "text": quantity.text,
        "kind": quantity.kind.value,
        "low": None if quantity.low is None else float(quantity.low),
        "high": None if quantity.high is None else float(quantity.high),
        "bound": quantity.bound.value,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "subject": quantity.subject,
        "change": quantity.change.value,
    }


def test_a_comma_behind_thousands_is_no_decimal_one() -> None:
    text = "Its tally stands at 4,619,47% up on Monday."
    sentence = Sentence(0, Span(0, len(text)), text)
    assert [one.text for one in find_quantities(sentence)][:2] == ["4,619", "47%"]
