"""Comparisons: states over invented articles, cases that look like contradictions, and the laws
that neither the order of articles nor the way in which they arrive changes a byte."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Checker
from factcheck.comparison import Comparer, compare
from factcheck.model import Article, Comparison, Finding
from factcheck.report import csv_text
from factcheck.rows import COMPARISON_FIELDS, comparison_row
from factcheck.statements import StatementReader
from tests.factories import builtin_checker, world_checker

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "comparisons.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return world_checker()


def rules_alone(checker: Checker) -> Checker:
    """A checker that lays no figures beside each other two by two: what the rules do is seen apart."""
    return replace(checker, settings=replace(checker.settings, paired_most=0))


def findings_of(checker: Checker, *articles: tuple[str, str, str]) -> list[Finding]:
    return [
        finding
        for number, (day, title, text) in enumerate(articles)
        for finding in checker.check(
            Article(f"{number}", text, title, published=date.fromisoformat(day) if day else None)
        )
    ]


def only(checker: Checker, *articles: tuple[str, str], measure: str = "killed") -> Comparison:
    found = findings_of(checker, *((day, "", text) for day, text in articles))
    (one,) = [one for one in checker.compare(found) if one.measure == measure]
    return one


CRASH = "The bus crash killed {} people in Dunmore Bay."
# state, articles
STATES = [
    ("single_report", [("2026-06-01", CRASH.format(19))]),
    ("agree", [("2026-06-01", CRASH.format(19)), ("2026-06-01", "In Dunmore Bay 19 people died.")]),
    ("agree", [("2026-06-01", CRASH.format(19)), ("2026-06-03", CRASH.format("at least 19"))]),
    ("agree", [("2026-06-01", CRASH.format(19)), ("", CRASH.format(19))]),
    ("rounding_variants", [("2026-06-01", CRASH.format("1,986")),
                           ("2026-06-01", CRASH.format("about 2,000"))]),
    ("rising_series", [("2026-06-01", CRASH.format(19)), ("2026-06-09", CRASH.format(31))]),
    ("rising_series", [("2026-06-01", CRASH.format(19)), ("2026-06-02", CRASH.format(44))]),
    ("rising_series", [("2026-06-01", CRASH.format("more than 400")),
                       ("2026-06-09", CRASH.format("more than 900"))]),
    ("revised_down", [("2026-06-01", CRASH.format(19)),
                      ("2026-06-09", "The toll of the crash in Dunmore Bay was lowered to 16.")]),
    ("diverge", [("2026-06-01", CRASH.format(44).replace(".", ", police said.")),
                 ("2026-06-12", CRASH.format(19).replace(".", ", the mayor said."))]),
    ("diverge", [("2026-06-02", CRASH.format(44).replace(".", " on Monday, police said.")),
                 ("2026-06-02", CRASH.format(19).replace(".", " on Monday, the mayor said."))]),
]  # fmt: skip


@pytest.mark.parametrize(("state", "articles"), STATES)
def test_state(checker: Checker, state: str, articles: list[tuple[str, str]]) -> None:
    titled = [(day, "Crash in Dunmore Bay gorge", text) for day, text in articles]
    found = findings_of(checker, *titled)
    (one,) = [one for one in checker.compare(found) if one.measure == "killed"]
    assert (one.state, one.articles) == (state, len(articles)), one.reason
    assert one.reason


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_looks_like_a_contradiction(case: dict[str, object]) -> None:
    checker = builtin_checker()
    found = findings_of(checker, *case["articles"])  # type: ignore[misc]
    listed = [
        one
        for one in checker.compare(found)
        if one.measure == case["measure"] and one.counted.startswith(str(case.get("counted", "")))
    ]
    largest = max(listed, key=lambda one: one.articles)
    assert (len(listed), largest.state) == (case["groups"], case["state"]), largest.reason


def test_open_numbers_far_apart_are_no_rounding(checker: Checker) -> None:
    fled = "Fighting in Dunmore Bay has displaced more than {} people."
    found = only(
        rules_alone(checker), ("2026-06-03", fled.format("32,000")), ("2026-06-04", fled.format("4,000")),
        measure="idp_stock",
    )  # fmt: skip
    assert found.state == "scope_differs"
    assert "so far apart" in found.reason


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("45 miles", "75 km", True), ("12 miles", "20 km", True), ("900 metres", "2,950 feet", True),
     ("60 miles", "75 km", False), ("120 mph", "190 km/h", True), ("120 miles", "150 km", False)],
)  # fmt: skip
def test_a_length_is_compared_in_either_unit(
    checker: Checker, one: str, other: str, *, meet: bool
) -> None:
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    found = findings_of(
        checker,
        ("2026-06-03", "", f"The wave ran {one} inland."),
        ("2026-06-03", "", f"The wave ran {other} inland."),
    )
    comparer.add(found)
    comparer.compared()
    told = [each for name in ("0", "1") for each in comparer.statements_of(name)]
    assert told[0].interval.overlaps(told[1].interval) is meet


def test_a_level_of_another_day_is_no_contradiction(checker: Checker) -> None:
    treated = "After the landslide in Dunmore Bay {} people are in hospital."
    found = only(
        rules_alone(checker),
        ("2026-06-01", treated.format(90)),
        ("2026-06-12", treated.format(12)),
        measure="hospitalised",
    )
    assert found.state == "scope_differs"
    assert "date" in found.reason


def test_what_is_denied_takes_no_part(checker: Checker) -> None:
    found = only(
        checker,
        ("2026-06-01", CRASH.format(19)),
        ("2026-06-01", "The mayor denied that 80 people had died in Dunmore Bay."),
    )
    assert found.articles == 1


# -- laws ------------------------------------------------------------------------------------------


@cache
def many() -> tuple[Checker, list[Finding], str]:
    """The findings of all cases, as articles of one run, and their comparisons as bytes."""
    checker = builtin_checker()
    found: list[Finding] = []
    for number, case in enumerate(CASES):
        for place, (day, title, text) in enumerate(case["articles"]):
            article = Article(f"{number}-{place}", text, title, published=date.fromisoformat(day))
            found += checker.check(article)
    return checker, found, as_bytes(checker.compare(found))


def as_bytes(comparisons: list[Comparison]) -> str:
    rows = [comparison_row(one) for one in comparisons]
    members = [str(one.members) for one in comparisons]
    return csv_text(COMPARISON_FIELDS, rows) + "\n".join(members)


@pytest.mark.heavy
@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_findings_changes_nothing(random: object) -> None:
    checker, found, expected = many()
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert as_bytes(checker.compare(shuffled)) == expected


@pytest.mark.heavy
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=40, max_size=40))
def test_articles_may_arrive_in_any_batches(batches: list[int]) -> None:
    checker, found, expected = many()
    names = sorted({finding.claim.article.article_id for finding in found})
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    for batch in range(4):
        chosen = {name for name, own in zip(names, batches, strict=False) if own == batch}
        comparer.add([one for one in found if one.claim.article.article_id in chosen])
    comparer.add([one for one in found if one.claim.article.article_id in names[len(batches) :]])
    assert as_bytes(list(comparer.compared().comparisons)) == expected


def test_a_later_article_joins_the_comparison_that_is_there(checker: Checker) -> None:
    first = findings_of(checker, ("2026-06-01", "", CRASH.format(19)))
    both = findings_of(
        checker, ("2026-06-01", "", CRASH.format(19)), ("2026-06-02", "", CRASH.format(31))
    )
    (before,) = checker.compare(first)
    (after,) = checker.compare(both)
    assert before.comparison_id == after.comparison_id
    assert (before.articles, after.articles) == (1, 2)


@pytest.mark.heavy
def test_every_statement_stands_in_one_comparison() -> None:
    checker, found, _ = many()
    compared = compare(found, checker.settings, checker.table.vocabulary)
    members = [m.finding_id for one in compared.comparisons for m in one.members]
    assert len(members) == len(set(members))


FLOOD = "Flood on the Vardo river"
# The same number told twice, what it counts read once at most; the measures with their members.
ECHOES = [
    ("a number without a noun",
     ["The flood in Dunmore Bay killed 412 people, police said.",
      "Dunmore Bay is under water. The police have 412 so far, the mayor said in the flooded town."],
     [("killed", 2)]),
    ("one word for what is counted, read as a measure in one of them",
     ["The flood in Dunmore Bay killed 412 people, police said.",
      "The flood in Dunmore Bay keeps rising. For 412 people, police said, the help came too late."],
     [("killed", 2)]),
    ("a number that recurs by chance",
     ["The flood in Dunmore Bay killed nine people, police said.",
      "Dunmore Bay is under water. The police have nine so far, the mayor said in the flooded town."],
     [("killed", 1)]),
    ("other things",
     ["The flood in Dunmore Bay killed 41 people, police said.",
      "The flood in Dunmore Bay damaged 41 houses, police said."],
     [("homes_damaged", 1), ("killed", 1)]),
    ("an article with a number of its own",
     ["The flood in Dunmore Bay killed 412 people, police said.",
      "Beds in the flooded town were made for 412.\n\nThe flood in Dunmore Bay killed 398 people."],
     [("killed", 2)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "groups"), [case[1:] for case in ECHOES], ids=[case[0] for case in ECHOES]
)
def test_a_number_told_twice(texts: list[str], groups: list[tuple[str, int]]) -> None:
    checker = builtin_checker()
    dated = [("2026-06-02", FLOOD, text) for text in texts]
    listed = checker.compare(findings_of(checker, *dated))
    assert sorted((one.measure, len(one.members)) for one in listed if one.measure) == groups


SIEGE = "The siege of Abu Teruk began. Mayor Idris Haroun Bakri said that 31 people had been killed in Abu Teruk."
# An article without a word for the happening joins the story that its names speak of.
NAMED = [
    (
        "three names",
        "The mayor, Idris Haroun Bakri, took back what he had said: 29 people died in Abu Teruk.",
        1,
    ),
    (
        "other names",
        "The mayor, Musa Adam Tijani, took back what he had said: 29 people died in Kel Nasir.",
        2,
    ),
]


@pytest.mark.parametrize(
    ("text", "groups"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED]
)
def test_names_tie_an_article_to_a_story(text: str, groups: int) -> None:
    checker = builtin_checker()
    dated = [("2026-06-02", "Siege of Abu Teruk", SIEGE), ("2026-06-03", "Another count", text)]
    listed = checker.compare(findings_of(checker, *dated))
    assert len([one for one in listed if one.measure == "killed"]) == groups


# What a figure of a vote is compared as: measure, whose it is, how far the count had come.
VOTES = [
    ("The Harbour Bloc of Prime Minister Ana Lind won 42.1% of the vote.", "vote_share harbour bloc"),
    ("Just over 42% of the vote went to others, 33% of the vote for the Harbour Bloc.", "vote_share harbour bloc"),
    ("The Liberty Party of Ana Lind won 33% of the vote.", "vote_share liberty"),
    ("With 72% of polling stations counted, Ana Lind had 41.6% of the vote.", "vote_share lind partial"),
    ("After the early results, in the final count, Ana Lind had 41.6% of the vote.", "vote_share lind"),
    ("Turnout stood at 38.4% at 5 p.m., the commission said.", "turnout at 5pm"),
    ("Turnout was 51.9% when polls closed at 9 p.m.", "turnout"),
    ("Observers put turnout at 61.4 percent.", "turnout"),
    ("The parliament in Cork has 101 seats.", "seats in all"),
    ("The Harbour Bloc will have 51 seats.", "seats harbour bloc"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), VOTES)
def test_whose_votes_and_how_far_they_are_counted(text: str, what: str) -> None:
    checker = builtin_checker()
    found = findings_of(checker, ("2026-06-02", "", text))
    read = StatementReader(checker.table.vocabulary).read(found)
    assert read[-1].what == what


def test_turnout_of_an_afternoon_is_not_that_of_the_day() -> None:
    checker = builtin_checker()
    found = findings_of(
        checker,
        (
            "2026-06-02",
            "Irish vote",
            "Turnout in Ireland stood at 38.4% at 5 p.m., the commission said.",
        ),
        ("2026-06-02", "Irish vote", "Turnout in Ireland was 51.9%, Civic Watch said."),
        ("2026-06-03", "Irish vote", "Turnout in Ireland was 46.3%, the commission said."),
    )
    listed = [one for one in checker.compare(found) if one.measure == "turnout"]
    assert sorted((one.articles, one.state) for one in listed) == [
        (1, "single_report"),
        (2, "diverge"),
    ]


def test_a_national_vote_is_of_the_country_wherever_it_is_told_from() -> None:
    checker = builtin_checker()
    found = findings_of(
        checker,
        ("2026-06-02", "Vote in Portugal", "PORTO - The Harbour Bloc won 42.1% of the vote in Portugal's general election."),
        ("2026-06-03", "Protest in Porto", ("Crowds marched through Porto to protest against the general election."
         "\n\nThe Harbour Bloc won just over 42% of the vote.\n\nIn Porto the Liberty Party won 51% of the vote.")),
    )  # fmt: skip
    read = StatementReader(checker.table.vocabulary).read(found)
    assert [(one.what, one.place) for one in read] == [
        ("vote_share harbour bloc", "portugal"),
        ("vote_share harbour bloc", "portugal"),
        ("vote_share liberty", "porto"),
    ]


def test_the_arrivals_of_a_day_are_set_beside_those_of_that_day() -> None:
    checker = builtin_checker()
    found = findings_of(
        checker,
        ("2026-06-05", "Refugees reach Uganda", ("UNHCR said 11,590 people had crossed into Uganda from Congo since May."
         "\n\nOn Thursday alone, 860 people crossed into Uganda, the mayor said.")),
        ("2026-06-05", "Refugees in Uganda", "Only 410 refugees crossed into Uganda on Thursday, the Red Cross said."),
    )  # fmt: skip
    groups = checker.compare(found)
    assert sorted((one.articles, one.state) for one in groups) == [
        (1, "single_report"),
        (2, "scope_differs"),
    ]


SINKING = "A ferry sank off Dunmore Bay on Monday and {} people died, the coastguard said."
# What of a wreck is told of one town stays that town's, once an article tells it beside the whole.
TOWNS = [
    ("told beside the whole",
     [SINKING.format(14), "QUILLBY - Six people of Quillby died in Quillby when the ferry sank.",
      SINKING.format(31) + " In Quillby 11 people died."],
     [["14", "31"], ["Six", "11"]]),
    ("fewer than the whole of a day before",
     [SINKING.format(14), SINKING.format(17),
      "ARNVIK - The wreck of the ferry was lifted. Six people died in Arnvik, the mayor said."],
     [["14", "17"], ["Six"]]),
    ("never told beside the whole",
     [SINKING.format(14), "QUILLBY - The ferry sank and 17 people died in Quillby."],
     [["14", "17"]]),
    ("as many as in all",
     [SINKING.format(14), "QUILLBY - The ferry sank and 14 people died in Quillby.",
      SINKING.format(31) + " In Quillby 11 people died."],
     [["14", "14", "31"], ["11"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "groups"), [case[1:] for case in TOWNS], ids=[case[0] for case in TOWNS]
)
def test_the_dead_of_a_town_beside_all_of_them(texts: list[str], groups: list[list[str]]) -> None:
    checker = builtin_checker()
    dated = [(f"2026-06-0{day}", "Ferry sinks off Dunmore Bay", text)
             for day, text in enumerate(texts, 2)]  # fmt: skip
    found = findings_of(checker, *dated)
    told = {one.finding_id: one.claim.quantity.text for one in found}
    listed = [one for one in checker.compare(found) if one.measure == "killed"]
    assert sorted([told[m.finding_id] for m in one.members] for one in listed) == sorted(groups)


# What lies between a number and the one that it replaces is neither of them.
MOVED = [
    ("The toll of the crash in Dunmore Bay was lowered to 57, from 61, as four bodies were not from it.", ["57"]),
    ("Police lowered the toll of the crash in Dunmore Bay from 61 to 57: four had died elsewhere.", ["57"]),
    ("The crash in Dunmore Bay killed 57 people and wounded four, police said.", ["57"]),
    ("The toll of the crash in Dunmore Bay was lowered from 61 to four.", ["four"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), MOVED)
def test_by_how_much_a_count_was_wrong(text: str, values: list[str]) -> None:
    checker = builtin_checker()
    found = findings_of(checker, ("2026-06-02", "", text))
    told = {one.finding_id: one.claim.quantity.text for one in found}
    listed = [one for one in checker.compare(found) if one.measure == "killed"]
    assert [told[member.finding_id] for one in listed for member in one.members] == values


# One count, its measure told by words in the first article and by likeness alone in the second: where it
# gives the number, or may go on from it.
LIKELY = [
    ("The wreck off Dunmore Bay, to which 51 people clung, is kept in the port.", 2),
    ("The wreck off Dunmore Bay, to which 47 people clung, is kept in the port.", 1),
    ("The wreck off Dunmore Bay, to which 58 people clung, is kept in the port.", 2),
]


@pytest.mark.parametrize(("text", "members"), LIKELY)
def test_a_likely_measure_where_its_number_is_told_in_words(text: str, members: int) -> None:
    checker = rules_alone(builtin_checker())
    first = "A ferry sank off Dunmore Bay on Monday. The coastguard rescued 51 people, it said."
    dated = [("2026-06-02", "Ferry sinks off Dunmore Bay", first),
             ("2026-06-05", "Ferry that sank off Dunmore Bay towed", text)]  # fmt: skip
    found = findings_of(checker, *dated)
    (likely,) = [one for one in found if one.claim.measure_is_likely]
    assert likely.claim.measure == "rescued"
    (saved,) = [one for one in checker.compare(found) if one.measure == "rescued"]
    assert len(saved.members) == members


TRAPPED = "{} miners are trapped in the flooded mine in Dunmore Bay, the agency said."
# A level goes down as people are found: each day is then a thing of its own, but a series that rose is one.
FALLING = [
    ("it fell", [23, 15, 7], [["15"], ["23"], ["7"]]),
    ("it was told again", [23, 23, 7], [["23", "23"], ["7"]]),
    ("it rose", [7, 15, 23], [["7", "15", "23"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "groups"), [case[1:] for case in FALLING], ids=[case[0] for case in FALLING]
)
def test_a_level_that_fell_is_another_one_each_day(
    values: list[int], groups: list[list[str]]
) -> None:
    checker = builtin_checker()
    dated = [(f"2026-06-0{day}", "Miners trapped in Dunmore Bay", TRAPPED.format(value))
             for day, value in enumerate(values, 2)]  # fmt: skip
    found = findings_of(checker, *dated)
    told = {one.finding_id: one.claim.quantity.text for one in found}
    listed = [one for one in checker.compare(found) if one.measure == "trapped"]
    assert sorted([told[m.finding_id] for m in one.members] for one in listed) == groups


STRUCK = "An earthquake struck Peru on Monday. "
# What was destroyed in a town is not what was damaged in its country.
HOUSES = [
    (
        [
            "The agency said 38,600 houses had been damaged.",
            "In Cusco 2,300 houses were destroyed.",
        ],
        2,
    ),
    (
        ["The agency said 38,600 houses had been damaged.", "In Cusco 38,600 houses were damaged."],
        1,
    ),
]


@pytest.mark.parametrize(("texts", "groups"), HOUSES)
def test_a_part_of_its_own_in_a_town(texts: list[str], groups: int) -> None:
    checker = builtin_checker()
    dated = [("2026-06-02", "Earthquake in Peru", STRUCK + text) for text in texts]
    listed = checker.compare(findings_of(checker, *dated))
    assert len([one for one in listed if one.measure == "homes_damaged"]) == groups


# "Another" behind another measure: all who are missing; behind one's own: some more of them.
ANOTHER = [
    ("The storm killed 12 people in Dunmore Bay.\n\nAnother 24 people were missing, police said.", ["12", "24"]),
    ("In Dunmore Bay 31 people are missing.\n\nAnother 24 people were missing, police said.", ["31"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "taken"), ANOTHER)
def test_another_of_a_level(text: str, taken: list[str]) -> None:
    checker = builtin_checker()
    read = StatementReader(checker.table.vocabulary).read(
        findings_of(checker, ("2026-06-02", "", text))
    )
    assert [one.finding.claim.quantity.text for one in read] == taken


MINE = "An explosion tore through a mine in Dunmore Bay on Monday. "
# A round count of people and the one that it rounds, with the same words behind both.
HEDGED = [
    (["There were 58 people on shift.", "Nearly 60 men were on shift that afternoon."], [["58", "60"]]),
    (["There were 58 people on shift.", "Nearly 80 men were on shift that afternoon."], [["58"], ["80"]]),
    (["There were 58 people on shift.", "Nearly 60 men were in the canteen."], [["58"], ["60"]]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "groups"), HEDGED)
def test_a_round_count_and_what_it_rounds(texts: list[str], groups: list[list[str]]) -> None:
    checker = rules_alone(builtin_checker())
    dated = [("2026-06-02", "Mine explosion in Dunmore Bay", MINE + text) for text in texts]
    found = findings_of(checker, *dated)
    told = {one.finding_id: one.claim.quantity.text for one in found}
    listed = checker.compare(found)
    assert sorted([told[m.finding_id] for m in one.members] for one in listed) == groups


def test_a_rise_of_what_no_measure_names() -> None:
    checker = builtin_checker()
    texts = (
        "Industrial output in Norway rose by 1.7% in May.",
        "In May industrial output in Norway rose by 1.7%.",
    )
    found = findings_of(
        checker, *(("2026-06-02", "Norway industrial output rises", text) for text in texts)
    )
    (one,) = [one for one in checker.compare(found) if one.articles > 1]
    assert one.state == "agree"


BLAZE = "Fire in Dunmore Bay"
SENT_OUT = "The fire sent {} residents of Dunmore Bay out of their houses on Monday, {} said."


def test_what_likeness_is_sure_of_is_compared_and_contradicts_nobody() -> None:
    checker = builtin_checker()
    texts = [SENT_OUT.format(640, "police"), SENT_OUT.format(980, "the mayor")]
    found = findings_of(checker, *(("2026-06-02", BLAZE, text) for text in texts))
    assert all(one.claim.measure_is_likely for one in found)
    (one,) = [one for one in checker.compare(found) if one.measure == "evacuated"]
    assert len(one.members) == len(texts)
    assert one.state != "diverge"


# What is planned or expected is a thing of its own; where it changed nothing is contradicted.
PLANS = [
    (["The council plans to close 41 clinics in Dunmore Bay.",
      "A plan to close 41 clinics in Dunmore Bay angers doctors."], ["agree"]),
    (["The council plans to close 41 clinics in Dunmore Bay, the mayor said.",
      "The council plans to close 57 clinics in Dunmore Bay, doctors said."], ["scope_differs"]),
    (["The flood could kill 412 people in Dunmore Bay.",
      "The flood killed 19 people in Dunmore Bay."], ["single_report", "single_report"]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "states"), PLANS)
def test_plans_are_compared_with_plans(texts: list[str], states: list[str]) -> None:
    checker = builtin_checker()
    found = findings_of(checker, *(("2026-06-02", "Dunmore Bay", text) for text in texts))
    assert sorted(one.state.value for one in checker.compare(found)) == states


QUAKE = "A quake of magnitude 6.9 struck Dunmore Bay on Sunday, the survey said."


def test_an_aftershock_does_not_contradict_the_quake() -> None:
    checker = builtin_checker()
    later = (
        "An aftershock of magnitude 5.9 hit Dunmore Bay, the institute said, after Sunday's quake."
    )
    found = findings_of(checker, ("2026-06-01", "", QUAKE), ("2026-06-02", "", later))
    assert [one.state.value for one in checker.compare(found)] == ["single_report"] * 2


def test_the_words_of_one_noun_define_no_other_count() -> None:
    checker = builtin_checker()
    text = "Dunmore Bay has 410 confirmed cholera cases and five people have died."
    found = findings_of(checker, ("2026-06-01", "Cholera", text))
    told = {one.measure.measure: one.definition for one in StatementReader(checker.table.vocabulary).read(found)
            if one.measure}  # fmt: skip
    assert told == {"cases": {"confirmed"}, "killed": frozenset()}


# A rounded number joins the exact one where it is the only one that rounds so.
ROUNDED = [
    (["Unions in Dunmore Bay gathered 142,318 signatures on a petition against the flood wall."], 2),
    (["Unions in Dunmore Bay gathered 142,318 signatures on a petition against the flood wall.",
      "A petition of the unions in Dunmore Bay has 138,902 signatures for the flood wall."], 1),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "members"), ROUNDED)
def test_a_number_that_rounds_another(texts: list[str], members: int) -> None:
    checker = rules_alone(builtin_checker())
    last = "The petition of the unions on the flood in Dunmore Bay stands at about 140,000."
    found = findings_of(checker, *(("2026-06-02", FLOOD, text) for text in (*texts, last)))
    (rounded,) = [one.finding_id for one in found if one.claim.quantity.text == "140,000"]
    (group,) = [one for one in checker.compare(found)
                if rounded in {member.finding_id for member in one.members}]  # fmt: skip
    assert len(group.members) == members


def test_one_release_of_a_statistic_ties_its_articles() -> None:
    checker = builtin_checker()
    texts = ["Inflation in Ghana was 29.8 percent in June. Some 412 stalls closed.",
             "Inflation in Ghana came to 29.8 percent last month. Traders gave up 412 stalls."]  # fmt: skip
    found = findings_of(
        checker, ("2026-07-13", "Prices", texts[0]), ("2026-07-14", "Trade", texts[1])
    )
    listed = checker.compare(found)
    assert sorted(len(one.members) for one in listed) == [2, 2]


DRILL = "RIGA - Steel Lynx got under way in Latvia. The ministry counts {} tanks and {} trains."
MUD = "The generals look content in the mud of Latvia. Their {} tanks have dug in, their {} trains wait."


@pytest.mark.parametrize(
    ("first", "second", "day", "together"),
    [
        # numbers that no other report has make one story of two, though no word tells the happening
        (("12,340", "64"), ("12,340", "64"), "2026-03-09", True),
        (("38", "64"), ("38", "64"), "2026-03-09", True),
        # one number of two digits recurs by chance, and so do round ones
        (("12,340", "64"), ("9,120", "64"), "2026-03-09", False),
        (("12,000", "60"), ("12,000", "60"), "2026-03-09", False),
        # months later a number is old
        (("38", "64"), ("38", "64"), "2026-05-09", False),
        (("38", "64"), ("38", "64"), "2026-08-09", False),
    ],
)
def test_articles_with_the_same_numbers_are_of_one_story(
    first: tuple[str, str], second: tuple[str, str], day: str, together: bool
) -> None:
    checker = builtin_checker()
    found = findings_of(
        checker,
        ("2026-03-02", "Steel Lynx gets under way", DRILL.format(*first)),
        (day, "What the generals learn", MUD.format(*second)),
    )
    stories = compare(found, checker.settings, checker.table.vocabulary).stories
    assert (stories.of.get("0", "none") == stories.of.get("1")) is together


PERU = "34,412,393 inhabitants"
APART = [
    # what a country has is told in reports of all that happens there
    (("2026-03-01", "Earthquake shakes Peru", f"An earthquake in Peru has killed 31 people. Peru has {PERU}."),
     ("2026-03-06", "Ship sinks off Peru", f"A ship sank off Peru and 14 people died, of {PERU}.")),
    # two numbers of two digits, of two towns
    (("2026-03-02", "Museum opens in Lima", "LIMA, Peru - A hostel in Lima has 38 rooms and 64 beds for guests."),
     ("2026-03-04", "Fire in Cusco", "CUSCO, Peru - A fire killed 14 people in Cusco. The hotel had 38 rooms and 64 beds.")),
    # one of two names, of one who speaks everywhere, and a number that recurs
    (("2024-05-10", "Earthquake in Nepal", "An earthquake killed 38 people in Nepal. UN chief Antonio Guterres mourned."),
     ("2024-05-12", "Ferry sinks", "KINSHASA, May 12 - A ferry sank, killing 38 people. UN chief Antonio Guterres mourned.")),
    # two sorts of happening with one background
    (("2024-05-13", "Earthquake in Haiti", "An earthquake killed 14 people in Haiti. Gangs killed 1,554 and wounded 826."),
     ("2024-05-13", "Ferry sinks in Haiti", "A ferry sank off Haiti, killing 24. Gangs killed 1,554 and wounded 826.")),
    # the next crash may have killed as many
    (("2024-05-03", "Bus crash in Bolivia", "A bus crash killed 23 people and injured 47 in Bolivia, police said."),
     ("2024-05-18", "Bus crash in Bolivia", "LA PAZ, Bolivia - A bus crash near Potosi killed 23 and injured 47, police said.")),
    # two fires in one country, with the same minister
    (("2026-07-03", "Warehouse fire in Portugal kills four", "A fire in a warehouse in Braga killed four people, Interior Minister Rui Salgado said."),
     ("2026-07-06", "Hotel fire in Portugal kills nine", "A fire in a hotel in Faro killed nine people, Interior Minister Rui Salgado said.")),
    # two strikes called by one federation, led by one man
    (("2026-05-04", "Bakers strike in Dunmore Bay", "Some 410 bakers in Dunmore Bay are on strike over pay. Workers Federation president Ola Brandt called for 9 percent."),
     ("2026-05-08", "Tram drivers strike in Arnvik", "ARNVIK - Trams stood still in Arnvik as 260 drivers walked out. Ola Brandt, president of the Workers Federation, wants 7 percent more for them.")),
    # two sinkings a week apart, with the same coastguard
    (("2026-06-01", "Ferry sinks off Cebu", "A ferry sank off Cebu on Sunday and 14 people died. Philippine Coast Guard spokesman Armando Balilo said 30 were saved."),
     ("2026-06-10", "Ferry sinks off Masbate", "Rescuers pulled 12 people from the sea off Masbate after Tuesday's sinking of a ferry, in which 21 drowned, according to Armando Balilo, the spokesman of the Philippine Coast Guard.")),
    # two elections that one mission of observers watches
    (("2026-04-02", "Ghana votes", "Turnout in the election in Ghana was 61 percent, observers of the African Union mission led by Kofi Tetteh said."),
     ("2026-04-09", "Benin votes", "Kofi Tetteh, who leads the mission of the African Union, said polling stations opened late in Benin, where 47 percent of voters took part.")),
    # two outbreaks that one charity treats
    (("2026-03-02", "Cholera kills 40", "Doctors Without Borders says that 40 people have died of cholera in Harar, Ethiopia."),
     ("2026-03-12", "Measles kills 61", "Doctors Without Borders says that 61 children have died of measles in Toliara, Madagascar.")),
    # two floods for which bodies have one name
    (("2026-08-03", "Floods kill 12 in Nepal", "Floods in Nepal have killed 12 people, the National Disaster Management Authority said."),
     ("2026-08-05", "Floods kill 31 in Pakistan", "Floods in Pakistan have killed 31 people, the National Disaster Management Authority said.")),
    # two attacks claimed by one group
    (("2026-02-03", "Al-Murabit fighters kill 12 in market", "Gunmen killed 12 people at a market in Dori, Burkina Faso. The Al-Murabit Front claimed it."),
     ("2026-02-07", "Al-Murabit fighters kill 20 soldiers", "At a camp in Djibo, in Burkina Faso's north, 20 soldiers died when gunmen stormed it before dawn, for which the Al-Murabit Front took responsibility.")),
    # two crashes of one country, whose president mourns
    (("2026-09-01", "Bus plunges off bridge, 17 dead", "A bus plunged off a bridge near Potosi, Bolivia, killing 17 people. President Luis Arce mourned."),
     ("2026-09-05", "Train derails, eight dead", "A train derailed near Tarija, Bolivia, killing eight people. President Luis Arce mourned.")),
    # a country named in passing by a story of another
    (("2026-05-02", "Soldiers killed in Mali", "An ambush killed 14 soldiers in Mali on Friday, the army said. France has 120 soldiers left there, and Mali 9,000."),
     ("2026-05-03", "Marches in France", "Some 41,000 people marched in France on Sunday, police said. Riot police used war weapons, unions said.")),
    # a match and a fire, with one club
    (("2026-05-02", "Rovers lose again", "BRISTOL - Rovers lost 3-1 before 11,240 people, Tom Barlow scoring, and have 31 points."),
     ("2026-05-03", "Flats burn in Leeds", "LEEDS - A fire killed six people in flats in Leeds. Four wore shirts of Rovers, neighbours said.")),
    # two towns of one country with the same capital behind them
    (("2026-05-02", "Clinic closes", "HUANUCO, Peru - A clinic with 41 beds closed in Huanuco, the ministry in Lima said."),
     ("2026-05-03", "Slide buries 12", "CUSCO, Peru - A landslide buried 12 people in Cusco, the ministry in Lima said.")),
    # two storms in two countries, one of which has the other's name in its own
    (("2026-03-06", "Floods in South Sudan", "Floods in South Sudan have killed 41 people, the ministry said."),
     ("2026-03-06", "Floods in Sudan", "Floods in Sudan have killed 62 people, the civil defence said.")),
]  # fmt: skip

KNOWN = "A fire in the mine at Kleinrand, South Africa, killed 12 miners on {}, its owner said."
MINES = [("2026-08-03", "Fire kills 12 miners", KNOWN.format("Monday")),
         ("2026-08-03", "Twelve dead in mine fire", KNOWN.format("Monday")),
         ("2026-08-04", "South African mine shut after fire", KNOWN.format("Monday")),
         ("2026-08-04", "Mine fire: what is known", KNOWN.format("Monday"))]  # fmt: skip
LATER = [
    # a village in the headline and the opening of the others, without a word for what happened
    (("2026-08-05", "Teams battle heat at Kleinrand", "Temperatures of 46 degrees hold up 30 men at Kleinrand."), True),
    (("2026-08-06", "Widows of Kleinrand wait", "The widows wait. At Kleinrand 41 families have been told nothing."), True),
    # the same village months later, and another one in those days
    (("2027-02-05", "Teams battle heat at Kleinrand", "Temperatures of 46 degrees hold up 30 men at Kleinrand."), False),
    (("2026-08-05", "Teams battle heat at Grootvlei", "Temperatures of 46 degrees hold up 30 men at Grootvlei."), False),
]  # fmt: skip


@pytest.mark.parametrize(("later", "together"), LATER)
def test_the_name_of_a_village_ties(later: tuple[str, str, str], together: bool) -> None:
    checker = builtin_checker()
    for articles in ([*MINES, later], [later, *reversed(MINES)]):
        found = findings_of(checker, *articles)
        stories = compare(found, checker.settings, checker.table.vocabulary).stories
        places = [number for number, one in enumerate(articles) if one is later]
        others = [number for number, one in enumerate(articles) if one is not later]
        (name,) = places
        mine = {stories.of.get(str(other)) for other in others}
        assert len(mine) == 1
        assert (stories.of.get(str(name)) in mine) is together
        assert not together or str(name) in stories.weak


ECONOMY = [
    # one country's prices and its central bank in a month
    ("Hungary", "2026-03-20", True),
    ("Romania", "2026-03-20", False),
    ("Hungary", "2026-09-20", False),
]


@pytest.mark.parametrize(("country", "day", "together"), ECONOMY)
def test_the_economy_of_a_country_is_one_story_for_weeks(
    country: str, day: str, together: bool
) -> None:
    checker = builtin_checker()
    found = findings_of(
        checker,
        ("2026-03-10", "Inflation in Hungary slows", "Inflation in Hungary slowed to 4.1 percent, the statistics office said."),
        (day, f"Central bank of {country} holds key rate", f"The central bank of {country} left its key rate at 6.5 percent."),
    )  # fmt: skip
    stories = compare(found, checker.settings, checker.table.vocabulary).stories
    assert (stories.of.get("0", "none") == stories.of.get("1")) is together


@pytest.mark.parametrize("articles", APART)
def test_chance_numbers_make_no_story(articles: tuple[tuple[str, str, str], ...]) -> None:
    checker = builtin_checker()
    found = findings_of(checker, *articles)
    stories = compare(found, checker.settings, checker.table.vocabulary).stories
    assert stories.of.get("0", "none") != stories.of.get("1")
