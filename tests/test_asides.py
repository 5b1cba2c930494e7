"""What articles tell in passing, compared only where two of a story tell it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck import Checker, Finding
from tests.factories import make_article

FIRE = "LIRAMA (Wire) - A fire in a bakery in Lirama killed 12 people on Monday, police said."

# Whether the last sentences of two articles on one fire make a comparison of these words.
CASES = [
    ("It burned for 19 hours.", "The fire, which lasted 19 hours, left 12 dead.", "19 hours", True),
    ("It burned for 19 hours.", "The fire, which lasted 21 hours, left 12 dead.", "19 hours", False),
    ("Only two gates were open.", "Two gates had been left open.", "two", True),
    ("Only two gates were open.", "Two ovens were saved.", "two", False),
    ("It was the third fire there within two years.", "The bakery opened two years ago.", "two years", False),
]  # fmt: skip


def findings_of(checker: Checker, one: str, other: str) -> list[Finding]:
    texts = (f"{FIRE} {one}", f"{FIRE.replace('Wire', 'Post')} Relatives wept outside. {other}")
    return [
        finding
        for number, text in enumerate(texts)
        for finding in checker.check(
            make_article(text, article_id=f"{number}.txt", published=date(2024, 5, 14))
        )
    ]


@pytest.mark.parametrize(("one", "other", "figure", "together"), CASES)
def test_what_is_told_in_passing(
    checker: Checker, one: str, other: str, figure: str, together: bool
) -> None:
    found = findings_of(checker, one, other)
    told = {each.finding_id: each.claim.quantity.text for each in found}
    groups = [
        [told[member.finding_id] for member in each.members] for each in checker.compare(found)
    ]
    held = [group for group in groups if any(text.lower() == figure for text in group)]
    assert [len(group) for group in held if len(group) > 1] == ([2] if together else [])
