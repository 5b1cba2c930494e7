"""Vintages, sources, stated days, incidents and open events, over rows of an invented country."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck import Checker
from factcheck.intervals import claim_interval
from factcheck.model import Article, Bound, Finding, Interval, Kind, Quantity, Span
from factcheck.settings import load_settings

WORLD = Path(__file__).parent / "cases" / "world"
PLACES = [
    "velm,Velm,country,,VEL,Velmian,",
    "tarn,Tarn,city,velm,VEL,,",
]
EVENTS = [
    "velm_war,War in Velm,war,velm,2025-01-10,,Velm war|conflict in Velm",
    "tarn_flood,Tarn flood,flood,tarn,2027-03-01,,Tarn floods|flood in Tarn",
    "dun_one,First Dunmore earthquake,earthquake,dunmore_bay,2027-06-01,,June 1 earthquake",
    "dun_two,Second Dunmore earthquake,earthquake,dunmore_bay,2027-06-10,,June 10 earthquake",
]
SOURCES = [
    "corps,Corps,ngo,https://example.org,,",
    "relief,Relief Agency (RLF),un,https://example.org,,",
]
# id, series, measure, place, event, period type and start, as of, published, best, unit, source,
# relayed by, adjustment
FIGURES = """
f1|flood|killed|tarn|tarn_flood|cumulative|2027-03-01|2027-03-03|2027-03-04|212|people|cdo||
f2|flood|killed|tarn|tarn_flood|cumulative|2027-03-01|2027-03-06|2027-03-07|348|people|cdo||
f3|flood|killed|tarn|tarn_flood|cumulative|2027-03-01|2027-03-12|2027-03-12|1043|people|cdo||
f4|flood|killed|tarn|tarn_flood|cumulative|2027-03-01|2027-03-12|2027-03-24|987|people|cdo||
m1|miss|missing|tarn|tarn_flood|instant||2027-03-12|2027-03-12|190|people|cdo||
b1|bury|buried|velm|velm_war|cumulative|2025-01-10|2027-02-01|2027-02-01|507|people|cdo||
b2|bury|buried|velm|velm_war|cumulative|2025-01-10|2027-02-01|2027-02-12|430|people|cdo||
b3|bury|buried|velm|velm_war|cumulative|2025-01-10|2027-02-20|2027-02-21|450|people|cdo||
d1|held_a|detained|velm|velm_war|cumulative|2025-01-10|2027-02-01|2027-02-01|420|people|moh||
d2|held_b|detained|velm|velm_war|cumulative|2025-01-10|2027-02-01|2027-02-03|900|people|org||
w1|dead|killed|velm|velm_war|cumulative|2025-01-10|2027-01-31|2027-02-05|13400|people|cdo||
i1|idp|idp_stock|velm|velm_war|instant||2027-02-01|2027-02-01|1204000|people|cdo||
s1|sum_a|injured|karvana||cumulative|2027-01-10|2027-02-01|2027-02-01|410|people|corps||
s2|sum_b|injured|karvana||cumulative|2027-01-10|2027-02-01|2027-02-01|880|people|org|Union, through corpsman|
r1|rel_a|injured|dunmore_bay||cumulative|2027-01-10|2027-02-01|2027-02-01|410|people|relief||
r2|rel_b|injured|dunmore_bay||cumulative|2027-01-10|2027-02-01|2027-02-01|880|people|org|the rlf|
q1|quake_a|killed|dunmore_bay|dun_one|cumulative|2027-06-01|2027-06-03|2027-06-03|44|people|cdo||
q2|quake_b|killed|dunmore_bay|dun_two|cumulative|2027-06-10|2027-06-11|2027-06-11|19|people|cdo||
p1|infl|inflation|velm||interval|2027-02-01|2027-02-28|2027-03-12|-0.3|percent|stat||year on year
t1|temp|temperature|tarn||instant||2027-01-15|2027-01-16|-31.4|degree celsius|stat||
j1|jobs|jobs_added|velm||interval|2027-02-01|2027-02-28|2027-03-05|142000|jobs|stat||
g1|gdp|gdp_growth|velm||interval|2026-10-01|2026-12-31|2027-02-10|-0.4|percent|stat||quarter on quarter
a1|fire|area_burned|tarn||cumulative|2027-06-25|2027-07-01|2027-07-01|4200|hectare|stat||
v1|viol|ceasefire_violations|velm|velm_war|interval|2027-02-08|2027-02-14|2027-02-15|874|violations|cdo||
"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("velm")
    for name, lines in (("places", PLACES), ("events", EVENTS), ("sources", SOURCES)):
        head = (WORLD / f"{name}.csv").read_text(encoding="utf-8")
        (folder / f"{name}.csv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    with (WORLD / "figures.csv").open(encoding="utf-8") as stream:
        columns = list(csv.DictReader(stream).fieldnames or ())
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(map(_row, FIGURES.strip().splitlines()))
    return Checker.load(folder)


def _row(line: str) -> dict[str, str]:
    (name, series, measure, place, event, kind, start, as_of, published, best, unit, source,
     relay, adjustment) = line.split("|")  # fmt: skip
    return {
        "figure_id": name, "series_id": series, "measure": measure, "population": "all",
        "place": place, "event": event, "period_type": kind, "period_start": start,
        "period_end": as_of if kind == "interval" else "", "as_of": as_of, "published": published,
        "best": best, "value_type": "exact", "unit": unit, "method": "official",
        "stance": "host_government", "grade": "O", "source_id": source, "relayed_by": relay,
        "adjustment": adjustment, "document": "bulletin", "url": f"https://example.org/{name}",
        "retrieved": "2027-09-01", "seen": "issuer",
    }  # fmt: skip


def finding_of(
    checker: Checker, day: str | None, text: str, number: str, source: str = "table"
) -> Finding:
    title, _, body = text.rpartition("||")
    published = date.fromisoformat(day) if day else None
    article = Article("a", body, title=title, published=published,
                      published_source=source if day else "none")  # fmt: skip
    found = [one for one in checker.check(article) if number in one.claim.quantity.text]
    assert found, text
    return found[0]


# day, text (headline||body), number, verdict, code ("" for any), flagged
CASES = [
    # a single happening, a day or a window is no running total
    ("2027-02-20", "War in Velm||Shelling killed 6 people in Velm on Tuesday.", "6",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "War in Velm||Shelling killed 6 people in Velm.", "6",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "War in Velm||A mine killed three people in Velm.", "three",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "War in Velm||At least six people were killed in an airstrike in Velm.", "six",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "War in Velm||Police detained 14 people in Velm.", "14",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "The Velm war killed 1,900 people in its first year.", "1,900",
     "not_comparable", "period", False),
    ("2027-02-20", "War in Velm||Fighting has displaced 20,000 people in Velm since Monday.",
     "20,000", "not_comparable", "period", False),
    ("2027-02-20", "War in Velm||Flooding displaced 170,000 people in Velm.", "170,000",
     "not_comparable", "stock_flow", False),
    ("2027-03-20", "The Tarn flood killed 40 people at the Grand Hotel.", "40",
     "not_comparable", "stock_flow", False),
    ("2027-02-20", "Monitors recorded 90 ceasefire violations in Velm on Sunday.", "90",
     "not_comparable", "period", False),
    # a total that is far too low stays one
    ("2027-02-20", "The Velm war has killed 100 people.", "100", "understated", "", True),
    ("2027-02-20", "A total of 100 people were killed in the Velm war.", "100",
     "understated", "", True),
    ("2027-02-20", "The Velm war killed 5,000 people.", "5,000", "understated", "", True),
    ("2027-09-01", "The Tarn flood killed 500 people.", "500", "understated", "", True),
    # what was published later accuses nobody
    ("2027-02-04", "The Velm war has killed 20,000 people.", "20,000",
     "not_comparable", "period", False),
    ("2027-02-04", "The Velm war has killed 13,400 people.", "13,400", "consistent", "exact", False),
    ("2027-02-04", "The Velm war has killed 13,350 people.", "13,350", "consistent", "", False),
    # a stated day meets the row of that day
    ("2027-09-01", "As of 3 March, 212 people had been killed by the Tarn flood.", "212",
     "consistent", "exact", False),
    ("2027-03-15", "As of 3 March, 212 people had been killed by the Tarn flood.", "212",
     "consistent", "exact", False),
    ("2027-09-01", "By March 9 the Tarn flood had killed 348 people.", "348",
     "consistent", "exact", False),
    ("2027-03-20", "As of 12 March, 1,043 people had been killed by the Tarn flood.", "1,043",
     "superseded", "revised", True),
    # two open events
    ("2027-06-12", "The earthquake in Dunmore Bay killed 19 people.", "19",
     "ambiguous", "event", False),
    ("2027-06-12", "The June 10 earthquake in Dunmore Bay killed 19 people.", "19",
     "consistent", "exact", False),
    ("2027-06-12", "The June 10 earthquake in Dunmore Bay killed 44 people.", "44",
     "ahead_of_reference", "", True),
    # vintages are of one series
    ("2027-02-02", "Police have detained 420 people in Velm since the war began.", "420",
     "consistent", "exact", False),
    ("2027-02-20", "Police have detained 640 people in Velm since the war began.", "640",
     "reference_conflict", "sources_differ", True),
    # the edge is not rounded: 4 of 420 are 0.952 %
    ("2027-02-02", "Police have detained 424 people in Velm since the war began.", "424",
     "consistent", "edge", False),
    # relays are whole words, of an id or a name
    ("2027-02-05", "A total of 410 people have been injured in Karvana.", "410",
     "reference_conflict", "", True),
    # revised, though a newer row follows
    ("2027-02-05", "In the Velm war 507 victims have been buried.", "507",
     "superseded", "revised", True),
    # levels age with their measure's pace
    ("2028-07-01", "Some 900 people are missing in Tarn after the flood.", "900",
     "not_comparable", "", False),
    ("2027-03-20", "Some 900 people are missing in Tarn after the flood.", "900",
     "overstated", "", True),
    # whose row is months old has counted anew since; nobody else has, and not within the month
    ("2027-05-20", "The war in Velm has left 1,320,400 people displaced, the Civil Defence Office said.",
     "1,320,400", "ahead_of_reference", "newer_count", False),
    ("2027-05-20", "The war in Velm has left 2.4 million people displaced, the Civil Defence Office said.",
     "2.4 million", "ahead_of_reference", "newer_count", True),
    ("2027-05-20", "The war in Velm has left 1,320,400 people displaced, the mayor said.",
     "1,320,400", "overstated", "", True),
    ("2027-02-20", "The war in Velm has left 1,320,400 people displaced, the Civil Defence Office said.",
     "1,320,400", "overstated", "", True),
    ("2027-05-20", "By 1 February the war in Velm had left 1,320,400 people displaced, the Civil Defence Office said.",
     "1,320,400", "overstated", "", True),
    ("2027-05-20", "The war in Velm has left 14 million people displaced, the Civil Defence Office said.",
     "14 million", "overstated", "", True),
    # below zero
    ("2027-03-15", "Inflation in Velm stayed below 1 percent in February, year on year.",
     "1 percent", "consistent", "bound", False),
    ("2027-01-17", "The temperature in Tarn fell below minus 30 degrees Celsius.", "30",
     "consistent", "bound", False),
    ("2027-01-17", "The temperature in Tarn was minus 24 degrees Celsius.", "24",
     "overstated", "", True),
    ("2027-03-15", "Consumer prices in Velm fell 0.3 percent in February from a year earlier.",
     "0.3", "consistent", "", False),
    ("2027-02-12", "Velm's economy shrank 0.4 percent quarter on quarter in the fourth quarter.",
     "0.4", "consistent", "", False),
    ("2027-03-08", "Velm added 142,000 jobs in February.", "142,000", "consistent", "exact", False),
    ("2027-03-08", "Velm added 192,000 jobs in February.", "192,000", "overstated", "", True),
    ("2027-03-08", "Velm lost 142,000 jobs in February.", "142,000", "understated", "", True),
    # units
    ("2027-07-02", "The wildfire in Tarn has burned 42 square kilometres.", "42",
     "consistent", "", False),
    ("2027-07-02", "The wildfire in Tarn has burned 10,378 acres.", "10,378",
     "consistent", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "number", "verdict", "code", "flagged"), CASES)
def test_verdict(checker, day, text, number, verdict, code, flagged) -> None:
    found = finding_of(checker, day, text, number)
    assert found.verdict == verdict, (found.code, found.reason, found.claim)
    assert found.code == code or not code, found.reason
    assert found.flagged is flagged


def test_a_relay_by_its_short_name_is_no_second_source(checker: Checker) -> None:
    text = "A total of 410 people have been injured in Dunmore Bay."
    assert finding_of(checker, "2027-02-05", text, "410").verdict != "reference_conflict"


@pytest.mark.parametrize("number", ["212", "348", "987"])
def test_a_guessed_day_hides_no_later_vintage(checker: Checker, number: str) -> None:
    text = f"The Tarn flood has killed {number} people."
    assert not finding_of(checker, "2027-03-05", text, number, source="text").flagged


def test_a_revision_says_to_what(checker: Checker) -> None:
    text = "In the Velm war 507 victims have been buried."
    assert "revised to 430" in finding_of(checker, "2027-02-05", text, "507").reason


def test_what_was_published_later_is_said(checker: Checker) -> None:
    found = finding_of(checker, "2027-02-04", "The Velm war has killed 20,000 people.", "20,000")
    assert found.reason == "Nothing was published by then: w1 is of 2027-02-05."
    assert "known_later" in found.notes


def test_options_of_an_open_event(checker: Checker) -> None:
    text = "The earthquake in Dunmore Bay killed 19 people."
    found = finding_of(checker, "2027-06-12", text, "19")
    assert found.reason == "Could be First Dunmore earthquake or Second Dunmore earthquake."


def test_a_hedge_behind_its_number_is_told_behind_it(checker: Checker) -> None:
    found = finding_of(checker, "2027-09-01", "The Tarn flood killed 950+ people.", "950")
    assert found.reason.startswith("950+ holds")


@pytest.mark.parametrize(
    ("bound", "value", "signed", "expected"),
    [
        (Bound.LESS_THAN, 1, True, Interval(None, Decimal(1), high_open=True)),
        (Bound.LESS_THAN, 1, False, Interval(Decimal(0), Decimal(1), high_open=True)),
        (Bound.AT_MOST, -30, False, Interval(None, Decimal(-30))),
        (Bound.UP_TO, -30, False, Interval(None, Decimal(-30), low_open=True)),
        (Bound.NEARLY, -30, False, Interval(Decimal(-30), Decimal("-27.5"))),
    ],
)
def test_low_ends_below_zero(bound, value, signed, expected) -> None:
    kind = Kind.MEASURE
    quantity = Quantity(Span(0, 1), "1", Decimal(value), None, bound=bound, kind=kind)
    assert claim_interval(quantity, load_settings(), signed=signed) == expected
