"""What can be asked of publishing."""

from .checking import Checked, check, open_findings
from .documents import (
    COLUMNS,
    column_filter,
    counting,
    counts,
    evidence,
    in_force_on,
    listed,
    stock,
    versions,
)
from .items import READERS, columns, in_work, published, published_item, visible_to
from .stages import STAGE_NAMES, Stage, Standing, standings, with_stage
from .verification import Problem, verify_publications

__all__ = [
    "COLUMNS",
    "READERS",
    "STAGE_NAMES",
    "Checked",
    "Problem",
    "Stage",
    "Standing",
    "check",
    "column_filter",
    "columns",
    "counting",
    "counts",
    "evidence",
    "in_force_on",
    "in_work",
    "listed",
    "open_findings",
    "published",
    "published_item",
    "standings",
    "stock",
    "verify_publications",
    "versions",
    "visible_to",
    "with_stage",
]
