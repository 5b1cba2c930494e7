"""Origins: copies, agencies, speakers, and a person's own grouping."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from factcheck import Checker, TableError, UsageError
from factcheck.agencies import credited_agency
from factcheck.cli import main
from factcheck.copies import find_copies
from factcheck.model import Article, Comparison
from factcheck.overrides import OriginOverrides, load_overrides
from factcheck.settings import load_settings
from factcheck.statements import StatementReader, speaker_key
from tests.factories import WORLD, builtin_checker, world_checker

WIRE = (
    "A coach left the mountain road near Dunmore Bay on Monday and fell into a gorge, and rescuers "
    "climbed down on ropes in heavy rain. The crash killed 19 people in Dunmore Bay, and the road to "
    "the harbour stays shut until engineers have looked at the bridge above the gorge."
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return world_checker()


# text, publisher, agency
CREDITS = [
    ("KABUL, March 3 (Reuters) - The river rose.", "", "Reuters"),
    ("LIMA /Xinhua/ -- The river rose.", "", "Xinhua"),
    ("By Ann Lee, Associated Press\n\nThe river rose.", "", "Associated Press"),
    ("The river rose.\n\nAFP", "", "Agence France-Presse"),
    ("The river rose.\n\n(Reporting by A. Lee; Editing by B. May; Reuters)", "", "Reuters"),
    ("The river rose.", "Reuters", "Reuters"),
    ("VALE, May 3 (Meridian) - The river rose.", "", "Meridian"),
    ("The river rose.", "Meridian Wire", "Meridian"),
    ("By Meridian Wire staff\n\nThe river rose in the town of Vale.", "", ""),
    ("He told Reuters on Monday that the river rose.", "Vale Post", ""),
    ("The AP building is tall. People work in it.", "Vale Post", ""),
    ("The river (a brook) rose - again.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "publisher", "agency"), CREDITS)
def test_agency(text: str, publisher: str, agency: str) -> None:
    assert credited_agency(Article("a", text, publisher=publisher)) == agency


# text beside WIRE, whether it is a copy
OTHER_WORDS = (
    "Nineteen people died when their coach plunged from a mountain road into a gorge, officials "
    "in Dunmore Bay said. Rain slowed the rescuers, who used ropes. Engineers will inspect the "
    "bridge before the road to the harbour is opened to traffic again later in the week."
)
ALIKE = [
    (WIRE, True),
    (WIRE.replace("19", "21"), True),
    (WIRE.replace("climbed down", "went down").replace("heavy", "hard"), True),
    ("Dunmore Bay mourns. " + WIRE + " A mass will be held in the harbour church.", True),
    (OTHER_WORDS, False),
]


@pytest.mark.parametrize(("text", "copied"), ALIKE)
def test_copy(text: str, copied: bool) -> None:
    first = Article("a", WIRE, published=date(2026, 6, 1))
    other = Article("b", text, published=date(2026, 6, 2))
    found = find_copies([other, first], {}, load_settings()).texts
    assert (found["b"] == "a") is copied


def test_many_texts_are_found_as_few_are() -> None:
    settings = load_settings()
    shuffled = random.Random(3)  # noqa: S311 - texts, not secrets
    words = [
        f"{one}{other}" for one in ("bri", "sto", "mar", "vel") for other in ("dge", "ne", "sh")
    ]
    texts = [" ".join(shuffled.choices(words, k=60)) for _ in range(90)]
    articles = [
        Article(f"{n:03}", text, published=date(2026, 6, 1)) for n, text in enumerate(texts)
    ]
    articles += [
        Article(f"c{n:03}", f"{text} And more.", published=date(2026, 6, 2))
        for n, text in enumerate(texts)
    ]
    many = find_copies(articles, {}, settings).texts
    for number in range(90):
        pair = [articles[number], articles[90 + number]]
        few = find_copies(pair, {}, settings).texts
        assert few[f"c{number:03}"] == f"{number:03}"
        assert many[f"c{number:03}"] == many[f"{number:03}"]


# two forms, whether they are one speaker
SPEAKERS = [
    ("UNHCR", "the U.N. refugee agency", True),
    ("United Nations humanitarian office", "OCHA", True),
    ("WHO", "the World Health Organization", True),
    ("WHO", "health officials", False),
    ("who", "the World Health Organization", True),  # somebody unnamed
    ("U.S. Geological Survey", "USGS", True),
    ("UNHCR", "the UN migration agency", False),
    ("government's", "regional government of Galicia", True),
    ("the company", "the union", False),
    ("Home Affairs Ministry there", "Home Affairs Ministry", True),
    ("the health ministry", "Health Minister", True),
    ("the country's National Risk Service", "National Risk Service", True),
    ("spokesman for the coast guard", "the coast guard", True),
    ("police", "the health ministry", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SPEAKERS)
def test_speaker(one: str, other: str, same: bool) -> None:
    first, second = speaker_key(one), speaker_key(other)
    assert (first <= second or second <= first) is same


def compared(checker: Checker, *articles: Article, **options: object) -> Comparison:
    findings = [finding for article in articles for finding in checker.check(article)]
    (one,) = [c for c in checker.compare(findings, **options) if c.measure == "killed"]  # type: ignore[arg-type]
    return one


def article(name: str, text: str, publisher: str = "") -> Article:
    return Article(name, text, "Crash in Dunmore Bay", publisher, date(2026, 6, 1))


# what two articles say, origins
ORIGINS = [
    ("The bus crash killed 19 people in Dunmore Bay, the electricity company KVX said.",
     "The bus crash killed 19 people in Dunmore Bay, the utility KVX said.", 1),
    ("The bus crash killed 19 people in Dunmore Bay, the electricity company KVX said.",
     "The bus crash killed 19 people in Dunmore Bay, the union of KVX workers said.", 2),
    ("The bus crash killed 19 people in Dunmore Bay, the drivers' union said.",
     "The union has counted 19 people killed in Dunmore Bay in the crash, its secretary said.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "origins"), ORIGINS)
def test_one_speaker_in_other_words(checker: Checker, one: str, other: str, origins: int) -> None:
    found = compared(checker, article("a", one), article("b", other))
    assert (found.articles, found.origins) == (2, origins), found.members


QUOTED = "The bus crash killed 19 people in Dunmore Bay, {} said."
# articles, origins, a reason among those given
COUNTED = [
    ([WIRE, WIRE + " Roads stay shut."], 1, "nearly the same words as a0"),
    ([QUOTED.format("the harbour office"), "Rain. " + QUOTED.format("the harbour office")], 1,
     "quotes harbour office"),
    ([QUOTED.format("police"), QUOTED.format("the mayor")], 2, "quotes police"),
    (["DUNMORE BAY (AP) - The bus crash killed 19 people in Dunmore Bay.",
      "In Dunmore Bay 19 people died in the bus crash.\n\nAP"], 1, "carries Associated Press"),
    (["The bus crash killed 19 people in Dunmore Bay.",
      "In Dunmore Bay 19 people died in the bus crash."], 2, "own report"),
    (["DUNMORE BAY (AP) - The bus crash killed 19 people in Dunmore Bay, police said.",
      "In Dunmore Bay 19 people died in the bus crash.\n\nAP"], 1, "carries Associated Press"),
    ([QUOTED.format("police"),
      "The bus crash in Dunmore Bay injured 41 people, police said. It killed 19 people. Police said 12 were missing."],
     1, "quotes police"),
    ([QUOTED.format("police"),
      "The bus crash in Dunmore Bay injured 41 people, police said. It killed 19 people. The mayor said 12 were missing."],
     2, "quotes police"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "origins", "reason"), COUNTED)
def test_origins(checker: Checker, texts: list[str], origins: int, reason: str) -> None:
    found = compared(checker, *(article(f"a{n}", text) for n, text in enumerate(texts)))
    assert (found.articles, found.origins) == (len(texts), origins)
    assert reason in [member.origin_reason for member in found.members]


def test_a_person_joins_and_splits(checker: Checker) -> None:
    pair = [article("a", WIRE), article("b", WIRE)]
    apart = compared(checker, *pair, overrides=OriginOverrides({"b": "harbour desk"}))
    assert (apart.origins, {m.origin_reason for m in apart.members if m.origin != "a"}) == (
        2, {"set by a person"},
    )  # fmt: skip
    two = [article("a", QUOTED.format("police")), article("b", QUOTED.format("the mayor"))]
    joined = OriginOverrides({"a": "town hall", "b": "town hall"})
    assert compared(checker, *two, overrides=joined).origins == 1
    with pytest.raises(TableError) as caught:
        compared(checker, *two, overrides=OriginOverrides({"c": "x"}, lines={"c": 2}, path="o.csv"))
    assert "there is no article 'c'" in str(caught.value.problems[0])


def test_file_of_origins(tmp_path: Path) -> None:
    path = tmp_path / "origins.csv"
    path.write_text("article,finding,origin\na.txt,,wire\n,f1,ministry\na.txt,,wire\n")
    read = load_overrides(path)
    assert (read.of("a.txt", "x"), read.of("b.txt", "f1"), read.of("b.txt", "x")) == (
        "wire", "ministry", "",
    )  # fmt: skip


# file, words of the complaint
BROKEN = [
    ("name,origin\na,b\n", "columns found: name, origin"),
    ("article,origin\na,\n", "gives no origin for 'a'"),
    ("article,origin\n,x\n", "names no article or finding"),
    ("article,finding,origin\na,f,x\n", "names both"),
    ("article,origin\na,x\na,y\n", "line 2 'x'"),
    ("article,origin\na,x,y\n", "3 cells"),
]


@pytest.mark.parametrize(("text", "words"), BROKEN)
def test_broken_file_of_origins(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "origins.csv"
    path.write_text(text)
    with pytest.raises((TableError, UsageError)) as caught:
        load_overrides(path)
    lines = [str(caught.value), *map(str, getattr(caught.value, "problems", ()))]
    assert any(words in line and "origins.csv" in line for line in lines)


def test_origins_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{WIRE}\n")
    given = tmp_path / "origins.csv"
    given.write_text("article,origin\na.txt,one\nb.txt,two\n")
    run = ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--reference", str(WORLD)]
    assert main([*run, "--origins", str(given), "--out", str(tmp_path / "out")]) == 0
    members = (tmp_path / "out" / "members.csv").read_text()
    assert "one,set by a person" in members
    given.write_text("article,origin\nc.txt,one\n")
    assert main([*run, "--origins", str(given)]) == 2
    assert "there is no article 'c.txt'" in capsys.readouterr().err
    assert main([*run, "--origins", str(tmp_path / "none.csv")]) == 2
    assert "no such file of origins" in capsys.readouterr().err


# text, the speaker of its last figure once stand-ins are resolved
STAND_INS = [
    ("The Harbour Commission met. Civic Watch said turnout was 46%. The commission said turnout was 51%.",
     "Harbour Commission"),
    ("Civic Watch said turnout in Cork was 46%. The group said turnout was 51% in Galway.", "Civic Watch"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), STAND_INS)
def test_who_is_meant_by_a_noun(text: str, speaker: str) -> None:
    checker = builtin_checker()
    found = checker.check(Article("a", text, published=date(2026, 6, 1)))
    assert StatementReader(checker.table.vocabulary).read(found)[-1].speaker.endswith(speaker)


def test_a_body_its_initials_and_both_are_one_origin() -> None:
    texts = (
        "The World Health Organization (WHO) said 41 people had died of cholera in Malawi.",
        "Cholera has killed 41 people in Malawi, WHO said.",
        "The World Health Organization put the number of cholera deaths in Malawi at 41.",
    )
    articles = [
        Article(f"a{n}", text, "Cholera in Malawi", f"Post {n}", date(2024, 5, 14))
        for n, text in enumerate(texts)
    ]
    checker = builtin_checker()
    found = [one for article in articles for one in checker.check(article)]
    [comparison], _ = checker.across(found)
    assert (comparison.articles, comparison.origins) == (3, 1)


@pytest.mark.parametrize(("urls", "origins"), [
    (("https://vale.example/coach-falls-into-gorge#a", "https://vale.example/coach-falls-into-gorge/?from=rss"), 1),
    (("https://vale.example/news/4711", "https://vale.example/news/4711"), 1),
    (("https://vale.example/news/4711", "https://vale.example/news/4712"), 2),
    (("https://vale.example/news?page=1", "https://vale.example/news?page=1"), 2),
    (("https://vale.example/", "https://vale.example/"), 2),
    (("", ""), 2),
])  # fmt: skip
def test_passages_of_one_page_are_one_origin(
    checker: Checker, urls: tuple[str, str], origins: int
) -> None:
    texts = (
        "A coach fell into a gorge near Dunmore Bay on Monday. The crash killed 19 people in Dunmore Bay.",
        "The road in Dunmore Bay stays shut after the crash on Monday. It killed 19 people in Dunmore Bay.",
    )
    articles = [
        Article(f"a{at}", text, title="Coach crash in Dunmore Bay", published=date(2026, 5, 4), url=url)
        for at, (text, url) in enumerate(zip(texts, urls, strict=True))
    ]  # fmt: skip
    found = [one for article in articles for one in checker.check(article)]
    (toll,) = [one for one in checker.compare(found) if one.measure == "killed"]
    assert (toll.articles, toll.origins) == (2, origins)
