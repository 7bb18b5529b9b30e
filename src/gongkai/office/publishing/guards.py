"""What the database refuses about items and documents, whoever asks: above all, a publication that
was not reviewed."""

from gongkai.office.guards import (
    Guard,
    append_only,
    change_only,
    counted_at_head,
    counted_fact,
    no_delete,
)
from gongkai.office.publishing.models import (
    Attachment,
    Channel,
    ChannelFigure,
    ChannelPost,
    Column,
    ColumnCheck,
    Coordination,
    DisclosureOffice,
    FigureBatch,
    FindingAnswer,
    InformationItem,
    ItemVersion,
    NormativeDocument,
    Publication,
    Submission,
    WordRule,
)
from gongkai.office.reviews.guards import approved

KEPT = "信息的版本和附件不能改动或者删除，修改会形成新版本。"

#: The version handed in for a round, and every version edited since the last one that was published.
EDITED = (
    "FROM reviews_round r JOIN publishing_submission s ON s.review_id = r.version_id "
    "JOIN publishing_itemversion handed ON handed.id = s.version_id "
    "JOIN publishing_itemversion e ON e.item_id = handed.item_id AND e.number <= handed.number "
    "WHERE r.id = NEW.round_id AND e.number > COALESCE((SELECT MAX(p.number) "
    "FROM publishing_publication b JOIN publishing_itemversion p ON p.id = b.version_id "
    "WHERE b.item_id = handed.item_id), 0)"
)


def _at_head(name: str, event: str, column: str, when: str = "") -> Guard:
    return Guard(
        name,
        "publishing_publication",
        event,  # type: ignore[arg-type]
        f"{when}NOT EXISTS (SELECT 1 FROM audit_ledger head "  # noqa: S608
        f"WHERE head.agency_id = NEW.agency_id AND head.head_position = NEW.{column})",
        "公开和撤回只能写在审计链的最后一条上，不能写进过去。",
    )


