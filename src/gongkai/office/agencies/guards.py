"""Who could do what on a past day stays answerable: rows end, they do not vanish."""

from gongkai.office.agencies.models import (
    Agency,
    AgencyName,
    Delegation,
    HolidayNotice,
    LawChoice,
    Membership,
    Person,
    Region,
    Section,
    Succession,
    Superior,
)
from gongkai.office.guards import append_only, change_only, no_delete

KEPT = "机关、科室和人员不能删除，停用就可以了。"
ENDED = "任职和授权不能改动或者删除，只能写上截止日。"

GUARDS = [
    *no_delete(Region, KEPT),
    *no_delete(Agency, KEPT),
    *no_delete(Section, KEPT),
    *no_delete(Person, KEPT),
    *change_only(Membership, ["valid_to"], ENDED),
    *change_only(Delegation, ["valid_to"], ENDED),
    *change_only(Superior, ["valid_to"], ENDED),
    *change_only(AgencyName, ["valid_to"], "机关用过的名称不能改动或者删除。", once=True),
    *append_only(HolidayNotice, "载入的放假通知不能改动或者删除，更正要另载入一份。"),
    *append_only(LawChoice, "选定的口径不能改动或者删除，可以另选一次。"),
    *append_only(Succession, "机关合并和职责划转的记录不能改动或者删除。"),
]
