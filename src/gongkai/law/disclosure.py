"""Proactive disclosure: what must be published, by whom, and by when (条例 Arts. 12, 19–26, 49)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import REGULATION
from gongkai.law.calendar import Calendar, DueDate

PUBLICATION_DAYS = 20  # 条例第二十六条
CREDIT_PUBLICITY_DAYS = 7  # 发改办财金〔2018〕424号
INTERPRETATION_DAYS = 3  # 国办发〔2016〕19号
PENALTY_WITHDRAWAL_DAYS = 3  # 《行政处罚法》第四十八条


class Level(StrEnum):
    """The level of the body that publishes, as far as Arts. 20, 21 and 49 distinguish."""

    PROVINCE = "province"
    CITY = "city"  # 设区的市
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class Subject:
    """One matter that must be published. `number` is its place in the article, from 1."""

    number: int
    text: str
    basis: str


def _article_20(*texts: str) -> tuple[Subject, ...]:
    digits = "一二三四五六七八九十"
    numerals = [*digits, *(f"十{digit}" for digit in digits[:5])]
    return tuple(
        Subject(number, text, f"{REGULATION}第二十条第（{numeral}）项")
        for number, (numeral, text) in enumerate(zip(numerals, texts, strict=True), start=1)
    )


#: The fifteen matters of Art. 20, in its order.
COMMON_SUBJECTS = _article_20(
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定",
    "财政预算、决算信息",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购项目的目录、标准及实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "突发公共事件的应急预案、预警信息及应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
)

_CITY_AND_COUNTY = (
    "市政建设",
    "公共服务",
    "公益事业",
    "土地征收",
    "房屋征收",
    "治安管理",
    "社会救助",
)
_TOWNSHIP = (
    "贯彻落实农业农村政策",
    "农田水利工程建设运营",
    "农村土地承包经营权流转",
    "宅基地使用情况审核",
    "土地征收",
    "房屋征收",
    "筹资筹劳",
    "社会救助",
)


def subjects(level: Level) -> tuple[Subject, ...]:
    """Return what a body of this level must publish: Art. 20, and Art. 21 where it adds to it."""
    extra = {
        Level.CITY: _CITY_AND_COUNTY,
        Level.COUNTY: _CITY_AND_COUNTY,
        Level.TOWNSHIP: _TOWNSHIP,
    }
    basis = f"{REGULATION}第二十一条"
    added = (Subject(n, text, basis) for n, text in enumerate(extra.get(level, ()), start=1))
    return (*COMMON_SUBJECTS, *added)


#: What the guide (公开指南) and each entry of the catalogue (公开目录) must hold (Art. 12).
GUIDE_FIELDS: Mapping[str, str] = {
    "classification": "政府信息的分类",
    "arrangement": "编排体系",
    "ways_to_obtain": "获取方式",
    "office_name": "政府信息公开工作机构的名称",
    "address": "办公地址",
    "office_hours": "办公时间",
    "telephone": "联系电话",
    "fax": "传真号码",
    "online_contact": "互联网联系方式",
}
CATALOGUE_FIELDS: Mapping[str, str] = {
    "index_number": "索引",
    "name": "名称",
    "summary": "内容概述",
    "formed_on": "生成日期",
}


def missing_fields(required: Mapping[str, str], given: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the Chinese names of the required fields that are absent or blank, in their order."""
    return tuple(name for field, name in required.items() if not (given.get(field) or "").strip())


def publication_due(formed_or_changed_on: date, calendar: Calendar) -> DueDate:
    """Twenty working days from the day the information was formed or changed (Art. 26)."""
    return calendar.add_working_days(formed_or_changed_on, PUBLICATION_DAYS)


def credit_publicity_due(decided_on: date, calendar: Calendar) -> DueDate:
    """Licences and penalties go on line within seven working days of the decision (双公示)."""
    return calendar.add_working_days(decided_on, CREDIT_PUBLICITY_DAYS)


def needs_credit_publicity(register: str) -> bool:
    """Whether the decisions of a register go on line as 双公示: licences and penalties, all of
    them; compulsory measures and fees do not."""
    return register in ("licences", "penalties")


#: Where 双公示 puts a decision, both of them: code → what it is called.
CREDIT_CHANNELS: Mapping[str, str] = {
    "site": "机关或者政府网站",
    "credit_china": "信用中国网站",
}
#: What 双公示 rests on: 国发〔2014〕21号 and 国办发〔2015〕51号, set out by the notice named here.
CREDIT_PUBLICITY_BASIS = "发改办财金〔2018〕424号"


def interpretation_due(published_on: date, calendar: Calendar) -> DueDate:
    """An interpretation follows within three working days of its document."""
    return calendar.add_working_days(published_on, INTERPRETATION_DAYS)


def penalty_withdrawal_due(changed_on: date, calendar: Calendar) -> DueDate:
    """A published penalty that was changed or annulled is withdrawn within three working days."""
    return calendar.add_working_days(changed_on, PENALTY_WITHDRAWAL_DAYS)


class Reporter(StrEnum):
    """Who reports. Art. 49 does not name townships; in practice they report with the departments."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    TOWNSHIP = "township"


def annual_report_due(year: int, reporter: Reporter) -> date:
    """Return the last day to submit and publish the report on `year`.

    31 January of the next year for departments (and townships, by practice), 31 March for a
    government (Art. 49); until the report on 2018 31 March for all. Fixed dates: they do not roll.
    """
    if reporter is Reporter.GOVERNMENT or year <= 2018:
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31)
