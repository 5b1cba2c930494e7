"""Bytes -> text: a declared encoding first, then UTF-8; only what is neither is guessed at."""

from __future__ import annotations

import codecs

from factcheck.errors import ArticleError

SAVE_AS_UTF8 = "save it as UTF-8"
# Enough of a file to tell its encoding without holding all of it in memory.
SAMPLE_BYTES = 1 << 20
# Text holds line feeds and tabs; more than one other control byte in fifty is something else.
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f"))
_CONTROL_SHARE = 50
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Text of some bytes, and a note where the encoding had to be guessed.

    A byte order mark decides, then UTF-8. Only what is neither is guessed at. Raises
    ``ArticleError`` for binary data and for UTF-8 with broken bytes in it.
    """
    encoding, note = find_encoding(data, complete=True)
    try:
        return data.decode(encoding), note
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"byte {error.start} (line {line}) is not {encoding}", remedy=SAVE_AS_UTF8
        ) from None


def find_encoding(data: bytes, *, complete: bool) -> tuple[str, str]:
    """Name of the encoding, and a note where it was guessed; ``complete`` is False for a sample,
    which may end within a character.

    Raises ``ArticleError`` as ``decode`` does.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, ""
    if b"\0" in data:
        raise ArticleError(
            "is binary data, not text", remedy=f"give its text instead, {SAVE_AS_UTF8}"
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data, final=complete)
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    return "utf-8", ""


def _guess(data: bytes, broken: int) -> tuple[str, str]:
    """The encoding of text that is not UTF-8; ``broken`` is where UTF-8 failed first."""
    replaced = data.decode("utf-8", errors="replace")
    faults = replaced.count("\ufffd")
    sound = sum(1 for char in replaced if char > "\x7f") - faults
    line = data.count(b"\n", 0, broken) + 1
    if sound > faults:
        raise ArticleError(
            f"is UTF-8 with {faults} broken byte(s), the first in line {line}",
            remedy=SAVE_AS_UTF8,
        )
    sample = data[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls * _CONTROL_SHARE > len(sample):
        raise ArticleError("is binary data, not text", remedy=f"give its text, {SAVE_AS_UTF8}")
    from charset_normalizer import from_bytes

    guesses = list(from_bytes(sample))
    if not guesses:
        raise ArticleError(
            f"byte {broken} (line {line}) is not UTF-8, and no other encoding fits",
            remedy=SAVE_AS_UTF8,
        )
    best = guesses[0]
    # Short texts fit many code pages equally well; the commonest Western one is taken then.
    western = [
        guess for guess in guesses if "cp1252" in (guess.encoding, *guess.could_be_from_charset)
    ]
    chosen = "cp1252" if western and western[0].chaos <= best.chaos else best.encoding
    return chosen, f"is not UTF-8; it was read as {chosen}"
