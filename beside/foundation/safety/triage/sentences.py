"""Sentence embeddings: what a text says as 384 numbers, by the models carried in data/ (MiniLM, int8).

The `sentence-model` is as it was published, and knows what a text is about. The `concern-model` has been taught on
invented sentences what a concern is and what only sounds like one (tools/tune_sentence_model.py), and has forgotten
some of the rest. A model is loaded when first asked for. One thread, one text a run: the model's int8 scales are taken
over a whole run, so texts that share a run would change each other's figures.
"""

import re
import threading
from collections.abc import Sequence
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf, NoSuchFile

from . import wordpiece

UNREADABLE = (OSError, Fail, InvalidGraph, InvalidProtobuf, NoSuchFile, KeyError, ValueError)
"""What loading raises when a file is missing or damaged."""
WIDTH = 384
MOST_PARTS = 16
_FEW_WORDS = 4
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
Vectors = NDArray[np.float32]


class Encoder:
    """The loaded model. `encode` is safe to call from several threads."""

    def __init__(self, name: str = "sentence-model") -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        with as_file(files(__package__).joinpath(f"data/{name}.onnx")) as path:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._lock = threading.Lock()
        wordpiece.vocabulary()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text; equal texts are computed once."""
        made: dict[tuple[int, ...], Vectors] = {}
        keys = [wordpiece.ids(text) for text in texts]
        with self._lock:
            for key in keys:
                if key not in made:
                    made[key] = self._session.run(None, {"ids": np.array([key], np.int64)})[0][0]
        return np.array([made[key] for key in keys], np.float32).reshape(len(keys), WIDTH)


def parts(body: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end, very short ones joined to the next; at most MOST_PARTS.

    Of a longer text the first and last sentences are kept: people come to the point at either end.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for cut in [*_END.finditer(body), None]:
        end = len(body) if cut is None else cut.start()
        if cut is not None and len(body[start:end].split()) < _FEW_WORDS:
            continue
        if body[start:end].strip():
            found.append((start, end))
        start = end if cut is None else cut.end()
    if len(found) > 1 and len(body[slice(*found[-1])].split()) < _FEW_WORDS:
        found[-2:] = [(found[-2][0], found[-1][1])]
    half = MOST_PARTS // 2
    return found if len(found) <= MOST_PARTS else found[:half] + found[-half:]
