"""What the database refuses about reviews, whoever asks."""

from gongkai.office.guards import Guard, append_only, change_only
from gongkai.office.reviews.models import Decision, Round, SignedSheet, Template, Version

KEPT = "送审的版本和审核意见不能改动或者删除，修改会形成新版本。"
ROUND = (
    "FROM reviews_round r JOIN reviews_version v ON v.id = r.version_id "
    "JOIN reviews_template t ON t.id = r.template_id WHERE r.id = NEW.round_id"
)


def approved(version: str) -> str:
    """SQL that is true when the version with that id passed every level: for the guards of apps
    that publish or sign. `version` is a column, e.g. "NEW.version_id"."""
    return (
        "EXISTS (SELECT 1 FROM reviews_round r JOIN reviews_template t ON t.id = r.template_id "  # noqa: S608
        f"WHERE r.version_id = {version} AND t.levels_count = (SELECT COUNT(*) "
        "FROM reviews_decision d WHERE d.round_id = r.id AND d.approved))"
    )


GUARDS = [
    *append_only(Version, KEPT),
    *append_only(Round, KEPT),
    *append_only(Decision, KEPT),
    *append_only(SignedSheet, "签字的审批表存入以后不能改动或者删除，扫描不清的另存一份。"),
    Guard(
        "reviews_signedsheet_of_the_version",
        "reviews_signedsheet",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM reviews_version v "
        "WHERE v.id = NEW.version_id AND v.fingerprint = NEW.fingerprint)",
        "签字的审批表与审核的版本对不上。",
    ),
    Guard(
        "reviews_signedsheet_after_the_round",
        "reviews_signedsheet",
        "INSERT",
        f"NOT {approved('NEW.version_id')}",
        "审核完成以后才能存入签字的审批表。",
    ),
    *change_only(
        Template, ["closed_on"], "审核模板不能改动或者删除，请停用后另建一个。", once=True
    ),
    Guard(
        "reviews_decision_not_the_author",
        "reviews_decision",
        "INSERT",
        f"EXISTS (SELECT 1 {ROUND} AND v.author_id IN (NEW.person_id, NEW.for_person_id))",
        "拟稿人不能审核自己的稿件。",
    ),
    Guard(
        "reviews_decision_in_order",
        "reviews_decision",
        "INSERT",
        f"NOT EXISTS (SELECT 1 {ROUND} AND NEW.level < t.levels_count) OR NEW.level <> "  # noqa: S608
        "(SELECT COUNT(*) FROM reviews_decision d WHERE d.round_id = NEW.round_id AND d.approved)",
        "审核要按顺序一级一级进行。",
    ),
    Guard(
        "reviews_decision_not_after_return",
        "reviews_decision",
        "INSERT",
        "EXISTS (SELECT 1 FROM reviews_decision d "
        "WHERE d.round_id = NEW.round_id AND NOT d.approved)",
        "已经退回的版本不能再审。",
    ),
    Guard(
        "reviews_decision_of_the_latest",
        "reviews_decision",
        "INSERT",
        f"EXISTS (SELECT 1 {ROUND} AND EXISTS (SELECT 1 FROM reviews_version n "  # noqa: S608
        "WHERE n.agency_id = v.agency_id AND n.subject = v.subject AND n.number > v.number))",
        "内容已有新版本，旧版本不能再审。",
    ),
    Guard(
        "reviews_decision_enough_people",
        "reviews_decision",
        "INSERT",
        f"NEW.approved AND EXISTS (SELECT 1 {ROUND} AND NEW.level = t.levels_count - 1 "  # noqa: S608
        "AND t.minimum_people > (SELECT COUNT(DISTINCT d.person_id) FROM reviews_decision d "
        "WHERE d.round_id = NEW.round_id AND d.person_id <> NEW.person_id) + 1)",
        "参加审核的人数不够。",
    ),
]
