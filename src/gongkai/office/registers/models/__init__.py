"""What an office counts besides applications: decisions and fees, and the figures of sections."""

from gongkai.office.registers.models.balances import OpeningBalance
from gongkai.office.registers.models.kinds import CELLS, Kind
from gongkai.office.registers.models.publicity import (
    Publicity,
    PublicityPending,
    PublicityStart,
)
from gongkai.office.registers.models.returns import DataCall, Return, ReturnState
from gongkai.office.registers.models.rows import Batch, RegisterRow, Removal, SubKind

__all__ = [
    "CELLS",
    "Batch",
    "DataCall",
    "Kind",
    "OpeningBalance",
    "Publicity",
    "PublicityPending",
    "PublicityStart",
    "RegisterRow",
    "Removal",
    "Return",
    "ReturnState",
    "SubKind",
]
