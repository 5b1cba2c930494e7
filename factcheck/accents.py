"""Letters without their accents, as tables and texts write names differently."""

from __future__ import annotations

from unicodedata import combining, normalize


def without_accents(text: str) -> str:
    """A text without its accents.

    >>> without_accents("Piauí, São Tomé")
    'Piaui, Sao Tome'
    """
    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
