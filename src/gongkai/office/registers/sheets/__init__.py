"""A table somebody made elsewhere, read into rows of a register. Pure: bytes in, rows out."""

from gongkai.office.grid import SheetError, read_grid
from gongkai.office.registers.sheets.preview import LineProblem, Preview, preview

__all__ = ["LineProblem", "Preview", "SheetError", "preview", "read_grid"]
