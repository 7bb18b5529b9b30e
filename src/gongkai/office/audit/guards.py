"""The ledger only grows."""

from gongkai.office.audit.models import Event, Ledger
from gongkai.office.guards import Guard, append_only, change_only

GUARDS = [
    *append_only(Event, "审计记录只能增加，不能改动或者删除。"),
    *change_only(Ledger, ["head_position", "head_hash"], "审计链的链头不能换机关，也不能删除。"),
    Guard(
        "audit_ledger_forward",
        "audit_ledger",
        "UPDATE",
        "(NEW.head_position <> OLD.head_position OR NEW.head_hash <> OLD.head_hash) "
        "AND (NEW.head_position <> OLD.head_position + 1 OR NOT EXISTS "
        "(SELECT 1 FROM audit_event e WHERE e.agency_id = NEW.agency_id "
        "AND e.position = NEW.head_position AND e.hash = NEW.head_hash))",
        "审计链的链头只能随新的记录前进一条。",
    ),
    Guard(
        "audit_event_next",
        "audit_event",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM audit_ledger l WHERE l.agency_id = NEW.agency_id "
        "AND l.head_position + 1 = NEW.position AND l.head_hash = NEW.previous_hash)",
        "审计记录必须接在链头后面。",
    ),
]
