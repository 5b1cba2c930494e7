"""Two figures of a story as the model of pairs weighs them, and the clusters that come of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factcheck import Checker
from factcheck.comparison import Comparer
from factcheck.pairs import MODEL, chances, clusters, features, overlaps, rows_of, worth_asking
from tests.factories import make_article


def told(checker: Checker, *texts: str):
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    articles = [
        make_article(
            text,
            article_id=f"a{at}",
            published=date(2024, 5, 20 + at),
            title="Prison riot in Kenya",
        )
        for at, text in enumerate(texts)
    ]
    comparer.add([one for article in articles for one in checker.check(article)])
    stories = comparer.compared().stories
    listed = [one for article in articles for one in comparer.statements_of(article.article_id)]
    return listed, stories


RIOT = (
    "A riot in a prison in Kisumu, Kenya, left 21 inmates dead on Monday, and 143 men escaped, police said.",
    "After the prison riot in Kisumu on Monday 143 prisoners got away, Kenyan police said. The riot killed 21 inmates.",
)


def test_the_model_knows_each_feature(checker: Checker) -> None:
    import onnxruntime

    listed, stories = told(checker, *RIOT)
    weighed = features(listed, stories, checker.table.vocabulary)
    fed = onnxruntime.InferenceSession(MODEL).get_inputs()[0]
    assert (fed.name, fed.shape[1]) == ("pairs", len(weighed))
    assert all(each.shape == (len(listed), len(listed)) for each in weighed.values())
    first, second = np.nonzero(np.triu(worth_asking(weighed), 1))
    assert rows_of(weighed, first, second).shape == (len(first), len(weighed))


def test_what_likeness_tells_of_two_figures_is_laid_beside_each_other(checker: Checker) -> None:
    listed, stories = told(checker, *RIOT)
    vocabulary = checker.table.vocabulary
    alike = features(listed, stories, vocabulary)["alike"]
    dead, _, fled, dead_too = range(4)
    assert [listed[at].value for at in range(4)] == [21, 143, 143, 21]
    assert alike[dead, dead_too] > 0.8
    assert alike[dead, fled] < 0.3
    assert np.all((alike == -1) | ((alike >= 0) & (alike <= 1.01)))

    claim = replace(listed[dead].finding.claim, likenesses=())
    unread = replace(listed[dead], finding=replace(listed[dead].finding, claim=claim))
    assert np.all(features([unread, *listed[1:]], stories, vocabulary)["alike"][0] == -1)


def test_a_pair_of_one_thing_is_likelier_than_one_of_two(checker: Checker) -> None:
    listed, stories = told(checker, *RIOT)
    chance = chances(listed, stories, checker.table.vocabulary)
    at = {(one.article.article_id, str(one.value)): number for number, one in enumerate(listed)}
    for value in ("21", "143"):
        same = chance[at["a0", value], at["a1", value]]
        other = chance[at["a0", value], at["a1", "143" if value == "21" else "21"]]
        assert same > checker.settings.pair_joins
        assert other < checker.settings.pair_stays
    assert np.array_equal(chance, chance.T)
    assert (np.diag(chance) == 0).all()


def test_where_a_number_stands_in_its_article_is_weighed(checker: Checker) -> None:
    article = make_article(
        "A quake killed 41 people in Peru. In Lima it killed 12, in Cusco 29. Among the 41 dead are 12 children, and 300 houses fell.",
        published=date(2024, 5, 20), title="Quake kills 41, not 1,412, in Peru",
    )  # fmt: skip
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    comparer.add(checker.check(article))
    listed = [one for one in comparer.statements_of(article.article_id) if not one.headline]
    weighed = features(listed, comparer.compared().stories, checker.table.vocabulary)
    rows = {
        name: [int(one) for one in np.diag(weighed[name])]
        for name in ("the higher rank", "more numbers of it", "both in a headline", "the later sentence")
    }  # fmt: skip
    assert [str(one.value) for one in listed] == ["41", "12", "29", "41", "12", "300"]
    assert rows["the higher rank"] == [0, 2, 1, 0, 2, 0]
    assert rows["more numbers of it"] == [3, 3, 3, 3, 3, 1]
    assert rows["both in a headline"] == [1, 0, 0, 1, 0, 0]
    assert rows["the later sentence"] == [1, 2, 2, 3, 3, 3]


def test_numbers_meet_as_intervals_do(checker: Checker) -> None:
    listed, _ = told(
        checker,
        "In Kisumu more than 41 people died. In Kisumu 41 people died. In Kisumu fewer than 60 people died.",
    )
    assert [
        [one.interval.overlaps(other.interval) for other in listed] for one in listed
    ] == overlaps(listed).tolist()


@given(st.integers(2, 7).flatmap(
    lambda size: st.tuples(
        st.lists(st.lists(st.floats(0, 1, width=32), min_size=size, max_size=size), min_size=size, max_size=size),
        st.lists(st.integers(0, 2), min_size=size, max_size=size),
        st.lists(st.booleans(), min_size=size * size, max_size=size * size),
    )
))  # fmt: skip
def test_clusters_share_out_and_keep_apart(drawn) -> None:
    chance, groups, flags = drawn
    table = np.array(chance, np.float32)
    table = (table + table.T) / 2
    apart = np.array(flags).reshape(table.shape)
    apart = apart | apart.T
    found = clusters(table, groups, apart, 0.2, 0.65)
    assert len(found) == len(groups)
    assert all(found[one] == one for one in set(found))  # by its first member
    for one, first in enumerate(found):
        for other, second in enumerate(found):
            if one != other and first == second and groups[one] != groups[other]:
                assert not apart[one, other]


def test_what_rules_join_stays_where_nothing_speaks_against_it() -> None:
    half = np.full((3, 3), 0.5, np.float32)
    none = np.zeros((3, 3), bool)
    assert clusters(half, [0, 0, 1], none, 0.2, 0.65) == [0, 0, 2]
    assert clusters(half, [0, 1, 2], none, 0.2, 0.65) == [0, 1, 2]
    assert clusters(half * 0.2, [0, 0, 0], none, 0.2, 0.65) == [0, 1, 2]
    assert clusters(half * 1.6, [0, 1, 2], none, 0.2, 0.65) == [0, 0, 0]


def test_no_number_of_likely_pairs_outweighs_one_that_may_not_be() -> None:
    size = 100
    apart = np.zeros((size, size), bool)
    apart[0, 60] = apart[60, 0] = True
    likely = np.full((size, size), 0.97, np.float32)
    found = clusters(likely, [0] * 50 + [1] * 50, apart, 0.2, 0.65)
    assert found[0] != found[60]
