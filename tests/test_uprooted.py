"""People who lost their homes, in their country and outside. The texts are our own."""

from datetime import date

import pytest
from factories import make_article

from factcheck import Checker

UPROOTED = "Some 240,000 people have been uprooted in Kyrgyzstan, the mayor said"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load()


FIGURES = [  # the text, a figure, its measure
    (f"{UPROOTED}: 190,000 inside the country and about 50,000 who fled to Uzbekistan.", "240,000", "displaced_total"),
    (f"{UPROOTED}: 190,000 inside the country and about 50,000 who fled to Uzbekistan.", "190,000", "idp_stock"),
    (f"{UPROOTED}. Uzbekistan alone has received 50,000 refugees.", "240,000", "displaced_total"),
    (f"{UPROOTED}. Of these, 30,000 went north to Kazakhstan.", "240,000", "displaced_total"),
    # nobody went abroad, or more than are spoken of
    (f"{UPROOTED}. About 300 were killed.", "240,000", "idp_stock"),
    (f"{UPROOTED}. Uzbekistan alone has received 350,000 refugees.", "240,000", "idp_stock"),
    # refugees of another war, in the country itself
    (f"{UPROOTED}. The country also hosts 50,000 refugees from Afghanistan.", "240,000", "idp_stock"),
    # no war drove them out; those abroad went long ago
    ("The cyclone has uprooted 240,000 people in Myanmar. Since the coup 90,000 fled to Thailand.", "240,000", "idp_stock"),
    (f"{UPROOTED}. Uzbekistan has taken in 50,000 refugees since 1995.", "240,000", "idp_stock"),
    # the sentence keeps them inside
    ("Since August 421,000 Rohingya have crossed into Bangladesh; 30,000 more are uprooted inside Rakhine.",
     "30,000", "idp_stock"),
    ("Camps in Kyrgyzstan hold 240,000 people uprooted by the fighting. Another 50,000 fled to Uzbekistan.",
     "240,000", "idp_stock"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "measure"), FIGURES)
def test_the_uprooted_of_whom_a_part_went_abroad_are_all_of_them(
    checker: Checker, text: str, figure: str, measure: str
) -> None:
    article = make_article(text, published=date(2024, 5, 20))
    claims = [one.claim for one in checker.check(article)]
    [told] = [one for one in claims if one.quantity.text == figure]
    assert told.measure == measure


def test_the_reason_is_shown(checker: Checker) -> None:
    text = f"{UPROOTED}. Uzbekistan alone has received 50,000 refugees."
    claim = checker.check(make_article(text))[0].claim
    assert claim.unit == "people"
    assert [one.cue for one in claim.evidence if one.field == "measure"][
        -1
    ] == "a part of them went abroad"
