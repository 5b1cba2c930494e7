"""A copy of a record is what the standard library makes of it."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Article, Claim, Quantity, Sentence, Span
from factcheck.replacing import replace

QUANTITY = Quantity(Span(0, 2), "41", Decimal(41), Decimal(41), counted="people")
CLAIM = Claim(Article("a", "41 died."), Sentence(0, Span(0, 8), "41 died."), QUANTITY)


@given(
    st.sampled_from([QUANTITY, CLAIM, CLAIM.sentence]).flatmap(
        lambda record: st.tuples(
            st.just(record),
            st.dictionaries(
                st.sampled_from([field.name for field in dataclasses.fields(record)]),
                st.text(max_size=3),
            ),
        )
    )
)
def test_a_copy_has_the_new_values_and_the_old_ones(case: tuple[object, dict[str, str]]) -> None:
    record, changes = case
    assert replace(record, **changes) == dataclasses.replace(record, **changes)  # type: ignore[type-var]


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="placed"):
        replace(CLAIM, placed="Lima")  # type: ignore[call-arg]
