"""What many test files ask for, made once: loading the tables takes longer than most tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from factcheck import Checker
from tests.factories import builtin_checker


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The checker over the built-in tables."""
    return builtin_checker()


@pytest.fixture(scope="session")
def scanned_once() -> Iterator[None]:
    """Streamlit looks for components in all installed packages, which stay the same, once only."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield
