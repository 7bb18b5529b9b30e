"""The statistics table of 2014 to 2018, and the local tables before it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.corpus.layouts.case import Case, case

STATISTICS = {
    "published.total": 352, "published.normative_documents": 5, "published.normative_documents_issued": 6,
    "published_by.gazette": "blank", "published_by.website": 1352, "published_by.weibo": 0,
    "published_by.wechat": 96, "published_by.other": 0,
    "response.total": 4, "response.press_conferences": 2, "response.press_conferences_by_leader": 1,
    "response.online_interviews": 1, "response.online_interviews_by_leader": 0,
    "response.interpretations": 7, "response.social_media": 3, "response.other": 0,
    "received.total": 12, "received.in_person": 2, "received.fax": 0, "received.online": 9, "received.post": 1,
    "concluded.total": 12, "concluded.on_time": 11, "concluded.extended": 1,
    "answered.total": 12, "answered.already_public": 4, "answered.granted": 3, "answered.partly_granted": 1,
    "answered.refused.total": 2, "answered.refused.state_secret": 0, "answered.refused.trade_secret": 1,
    "answered.refused.privacy": 1, "answered.refused.endangers_security_or_stability": 0,
    "answered.refused.not_government_information": 0, "answered.refused.other_law": 0,
    "answered.not_this_agency": 1, "answered.does_not_exist": 1,
    "answered.asked_to_change_or_supplement": 0, "answered.other_way": 0,
    "reconsideration.total": 3, "reconsideration.upheld": 1, "reconsideration.corrected": 2, "reconsideration.other": 0,
    "litigation.total": 4, "litigation.upheld": 1, "litigation.corrected": 0, "litigation.other": 3,
    "complaints.total": "not_applicable", "fees.amount": "0.35",
    "staff.offices": 1, "staff.reading_places": 2, "staff.total": 5, "staff.full_time": 1, "staff.part_time": 4,
    "staff.budget": "2.5", "training.meetings": 2, "training.courses": 3, "training.people": 120,
}  # fmt: skip


HEADINGS = {
    "published.total": ("一、主动公开情况", "（一）", "（不同渠道和方式公开相同信息计1条）"),
    "published_by.gazette": ("（二）通过不同渠道和方式公开政府信息的情况", "1．", ""),
    "response.total": ("二、回应解读情况", "（一）", "（不同方式回应同一热点或舆情计1次）"),
    "response.press_conferences": ("（二）通过不同渠道和方式回应解读的情况", "1．", ""),
    "received.total": ("三、依申请公开情况", "（一）", ""),
    "reconsideration.total": ("", "四、", ""), "litigation.total": ("", "五、", ""),
    "complaints.total": ("", "六、", ""), "fees.amount": ("", "七、", ""),
    "staff.offices": ("八、机构建设和保障经费情况", "（一）", ""),
    "staff.full_time": ("", "1．", "（不包括政府公报及政府网站工作人员数）"),
    "staff.budget": ("", "（四）", "（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）"),
    "training.meetings": ("九、政府信息公开会议和培训情况", "（一）", ""),
}  # fmt: skip


def statistics(separator: str, *, numbered: bool = False) -> str:
    """A report of 2016 with its statistics table behind the signature."""
    form = Path(__file__).parents[4] / "src/gongkai/report/data/form-2014.json"
    rows = json.loads(form.read_text("utf-8"))["tables"]["statistics"]["rows"]
    lines = [
        "南山县卫生和计划生育委员会2016年政府信息公开工作年度报告", "",
        "根据《中华人民共和国政府信息公开条例》（国务院令第492号），编制本报告。统计期限自2016年1月1日起至2016年12月31日止。",
        "一、概述", "2016年，主动公开政府信息352条。", "二、主动公开政府信息的情况", "通过网站公开。",
        "三、依申请公开政府信息的情况", "收到申请12件，均已答复。", "四、存在的主要问题及改进措施", "公开不够及时。",
        "南山县卫生和计划生育委员会", "2017年3月10日", "", "政府信息公开情况统计表（2016年度）",
        separator.join(["序号", "统计指标", "单位", "统计数"][0 if numbered else 1 :]),
    ]  # fmt: skip
    for count, row in enumerate(rows, 1):
        heading, lead, tail = HEADINGS.get(row["id"], ("", "", ""))
        if heading:
            lines.append(
                separator.join([*([""] if numbered else []), heading, "——", "——"])
                if separator == "\t"
                else heading
            )
        value = STATISTICS[row["id"]]
        text = {"blank": "", "not_applicable": "/"}.get(str(value), str(value))
        cells = [*([str(count)] if numbered else []), lead + row["label"] + tail, row["unit"], text]
        lines.append(separator.join(cells).rstrip(" "))
    return "\n".join(lines) + "\n"


def statistics_rows() -> dict[str, list[object]]:
    return {f"statistics.{row}": [value] for row, value in STATISTICS.items()}


MORE_2014 = {
    "form": "2014",
    "year": 2016,
    "agency": "南山县卫生和计划生育委员会",
    "base": "none",
    "signed_on": "2017-03-10",
}


@case
def statistics_tabs() -> Case:
    return Case(
        "statistics-tabs.txt",
        "2014—2018 年的统计表",
        statistics("\t"),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_lines() -> Case:
    return Case(
        "statistics-lines.txt",
        "统计表，以空格分开",
        statistics(" "),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_one_a_line() -> Case:
    return Case(
        "statistics-one-a-line.txt",
        "统计表，一个单元格一行",
        statistics("\n"),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_with_spaced_notes() -> Case:
    """A page whose text was taken out: spaces around the figure of a note, which is no figure of the row."""
    text = (
        statistics("\n")
        .replace("信息计1条）", "信息计 1 条）")
        .replace("舆情计1次）", "舆情计 1 次）")
    )
    assert text.count("计 1 ") == 2
    return Case(
        "statistics-notes.txt",
        "统计表，指标说明里的数字前后有空格",
        text,
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def statistics_numbered() -> Case:
    return Case(
        "statistics-numbered.txt",
        "统计表，前面加一列序号",
        statistics("\t", numbered=True),
        statistics_rows(),
        dict(MORE_2014),
    )


@case
def local_table() -> Case:
    text = (
        "南山市卫生局2009年政府信息公开工作年度报告\n一、概述\n2009年公开信息340条。\n二、附表\n"
        "指 标 名 称\t计量单位\t代码\t本期实际\t本年累计\n甲\t乙\t丙\t1\t2\n"
        "主动公开信息数\t条\t01\t12\t340\n其中：全文电子化的主动公开信息数\t条\t02\t12\t300\n"
        "网站专栏页面访问量\t人次\t03\t\t1200\n申请总数\t条\t04\t0\t3\n"
    )
    labelled = [
        ["主动公开信息数 · 本期实际", 12], ["主动公开信息数 · 本年累计", 340],
        ["其中：全文电子化的主动公开信息数 · 本期实际", 12], ["其中：全文电子化的主动公开信息数 · 本年累计", 300],
        ["网站专栏页面访问量 · 本期实际", None], ["网站专栏页面访问量 · 本年累计", 1200],
        ["申请总数 · 本期实际", 0], ["申请总数 · 本年累计", 3],
    ]  # fmt: skip
    return Case(
        "local-table.txt",
        "2009 年的地方统计表",
        text,
        {},
        {"form": "none", "base": "none", "year": 2009, "labelled": labelled},
    )
