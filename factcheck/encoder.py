"""What the figures of a sentence count, as a small language model reads the whole sentence.

The model (``vocabulary/encoder.onnx``) is a transformer of four layers, cut from one of six that was taught
English by others (all-MiniLM-L6-v2, Apache-2.0) and what figures count by the labelled sentences of this
project (``benchmarks/likeness``). It runs in onnxruntime, on one thread, with weights of eight bits; nothing is
learned while the program runs. A sentence with the same figures has the same answer in every article; on a
processor of another kind a chance may differ in its last digits.

A sentence is cut into word pieces. For each figure the model gives every measure a chance, and each
piece the share of its attention; the word looked at most is what a reader is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.floating[Any]]

FOLDER = Path(__file__).parent / "vocabulary"
MODEL, PIECES = FOLDER / "encoder.onnx", FOLDER / "pieces.json"
OPENS, CLOSES = 101, 102  # [CLS] and [SEP], around what the model reads
_SURROGATES = re.compile("[\ud800-\udfff]")  # halves of characters, which no file may hold
_STEP = 96  # word pieces of a sentence that one pass answers for
_AROUND = 32  # and that it sees on both sides of them
_SLOWER = "SkipLayerNormFusion"  # of onnxruntime: what it makes one takes five times as long as its two parts
_PLAIN = 2100  # pieces below are signs and the commonest words, which explain nothing to a reader


class EncoderError(FactcheckError):
    """The language model cannot be loaded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one figure: the chance of each measure, in the order of
    ``Encoder.measures``, and the characters of the sentence that it looked at most."""

    chances: Floats
    looked: tuple[int, int] | None


class Encoder:
    """The trained model; keep one for many articles."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.measures: list[str] = (
            session.get_modelmeta().custom_metadata_map["measures"].split("\n")
        )

    def read(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Reading]:
        """A reading for each figure of a sentence; ``spans`` are its characters, first and end, in order.

        A sentence of more than ``_STEP`` pieces is read in overlapping parts, so the time grows with its
        length alone.
        """
        if not spans:
            return []
        readable = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
        encoding = self._tokenizer.encode(readable, add_special_tokens=False)
        found: list[Reading] = []
        pieces = pieces_of(encoding.offsets, spans)
        for part, figures in groupby(pieces, key=lambda figure: figure[0] // _STEP):
            found += self._part(encoding, part * _STEP, list(figures))
        return found

    def _part(
        self, encoding: Encoding, start: int, figures: Sequence[tuple[int, int]]
    ) -> Iterator[Reading]:
        """Readings of the figures of one part; ``start`` is its first piece, figures are pieces."""
        begin = max(0, start - _AROUND)
        end = start + _STEP + _AROUND
        pieces = np.array([[OPENS, *encoding.ids[begin:end], CLOSES]], np.int64)
        first = np.array([one[0] - begin + 1 for one in figures], np.int64)
        last = np.array([min(one[1], end - 1) - begin + 1 for one in figures], np.int64)
        fed = {"pieces": pieces, "first": first, "last": last}
        chances, looked = self._session.run(None, fed)
        looked[:, pieces[0] < _PLAIN] = 0
        for one, shares in zip(chances, looked, strict=True):
            best = int(shares.argmax())
            yield Reading(one, _word(encoding, begin + best - 1) if shares[best] > 0 else None)


def pieces_of(
    offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The first and last piece of each figure; ``offsets`` are the characters of the pieces."""
    starts, ends = [one[0] for one in offsets], [one[1] for one in offsets]
    for start, end in spans:
        first = min(bisect_right(ends, start), len(ends) - 1)
        yield first, max(first, bisect_left(starts, end) - 1)


def _word(encoding: Encoding, piece: int) -> tuple[int, int]:
    """The characters of the word that a piece is of."""
    word = encoding.token_to_word(piece)
    span = None if word is None else encoding.word_to_chars(word)
    return span or encoding.offsets[piece]


@cache
def load_encoder() -> Encoder:
    """Read vocabulary/encoder.onnx and its word pieces; half a second, so only when a figure asks.

    Raises ``EncoderError`` where they are missing or broken.
    """
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = InferenceSession(
            MODEL, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
        )
        return Encoder(session, Tokenizer.from_file(str(PIECES)))
    except Exception as error:  # both libraries raise what they like, Exception itself among it
        raise EncoderError(
            f"the language model cannot be loaded ({type(error).__name__})",
            where=f"{MODEL} or {PIECES.name}",
            remedy="install factcheck again: a file of it or a library is missing or broken",
        ) from error
