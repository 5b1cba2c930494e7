"""Forests of small decision trees that weigh pairs of figures, as ``benchmarks/pairs`` trains them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]


class ForestError(FactcheckError):
    """A model of pairs cannot be loaded."""


def chances_of(model: Path, rows: NDArray[Any]) -> Floats:
    """The chance of each of some pairs, from 0 to 1; ``rows``: what the model weighs, (pairs, features).

    Raises ``ForestError`` where the file is missing or broken.
    """
    told: Floats = _load(model).run(None, {"pairs": rows.astype(np.float32)})[1][:, 1]
    return told


@cache
def _load(model: Path) -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library raises what it likes, Exception itself among it
        raise ForestError(
            f"a model of pairs cannot be loaded ({type(error).__name__})",
            where=str(model),
            remedy="install factcheck again: a file of it or a library is missing or broken",
        ) from error
