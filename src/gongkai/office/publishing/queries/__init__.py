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
from .items import (
    Stale,
    closed_columns,
    column_list,
    columns,
    excused,
    in_work,
    neighbours,
    published,
    published_item,
    published_of,
    stale_columns,
    uninterpreted,
)
from .metrics import channel_year, channels_of, metrics, missing_months
from .metrics import evidence as metric_evidence
from .stages import STAGE_NAMES, Stage, Standing, standings, with_stage
from .verification import Problem, verify_publications

__all__ = [
    "COLUMNS",
    "STAGE_NAMES",
    "Checked",
    "Problem",
    "Stage",
    "Stale",
    "Standing",
    "channel_year",
    "channels_of",
    "check",
    "closed_columns",
    "column_filter",
    "column_list",
    "columns",
    "counting",
    "counts",
    "evidence",
    "excused",
    "in_force_on",
    "in_work",
    "listed",
    "metric_evidence",
    "metrics",
    "missing_months",
    "neighbours",
    "open_findings",
    "published",
    "published_item",
    "published_of",
    "stale_columns",
    "standings",
    "stock",
    "uninterpreted",
    "verify_publications",
    "versions",
    "with_stage",
]
