"""What a figure counts by likeness: what the language model answers, and when it is taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Article, Checker, encoder
from factcheck.alike import NO_MEASURE, Alike
from factcheck.corrections import Correction, corrected_claim
from factcheck.encoder import EncoderError, Reading, load_encoder
from factcheck.matching import rank_matches
from factcheck.model import Bound, Finding, Quantity, Role, Verdict
from factcheck.settings import load_settings
from factcheck.statements import found_in_words
from factcheck.verdict import is_flagged, judge, unalarming
from factcheck.vintages import Ruling
from tests.factories import world_checker

WORDS = ("died", "fled", "the", "12", ",", "river", "\ufdfd", "votes", "x", "[SEP]", "İ")
GOLD = Path(__file__).parent / "gold" / "likeness"


def test_the_classes_are_measures_of_the_vocabulary(checker: Checker) -> None:
    measures = set(load_encoder().measures)
    assert measures - {NO_MEASURE} <= set(checker.table.vocabulary.measures)
    assert len(measures) > 60


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60), st.lists(st.sampled_from(WORDS), max_size=200)
)
def test_any_sentence_gives_chances_and_a_word_of_its_own(
    before: list[str], behind: list[str]
) -> None:
    text = " ".join([*before, "41", *behind])
    start = len(" ".join([*before, ""]))
    [reading] = load_encoder().read(text, [(start, start + 2)])
    assert reading.chances.sum() == pytest.approx(1, abs=1e-3)
    assert reading.chances.min() >= 0
    if reading.looked is not None:
        first, end = reading.looked
        assert 0 <= first < end <= len(text)
        assert not first < start + 2 <= end
        assert text[first:end].strip() == text[first:end]
    [again] = load_encoder().read(text, [(start, start + 2)])
    assert np.array_equal(again.chances, reading.chances)
    assert again.looked == reading.looked


@pytest.mark.parametrize(
    "hostile", ["\ud800", "a\udfff\ud800b", "\u202e", "\x00", "[MASK]", "\U0001f6a2"]
)
def test_no_sign_ends_a_reading(checker: Checker, hostile: str) -> None:
    plain = "Some 42 # went down with the ship."
    text = plain.replace("#", hostile)
    [reading] = load_encoder().read(text, [(5, 7)])
    assert np.isfinite(reading.chances).all()
    assert any(one.claim.quantity.text == "42" for one in checker.check(Article("s", text, "")))


def test_a_sentence_is_read_alike_in_every_article(checker: Checker) -> None:
    text = "Gunmen marched 41 pupils into the forest."
    other = "The mine kept 33 men below for two days."
    told = [
        one.claim.evidence
        for body in (text, f"{text} {other}", f"{text}\n\n{other} {other}")
        for one in checker.check(Article("a", body, ""))[:1]
    ]
    assert len(told) == 3
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("name", ["MODEL", "PIECES"])
@pytest.mark.parametrize("content", [None, b"", b"version https://git-lfs.github.com/spec/v1"])
def test_a_model_that_is_missing_or_broken_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(encoder, name, path)
    with pytest.raises(EncoderError, match="install factcheck again") as caught:
        load_encoder.__wrapped__()
    assert "\n" not in str(caught.value)


def test_no_figure_is_no_reading() -> None:
    assert load_encoder().read("Nothing was counted.", []) == []


@pytest.mark.parametrize("times", [1, 4, 40, 400])
def test_a_long_sentence_is_read_in_parts(times: int) -> None:
    listed = "41 people drowned in the river and "
    text = listed * times + "12 boats sank"
    spans = [(at * len(listed), at * len(listed) + 2) for at in range(times)]
    readings = load_encoder().read(text, spans)
    measures = load_encoder().measures
    told = [measures[int(one.chances.argmax())] for one in readings]
    assert len(told) == times
    assert told.count("killed") > 0.9 * times  # at the seams a part lacks words of its neighbour
    looked = [text[slice(*one.looked)] for one in readings if one.looked]
    assert set(looked) <= set(text.split())


def test_a_part_is_read_in_bounded_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = load_encoder()
    seen: list[int] = []
    session = reader._session

    class Counting:
        def run(self, names: None, fed: dict[str, np.ndarray]) -> list[np.ndarray]:
            seen.append(fed["pieces"].shape[1])
            return session.run(names, fed)

    monkeypatch.setattr(reader, "_session", Counting())
    text = "1 and " * 3000
    reader.read(text, [(at * 6, at * 6 + 1) for at in range(3000)])
    assert max(seen) <= 162
    assert len(seen) == pytest.approx(6000 / 96, abs=1)


TAKEN = [  # told in words that no cue of the vocabulary holds
    ("Some 12,000 slipped across the river border by nightfall, the UN said.", "12,000", "crossed_border"),
    ("The mine kept 33 men below for two days.", "33", "trapped"),
    ("Gunmen marched 41 pupils into the forest.", "41", "hostages"),
    ("In the capital 60,000 filled the avenue, whistling and waving flags.", "60,000", "protesters"),
    ("The storm left the taps dry for 41,000 people.", "41,000", "without_water"),
    ("Bread dearer by 41 percent than a year ago", "41 percent", "inflation"),
]  # fmt: skip

LEFT = [  # likely or not: the figure's place in the sentence, its unit or its noun forbids it
    ("Nine of the 30 pupils were killed.", "30"),
    ("There were 41 fatalities among the 310 passengers.", "310"),
    ("It was one of the most lethal attacks on the town.", "one"),
    ("Latvia ran a trade deficit of €41 million in May.", "€41 million"),
    ("The storm filled 870 shelters along the coast of Odisha.", "870"),
    ("Rebels shelled the town for 41 days and killed its mayor.", "41 days"),
    ("The 32 militants seized the school.", "32"),
    ("The agency said 31,000 hectares were flooded or flattened.", "31,000 hectares"),
    ("They have 12,000 along the river, he said.", "12,000"),
    ("Only 26.4 percent of civil servants stayed away from work on Wednesday.", "26.4 percent"),
    ("Jairo Lund was 14 when he first went down into the mine.", "14"),
]


@pytest.mark.parametrize(("text", "figure", "measure"), TAKEN)
def test_likeness_tells_what_no_cue_tells(
    checker: Checker, text: str, figure: str, measure: str
) -> None:
    claim = _finding(checker, text, figure).claim
    assert (claim.measure, claim.measure_is_likely) == (measure, True)
    evidence = next(one for one in claim.evidence if one.field == "measure")
    assert "by likeness" in evidence.cue
    assert evidence.start is not None
    assert evidence.cue.startswith(text[evidence.start : evidence.end])


@pytest.mark.parametrize(("text", "figure"), LEFT)
def test_likeness_is_not_taken(checker: Checker, text: str, figure: str) -> None:
    assert _finding(checker, text, figure).claim.measure is None


def test_what_an_earlier_sentence_told_goes_before_what_one_is_like(checker: Checker) -> None:
    told = "A study linked 4,100 excess deaths to the cold. The true number, it said, could lie anywhere from 3,200 to 5,900, since many death certificates mention only heart failure."
    claim = _finding(checker, told, "3,200 to 5,900").claim
    assert (claim.measure, claim.measure_is_likely) == ("excess_deaths", False)
    alone = told.partition(". ")[2]
    assert _finding(checker, alone, "3,200 to 5,900").claim.measure == "killed"


OVER = [  # a word tells one measure, the whole sentence another
    ("Some 4,100 families were cut off by the water main burst and had nothing to drink.", "4,100", "trapped", "without_water"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "words", "measure"), OVER)
def test_where_likeness_is_sure_of_another_measure_it_says_what_words_tell(
    checker: Checker, text: str, figure: str, words: str, measure: str
) -> None:
    found = _finding(checker, text, figure)
    assert (found.claim.measure, found.claim.measure_is_likely) == (measure, True)
    assert found.claim.in_words is not None
    assert (found.claim.in_words.measure, found.claim.in_words.measure_is_likely) == (words, False)
    evidence = next(one for one in found.claim.evidence if one.field == "measure")
    assert evidence.cue.endswith(f"; words tell {words})")
    assert found_in_words([found])[0].claim == found.claim.in_words


def test_things_that_words_alone_tell_of_keep_their_measure(checker: Checker) -> None:
    text = "Velm logged 75,000 cases of the new virus."
    start = text.index("75,000")
    [reading] = load_encoder().read(text, [(start, start + len("75,000"))])
    assert load_encoder().measures[int(reading.chances.argmax())] == "new_cases"
    claim = _finding(checker, text, "75,000").claim
    assert (claim.measure, claim.in_words) == ("cases", None)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Some 120 people were missing in Ollum, while nine were confirmed dead.", "missing"),
        ("Some 120 people were missing in Ollum, whose dead nobody counts.", "killed"),
    ],
)
def test_no_dead_by_likeness_where_only_another_figures_words_tell_of_them(
    checker: Checker, monkeypatch: pytest.MonkeyPatch, text: str, measure: str
) -> None:
    measures = load_encoder().measures
    chances = np.array([0.99 if one == "killed" else 0.0 for one in measures])
    monkeypatch.setattr(Alike, "_reading", lambda *_: Reading(chances, None))
    assert _finding(checker, text, "120").claim.measure == measure


def test_a_person_corrects_both_readings(checker: Checker) -> None:
    claim = _finding(checker, OVER[0][0], OVER[0][1]).claim
    vocabulary = checker.table.vocabulary
    mark = Correction("f", "a", "text", 5, 10, "4,100", speaker="the fund")
    moved = corrected_claim(claim, mark, vocabulary)
    assert moved.in_words is not None
    assert (moved.speaker, moved.in_words.speaker) == ("the fund", "the fund")
    assert (moved.measure, moved.in_words.measure) == ("without_water", "trapped")
    given = corrected_claim(claim, replace(mark, measure="trapped"), vocabulary)
    assert (given.measure, given.measure_is_likely, given.in_words) == ("trapped", False, None)


def test_what_a_word_tells_is_not_likely(checker: Checker) -> None:
    claim = _finding(checker, "The blast killed 41 people in Herat.", "41").claim
    assert (claim.measure, claim.measure_is_likely) == ("killed", False)


@pytest.mark.parametrize(
    ("figure", "as_told", "by_likeness"),
    [
        ("8.9 per cent", Verdict.OVERSTATED, Verdict.AMBIGUOUS),
        ("6.8 per cent", Verdict.CONSISTENT, Verdict.CONSISTENT),
    ],
)
def test_likeness_agrees_but_raises_no_alarm(
    figure: str, as_told: Verdict, by_likeness: Verdict
) -> None:
    checker = world_checker()
    text = f"Unemployment in Tarvia stood at {figure} in April."
    article = Article("likeness", text, "", published=date(2026, 5, 16))
    told = next(one for one in checker.check(article) if one.claim.quantity.text == figure)
    claim = replace(told.claim, measure_is_likely=True)
    matches = rank_matches(claim, checker.table, checker.settings)
    likely = judge(claim, matches, checker.table, checker.settings)
    assert (told.verdict, likely.verdict) == (as_told, by_likeness)
    assert not likely.flagged
    if likely.verdict is Verdict.AMBIGUOUS:
        assert likely.reason == "Could be unemployment rate or something else."


def test_likeness_changes_no_claim_that_words_tell(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        json.loads(line)["sentence"]
        for name in ("leaning", "people", "economy_and_climate")
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:200]
    ]
    articles = [
        Article(f"a{number}", " ".join(texts[number : number + 4]), "")
        for number in range(0, len(texts), 4)
    ]
    with_it = [one.claim for article in articles for one in checker.check(article)]
    monkeypatch.setattr(Alike, "measure", lambda *_: None)
    monkeypatch.setattr(Alike, "other", lambda *_: None)
    without = [one.claim for article in articles for one in checker.check(article)]
    likely = 0
    for one, other in zip(with_it, without, strict=True):
        likely += one.measure_is_likely
        told = one.in_words or one
        assert told.measure_is_likely or told == other, one.sentence.text
    assert likely > 100


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("code", ["exact", "revised", "withdrawn", "edge"])
def test_no_ruling_on_a_likely_measure_is_flagged(
    checker: Checker, verdict: Verdict, code: str
) -> None:
    table, settings = checker.table, checker.settings
    ruling = unalarming(Ruling(verdict, code, figure=table.figures[0]), table)
    assert not is_flagged(ruling, Decimal(9), settings)


def test_a_measure_that_a_person_gave_is_not_likely(checker: Checker) -> None:
    claim = _finding(checker, TAKEN[0][0], TAKEN[0][1]).claim
    given = corrected_claim(
        claim,
        Correction("f", "a", "text", 5, 11, "12,000", measure="refugees"),
        checker.table.vocabulary,
    )
    assert (given.measure, given.measure_is_likely) == ("refugees", False)


def test_the_likeliest_measures_stay_with_a_claim(checker: Checker) -> None:
    claim = _finding(checker, "The flood killed 41 people in Mali on Friday.", "41").claim
    names, chances = zip(*claim.likenesses, strict=True)
    assert names[0] == "killed"
    assert 1 <= len(names) <= load_settings().likeness_most
    assert list(chances) == sorted(chances, reverse=True)
    assert min(chances) >= load_settings().likeness_told
    assert (
        _finding(
            checker, "The 9 May talks in Mali went on for 12 hours.", "12 hours"
        ).claim.likenesses
        == ()
    )


def test_across_articles_a_likely_measure_is_no_measure(checker: Checker) -> None:
    found = _finding(checker, TAKEN[0][0], TAKEN[0][1])
    told = found_in_words([found])[0].claim
    assert (told.measure, told.unit, told.role) == (None, None, Role.CLAIM)
    small = replace(found, claim=replace(found.claim, quantity=_small(found)))
    assert found_in_words([small])[0].claim.role is Role.CONTEXT


def _small(finding: Finding) -> Quantity:
    return replace(finding.claim.quantity, low=Decimal(2), high=Decimal(2), bound=Bound.EXACT)


def test_the_sentences_learned_from_are_labelled_with_measures(checker: Checker) -> None:
    measures = {"", *checker.table.vocabulary.measures}
    files = sorted(GOLD.glob("*.jsonl"))
    assert len(files) >= 10
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            entry = json.loads(line)
            for figure in entry["figures"]:
                assert figure["text"] in entry["sentence"], (path.name, number)
                assert figure["measure"] in measures, (path.name, number, figure)


def test_no_sentence_that_is_only_measured_is_learned_from() -> None:
    learned = {
        json.loads(line)["sentence"]
        for path in GOLD.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    for path in GOLD.parent.glob("*_held.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert json.loads(line).get("sentence") not in learned


def _finding(checker: Checker, text: str, figure: str) -> Finding:
    article = Article("likeness", text, "", published=date(2024, 5, 20))
    return next(one for one in checker.check(article) if one.claim.quantity.text == figure)
