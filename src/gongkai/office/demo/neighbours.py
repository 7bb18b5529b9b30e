"""Invented offices of the county beside the commission, and the sound reports they have sent: what a
supervising office accepts together without judging anything.

A report here is written from a few figures and words, put into Word like anybody's, and read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.report import cell
from gongkai.report.form import get_form
from gongkai.report.model import SECTION_TITLES, Report, Section
from gongkai.report.write import write

if TYPE_CHECKING:
    from gongkai.report.cell import Cell

PEOPLE, FIRMS = "natural_person", "enterprise"


@dataclass(frozen=True)
class Neighbour:
    """An office, and what it says of a year.

    disclosure  cells of table two that are not 0: row and column → value
    answered    what was answered to whom: (row of table three, column)
    words       the narrative by section, beside which table two to four are written
    """

    name: str
    year: int
    received_on: date
    disclosure: Mapping[str, int | Decimal]
    answered: tuple[tuple[str, str], ...]
    words: Mapping[int, str] = field(repr=False)

    @property
    def file(self) -> str:
        """What the file is called that it sends."""
        return f"{self.name}{self.year}年政府信息公开工作年度报告.docx"


NEIGHBOURS = (
    Neighbour(
        "云溪县教育局",
        2025,
        date(2026, 1, 14),
        {
            "normative_documents.issued": 1,
            "normative_documents.in_force": 4,
            "licences.decisions": 12,
        },
        (
            ("granted", PEOPLE),
            ("granted", PEOPLE),
            ("granted", FIRMS),
            ("partly_granted", PEOPLE),
            ("unavailable.not_held", PEOPLE),
        ),
        {
            1: "2025年，县教育局围绕招生入学、校外培训治理和学校食堂管理推进公开。\n"
            "（一）主动公开。在县政府网站公布义务教育学校的招生范围、报名时间和录取结果，"
            "公布校外培训机构的名单和举办者信息；新制发行政规范性文件1件，并同步发布解读。\n"
            "（二）依申请公开。全年收到政府信息公开申请5件，上年没有结转，已经全部办结，"
            "其中予以公开3件、部分公开1件、无法提供1件。\n"
            "（三）政府信息管理。拟公开的信息由起草股室初审、办公室复核、分管负责人签发，逐件登记。\n"
            "（四）平台建设。网站教育专栏增设“入学一件事”入口，学校信息由各校按学期更新。\n"
            "（五）监督保障。将公开情况列入股室年终评议，组织各校信息员学习条例。",
            5: "主要问题：学校经费和食堂账目的公开深度不够，部分乡镇学校更新不及时。\n"
            "改进情况：制定学校信息公开的参考目录，每学期开学后第一个月逐校核对一次。",
            6: "本年度没有发出信息处理费收费通知，未收取信息处理费。没有其他需要报告的事项。",
        },
    ),
    Neighbour(
        "云溪县民政局",
        2025,
        date(2026, 1, 15),
        {
            "normative_documents.repealed": 1,
            "normative_documents.in_force": 2,
            "licences.decisions": 7,
            "penalties.decisions": 1,
        },
        (
            ("granted", PEOPLE),
            ("refused.third_party_rights", PEOPLE),
        ),
        {
            1: "一年来，县民政局以社会救助、养老服务和社会组织登记为重点做好公开工作。\n"
            "（一）主动公开。按月公布城乡低保、特困供养的人数和资金发放情况，公布养老机构备案、"
            "社会组织年检结果，清理并废止行政规范性文件1件。\n"
            "（二）依申请公开。2025年收到政府信息公开申请2件，均已答复：予以公开1件，"
            "涉及第三方合法权益不予公开1件。\n"
            "（三）政府信息管理。救助对象的个人信息公布前作去标识处理，公示期满后及时撤下。\n"
            "（四）平台建设。在政务服务大厅设置查阅点，配备专人协助老年人查询。\n"
            "（五）监督保障。邀请居民代表评议公开内容，把意见逐条反馈到责任股室。",
            5: "主要问题：政策解读偏重条文，群众听得懂的问答较少。\n"
            "改进情况：与乡镇民政服务站一起编写问答手册，新出台的救助政策配发实例说明。",
            6: "全年没有因政府信息公开收取信息处理费，也没有发出收费通知。没有其他需要报告的事项。",
        },
    ),
    Neighbour(
        "云溪县农业农村局",
        2025,
        date(2026, 1, 16),
        {
            "normative_documents.in_force": 3,
            "licences.decisions": 26,
            "penalties.decisions": 9,
            "compulsory_measures.decisions": 2,
        },
        (),
        {
            1: "县农业农村局2025年把惠农补贴、农资监管和高标准农田建设作为公开的重点。\n"
            "（一）主动公开。耕地地力保护补贴、农机购置补贴按户公示，公示材料在村务栏张贴并留存照片；"
            "行政处罚决定在七个工作日内公布。\n"
            "（二）依申请公开。全年未收到政府信息公开申请。\n"
            "（三）政府信息管理。建立公开台账，对失效的种植技术通知标注截止日期。\n"
            "（四）平台建设。通过村广播和微信群转发网站上的补贴公告，方便不上网的农户知晓。\n"
            "（五）监督保障。会同乡镇抽查补贴公示情况，发现漏贴的当场补上，重新计算公示期。",
            5: "主要问题：补贴公示集中在年底，平时公开的内容偏少；图表形式的解读没有开展。\n"
            "改进情况：改为分批次随发随公示，并为主要补贴项目制作一页图解。",
            6: "本年度没有收取信息处理费。没有其他需要报告的事项。",
        },
    ),
)


def report_of(one: Neighbour) -> Report:
    """The report as the office signed it."""
    return Report(
        form="2021",
        agency=one.name,
        year=one.year,
        title=f"{one.name}{one.year}年政府信息公开工作年度报告",
        agency_as_printed=one.name,
        period_from=date(one.year, 1, 1),
        period_to=date(one.year, 12, 31),
        signed_by=one.name,
        signed_on=one.received_on,
        preamble="根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。"
        f"统计期限为{one.year}年1月1日至{one.year}年12月31日。",
        sections=tuple(
            Section(number, title, one.words.get(number, ""))
            for number, title in SECTION_TITLES.items()
        ),
        cells=_cells(one),
    )


def file_of(one: Neighbour) -> bytes:
    """The Word file it sends."""
    return write(report_of(one), "docx")


def _cells(one: Neighbour) -> dict[str, Cell]:
    """Everything that is not said is a printed 0; sums are summed."""
    found: Counter[str] = Counter()
    for row, column in one.answered:
        for counted in ("received", row, "concluded"):
            for where in (column, "total"):
                found[f"requests.{counted}.{where}"] += 1
    values: dict[str, int | Decimal] = {**dict.fromkeys(get_form("2021").cells, 0), **found}
    values |= {f"disclosure.{name}": value for name, value in one.disclosure.items()}
    return {cell_id: cell.counted(value) for cell_id, value in values.items()}
