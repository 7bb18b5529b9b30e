"""What is counted stays, and nothing is counted twice."""

from gongkai.office.guards import (
    Guard,
    append_only,
    change_only,
    counted_at_head,
    counted_fact,
)
from gongkai.office.registers.models import (
    Batch,
    DataCall,
    OpeningBalance,
    Publicity,
    PublicityStart,
    RegisterRow,
    Removal,
    Return,
)

GUARDS = [
    *counted_fact(RegisterRow),
    *counted_at_head(RegisterRow),
    *counted_fact(Return),
    *counted_at_head(Return),
    *counted_fact(OpeningBalance),
    *counted_at_head(OpeningBalance),
    *append_only(Removal, "删除的原因不能改动或者删除。"),
    *append_only(PublicityStart, "开始管双公示的日期不能改动，要改的另写一条。"),
    *change_only(Publicity, ["withdrawn_at"], "公示的记录不能改动，记错了只能撤回。", once=True),
    *change_only(Batch, ["undone_at_position"], "导入的批次不能改动，只能整批撤销。", once=True),
    *change_only(DataCall, ["withdrawn_at"], "报数要求不能改动，只能撤回。", once=True),
    Guard(
        "registers_registerrow_or_return",
        "registers_registerrow",
        "INSERT",
        "NEW.superseded_at_position IS NULL AND EXISTS (SELECT 1 FROM registers_return r "
        "WHERE r.agency_id = NEW.agency_id AND r.kind = NEW.kind AND r.state = 'confirmed' "
        "AND r.superseded_at_position IS NULL "
        "AND NEW.decided_on BETWEEN r.period_from AND r.period_to)",
        "这段时间已经有确认的科室报数，不能再逐条登记，否则会重复计数。",
    ),
    Guard(
        "registers_return_or_row",
        "registers_return",
        "INSERT",
        "NEW.superseded_at_position IS NULL AND NEW.state = 'confirmed' AND EXISTS "
        "(SELECT 1 FROM registers_registerrow r "
        "WHERE r.agency_id = NEW.agency_id AND r.kind = NEW.kind "
        "AND r.superseded_at_position IS NULL "
        "AND r.decided_on BETWEEN NEW.period_from AND NEW.period_to)",
        "这段时间已经有逐条登记，不能再确认科室报数，否则会重复计数。",
    ),
    Guard(
        "registers_return_no_overlap",
        "registers_return",
        "INSERT",
        "NEW.superseded_at_position IS NULL AND EXISTS (SELECT 1 FROM registers_return r "
        "WHERE r.agency_id = NEW.agency_id AND r.kind = NEW.kind "
        "AND r.section_id = NEW.section_id AND r.superseded_at_position IS NULL "
        "AND r.record <> NEW.record "
        "AND r.period_from <= NEW.period_to AND r.period_to >= NEW.period_from)",
        "同一科室同一事项的报数期间不能重叠。",
    ),
]
