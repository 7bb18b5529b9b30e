"""What happened to an application is only ever added to."""

from gongkai.office.applications.models import (
    Answer,
    Applicant,
    Application,
    ApplicationEvent,
    ApplicationFact,
    Delivery,
    DetailsCorrection,
    KindCorrection,
    Letter,
    Material,
    Service,
    Struck,
)
from gongkai.office.guards import append_only, change_only, counted_at_head, counted_fact

GUARDS = [
    *append_only(ApplicationEvent, "办理经过只能增加，写错的要用更正登记。"),
    *append_only(Answer, "答复不能改动或者删除，有误的要更正后重新答复。"),
    *append_only(Service, "送达记录不能改动或者删除，有误的要用更正登记。"),
    *append_only(Letter, "发出的文书不能改动或者删除，有误的要另发更正告知书。"),
    *append_only(Delivery, "送达记录不能改动或者删除，有误的要重新登记。"),
    *append_only(Material, "申请的材料不能改动或者删除。"),
    *append_only(KindCorrection, "更正的记录不能改动或者删除。"),
    *append_only(DetailsCorrection, "更正的记录不能改动或者删除。"),
    *append_only(Struck, "撤销登记的记录不能改动或者删除。"),
    *counted_fact(ApplicationFact),
    *counted_at_head(ApplicationFact),
    *change_only(
        Application,
        # Another applicant is the row a correction wrote: the first stays as it was.
        ["section", "subject_line", "request_text", "form_wanted", "applicant"],
        "申请只能改承办科室、申请事项、申请内容、获取方式和更正过的申请人，不能改动别的内容，也不能删除。",
    ),
    *change_only(Applicant, ["kind"], "申请人只能更正类型，不能改动别的内容，也不能删除。"),
]
