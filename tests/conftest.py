"""What many test files ask for, made once: loading the tables takes longer than most tests."""

from __future__ import annotations

import pytest

from factcheck import Checker
from tests.factories import builtin_checker


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The checker over the built-in tables."""
    return builtin_checker()
