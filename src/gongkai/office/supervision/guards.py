"""What came in, what was judged and what was decided stays; nothing is accepted and returned both."""

from gongkai.office.guards import Guard, append_only, change_only
from gongkai.office.supervision.models import (
    Decision,
    Judgement,
    Parcel,
    ParcelFile,
    Received,
    Reminder,
)

GUARDS = [
    *append_only(Received, "收到的年度报告不能改动或者删除。"),
    *append_only(Judgement, "对发现的判断只能增加，不能改动或者删除。"),
    *append_only(Decision, "退回、接受的记录不能改动或者删除。"),
    *append_only(Parcel, "一批文件收下以后不能改动或者删除。"),
    *change_only(
        ParcelFile,
        ["received", "problem", "code", "read_at"],
        "一批里的文件和它的去向不能改动或者删除。",
        once=True,
    ),
    *append_only(Reminder, "催办的记录不能改动或者删除。"),
    Guard(
        "supervision_decision_one_way",
        "supervision_decision",
        "INSERT",
        "NEW.step IN ('returned', 'accepted') AND EXISTS (SELECT 1 FROM supervision_decision d "
        "WHERE d.received_id = NEW.received_id AND d.step IN ('returned', 'accepted') "
        "AND d.step <> NEW.step)",
        "一份报告退回以后不能再接受，接受以后不能再退回。",
    ),
    Guard(
        "supervision_decision_published_after_accepted",
        "supervision_decision",
        "INSERT",
        "NEW.step = 'published' AND NOT EXISTS (SELECT 1 FROM supervision_decision d "
        "WHERE d.received_id = NEW.received_id AND d.step = 'accepted')",
        "没有接受的报告不能登记公开。",
    ),
    Guard(
        "supervision_decision_of_the_latest",
        "supervision_decision",
        "INSERT",
        "NEW.step IN ('returned', 'accepted') AND EXISTS (SELECT 1 FROM supervision_received r "
        "JOIN supervision_received n ON n.agency_id = r.agency_id AND n.unit_id = r.unit_id "
        "AND n.year = r.year AND n.number > r.number WHERE r.id = NEW.received_id)",
        "已经收到更新的一稿，不能再对旧稿作决定。",
    ),
]
