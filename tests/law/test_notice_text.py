"""Holiday notices read from their own text: the days of the packaged ones, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law.notice_text import read_notice
from gongkai.law.notices import check_notice, notice_row, packaged_notices, parse_notice

OF_2026 = """国务院办公厅关于2026年部分节假日安排的通知

国办发明电〔2025〕7号

经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。

国务院办公厅
2025年11月4日
"""
OF_2024 = """国务院办公厅关于2024年
部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
2023年10月25日
"""
OF_2019 = """国务院办公厅关于2019年部分节假日安排的通知
国办发明电〔2018〕15号
一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休。
四、劳动节：5月1日放假。
五、端午节：6月7日放假，与周末连休。
六、中秋节：9月13日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
2018年12月6日
"""


def packaged(number: str) -> object:
    return next(n for n in packaged_notices() if n.number == number)


def test_the_text_of_2026_is_the_packaged_notice() -> None:
    address = "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"
    read = read_notice(OF_2026, url=address)
    assert read == packaged("国办发明电〔2025〕7号")
    check_notice(read)


@pytest.mark.parametrize(
    ("text", "number"), [(OF_2024, "国办发明电〔2023〕7号"), (OF_2019, "国办发明电〔2018〕15号")]
)
def test_older_wordings_give_the_same_working_days(text: str, number: str) -> None:
    """与周末连休 names the one day; the weekend rests anyhow."""
    read, held = read_notice(text), packaged(number)
    assert read.work == held.work  # type: ignore[attr-defined]
    assert read.published_on == held.published_on  # type: ignore[attr-defined]
    off = {day for day, _ in held.rest if day.weekday() < 5}  # type: ignore[attr-defined]
    assert {day for day, _ in read.rest if day.weekday() < 5} == off


def test_a_lengthened_holiday_is_an_amendment() -> None:
    read = read_notice(
        "国务院办公厅关于调整2019年劳动节假期安排的通知\n国办发明电〔2019〕3号\n"
        "劳动节：2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n"
        "2019年3月22日"
    )
    assert read == packaged("国办发明电〔2019〕3号")


def test_a_notice_written_as_json_reads_back() -> None:
    for notice in packaged_notices():
        assert parse_notice(notice_row(notice)) == notice
    assert notice_row(read_notice(OF_2026))["rest"][:2] == [
        {"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"},
        {"name": "春节", "from": "2026-02-15", "to": "2026-02-23"},
    ]


def test_a_region_is_the_callers_to_say() -> None:
    read = read_notice(
        "自治区人民政府办公厅关于2027年古尔邦节放假的通知\n新政办明电〔2027〕3号\n"
        "古尔邦节：5月17日（周一）至19日（周三）放假，共3天。",
        region="CN-XJ",
    )
    assert (read.region, read.year, len(read.rest)) == ("CN-XJ", 2027, 3)
    assert replace(read, region=None).fixes_year is True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明天放假", "文字里没有找到年份"),
        ("关于2026年部分节假日安排的通知\n没有日期", "没有找到放假的日期"),
        (
            OF_2026.replace("2026年", "2027年"),
            "2027-01-01 是周五，文字写的是周四",
        ),
        (OF_2026.replace("放假调休，共9天", "放假调休，共8天"), "是 9 天，文字写的是 8 天"),
        (OF_2026.replace("4月4日（周六）至6日", "4月31日至6日"), "没有 2026年4月31日 这一天"),
        (OF_2026.replace("6月19日（周五）至21日（周日）", "6月19日、21日"), "读不出从哪一天"),
        (OF_2026.replace("5月9日（周六）上班", "9日上班"), "没有写月份"),
    ],
)
def test_what_contradicts_itself_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_notice(text)


def test_days_keep_their_own_year() -> None:
    assert read_notice(OF_2019).rest[0] == (date(2018, 12, 30), "元旦")


@pytest.mark.parametrize(
    "sentence",
    [
        "1月1日（周四）至3日（周六）放假调休，共3天，1月4日（周日）上班。",
        "1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）补班。",
        "1月1日（周四）至3日（周六）放假调休，共3天；1月4日（周日）照常上班，各单位做好衔接。",
    ],
)
def test_a_worked_day_is_found_wherever_it_is_said(sentence: str) -> None:
    text = OF_2026.replace(
        "1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", sentence
    )
    assert text != OF_2026
    assert read_notice(text).work == read_notice(OF_2026).work


def test_a_worked_day_that_is_spoken_of_and_not_found_is_refused() -> None:
    text = OF_2026.replace("1月4日（周日）上班。", "假期后的第一个周日上班。")
    with pytest.raises(ValueError, match="说到上班，读不出是哪一天"):
        read_notice(text)