GUARDS = [
    *counted_fact(NormativeDocument),
    *counted_at_head(NormativeDocument),
    *counted_fact(ChannelPost),
    *counted_at_head(ChannelPost),
    *counted_fact(ChannelFigure),
    *counted_at_head(ChannelFigure),
    *append_only(FigureBatch, "导入的记录不能改动或者删除。"),
    *change_only(
        Channel,
        ["name", "account", "section", "closed_on"],
        "渠道不能删除，种类和统计方式不能改动，可以停用后另建。",
    ),
    *append_only(ColumnCheck, "栏目核对的记录不能改动或者删除。"),
    *change_only(
        Coordination,
        ["answered_on", "result", "reference", "settlement", "answered_by"],
        "征求其他机关意见的记录不能改动或者删除。",
        once=True,
    ),
    Guard(
        "publishing_channelfigure_of_its_source",
        "publishing_channelfigure",
        "INSERT",
        "NEW.posts IS NOT NULL AND EXISTS (SELECT 1 FROM publishing_channel c "
        "WHERE c.id = NEW.channel_id AND c.counted_from <> 'figures')",
        "这个渠道的发布数按逐条登记统计，不能另记一个数。",
    ),
    Guard(
        "publishing_publication_coordinated",
        "publishing_publication",
        "INSERT",
        "EXISTS (SELECT 1 FROM publishing_coordination c WHERE c.item_id = NEW.item_id "
        "AND (c.result IS NULL OR (c.result <> 'confirmed' AND c.settlement IS NULL)))",
        "还在与其他机关协商，不能公开。",
    ),
    *change_only(
        Column,
        ["block", "parent", "name", "section", "freshness", "position", "closed_on"],
        "栏目不能删除，可以停用。",
    ),
    *no_delete(DisclosureOffice, "公开工作机构的登记不能删除，可以改。"),
    *change_only(
        InformationItem,
        [
            "column",
            "section",
            "formed_on",
            "changed_on",
            "interprets",
            "consulted",
            "closed_on",
            "closed_reason",
            "in_work",
        ],
        "信息不能删除，索引号和拟稿人不能改动。",
    ),
    *append_only(ItemVersion, KEPT),
    Guard(
        "publishing_itemversion_in_order",
        "publishing_itemversion",
        "INSERT",
        "NEW.number <> 1 + (SELECT COUNT(*) FROM publishing_itemversion v "
        "WHERE v.item_id = NEW.item_id)",
        "版本要一版接一版。",
    ),
    *append_only(Attachment, KEPT),
    Guard(
        "publishing_attachment_before_review",
        "publishing_attachment",
        "INSERT",
        "EXISTS (SELECT 1 FROM publishing_submission s WHERE s.version_id = NEW.version_id)",
        "送审以后不能再加附件，请形成新版本。",
    ),
    *change_only(WordRule, ["closed_on"], "词表的一条不能改动，请停用后另加一条。", once=True),
    *append_only(FindingAnswer, "对检查结果的说明不能改动或者删除。"),
    *append_only(Submission, "送审的记录不能改动或者删除。"),
    Guard(
        "publishing_submission_of_its_text",
        "publishing_submission",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_itemversion v "
        "JOIN publishing_informationitem i ON i.id = v.item_id "
        "JOIN reviews_version w ON w.id = NEW.review_id "
        "WHERE v.id = NEW.version_id AND i.agency_id = NEW.agency_id "
        "AND w.agency_id = i.agency_id AND w.title = v.title AND REPLACE(w.subject, '-', '') = "
        "'publishing.informationitem:' || REPLACE(CAST(i.uid AS TEXT), '-', '')) "
        "OR EXISTS (SELECT 1 FROM reviews_round r JOIN reviews_decision d ON d.round_id = r.id "
        "WHERE r.version_id = NEW.review_id)",
        "送审的文本不是这条信息的这一版，或者审核已经开始。",
    ),
    Guard(
        "publishing_decision_not_an_editor",
        "reviews_decision",
        "INSERT",
        f"EXISTS (SELECT 1 {EDITED} AND e.edited_by_id IN (NEW.person_id, NEW.for_person_id))",
        "改过这条信息的人不能审核它。",
    ),
    *change_only(
        Publication,
        [
            "withdrawn_at",
            "withdrawn_on",
            "withdrawn_by",
            "withdrawn_position",
            "ending",
            "withdrawal_reason",
        ],
        "公开的记录不能改动或者删除，撤回以后也不能恢复。",
        once=True,
    ),
    Guard(
        "publishing_publication_of_its_item",
        "publishing_publication",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_itemversion v "
        "JOIN publishing_informationitem i ON i.id = v.item_id WHERE v.id = NEW.version_id "
        "AND i.id = NEW.item_id AND i.agency_id = NEW.agency_id AND i.closed_on IS NULL)",
        "公开的版本不是这条信息的，或者这条信息已经决定不公开。",
    ),
    Guard(
        "publishing_publication_reviewed",
        "publishing_publication",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM publishing_submission s "  # noqa: S608
        f"WHERE s.version_id = NEW.version_id AND {approved('s.review_id')})",
        "没有审完的版本不能公开。",
    ),
    Guard(
        "publishing_publication_secrecy",
        "publishing_publication",
        "INSERT",
        "EXISTS (SELECT 1 FROM publishing_submission s "
        "JOIN reviews_round r ON r.version_id = s.review_id "
        "JOIN reviews_template t ON t.id = r.template_id WHERE s.version_id = NEW.version_id "
        "AND CAST(t.levels AS TEXT) NOT LIKE '%\"secrecy\"%')",
        "没有保密审查的版本不能公开。",
    ),
    Guard(
        "publishing_publication_of_the_latest",
        "publishing_publication",
        "INSERT",
        "EXISTS (SELECT 1 FROM publishing_itemversion v JOIN publishing_itemversion n "
        "ON n.item_id = v.item_id AND n.number > v.number WHERE v.id = NEW.version_id)",
        "内容已有新版本，旧版本不能公开。",
    ),
    _at_head("publishing_publication_begins_at_head", "INSERT", "position"),
    _at_head(
        "publishing_publication_ends_at_head",
        "UPDATE",
        "withdrawn_position",
        "OLD.withdrawn_position IS NULL AND NEW.withdrawn_position IS NOT NULL AND ",
    ),
]
