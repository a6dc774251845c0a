"""What is written on a sheet, as plain values."""

from collections.abc import Mapping, Sequence

from .strategy import Box


def names(boxes: Sequence[Box]) -> list[tuple[str, Box]]:
    """The names under which answers are kept; a pair has two."""
    found: list[tuple[str, Box]] = []
    for box in boxes:
        found += [(f"{box.name}-matters", box), (f"{box.name}-lived", box)] if box.kind == "pair" else [(box.name, box)]
    return found


def widest(boxes: Sequence[Box], said: Mapping[str, str]) -> Box | None:
    """The part of life that matters most beyond how much it is lived; None where no such gap was written."""
    best: tuple[int, Box] | None = None
    for box in boxes:
        if box.kind == "pair":
            matters, lived = said.get(f"{box.name}-matters", ""), said.get(f"{box.name}-lived", "")
            if matters.isdigit() and lived.isdigit():
                gap = int(matters) - int(lived)
                if gap > 0 and (best is None or gap > best[0]):
                    best = (gap, box)
    return best[1] if best is not None else None
