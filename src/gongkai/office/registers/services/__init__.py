"""Writing the registers. Each verb is one transaction with one event of the ledger."""

from gongkai.office.registers.services.balances import (
    correct_balance,
    enter_balance,
    remove_balance,
)
from gongkai.office.registers.services.batches import digest, import_rows, undo_batch
from gongkai.office.registers.services.calls import call_for, withdraw_call
from gongkai.office.registers.services.publicity import (
    note_publicity,
    start_publicity,
    withdraw_publicity,
)
from gongkai.office.registers.services.returns import (
    confirm_return,
    correct_return,
    send_back_return,
    submit_return,
)
from gongkai.office.registers.services.rows import (
    RowData,
    add_row,
    correct_row,
    problems,
    remove_row,
)

__all__ = [
    "RowData",
    "add_row",
    "call_for",
    "confirm_return",
    "correct_balance",
    "correct_return",
    "correct_row",
    "digest",
    "enter_balance",
    "import_rows",
    "note_publicity",
    "problems",
    "remove_balance",
    "remove_row",
    "send_back_return",
    "start_publicity",
    "submit_return",
    "undo_batch",
    "withdraw_call",
    "withdraw_publicity",
]
