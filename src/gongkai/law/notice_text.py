"""A holiday notice read from its own text, as it stands on the government's site.

The text states most things twice, and this is what makes reading it safe: a day with its weekday in
brackets, a span with its number of days. Where the two disagree the notice is refused and the
sentence is shown.

>>> text = '''国务院办公厅关于2026年部分节假日安排的通知
... 国办发明电〔2025〕7号
... 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
... 2025年11月4日'''
>>> notice = read_notice(text)
>>> notice.year, notice.number, len(notice.rest), notice.work
(2026, '国办发明电〔2025〕7号', 3, (datetime.date(2026, 1, 4),))
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongkai.law.notices import Notice

_TITLE = re.compile(
    r"[\u4e00-\u9fff]{0,20}\s*关于[^。：:]{4,50}?通知"
)  # may be broken over two lines
_YEAR = re.compile(r"(\d{4})年[^。]{0,40}?(?:节假日|放假|假期|节日)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[［（(]\d{4}[〕\]］）)]\s*(?:第\s*)?\d{1,5}\s*号")
_ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[、.．]|[（(][一二三四五六七八九十]+[）)])?\s*"
                   r"([\u4e00-\u9fff]{2,6}(?:[、和][\u4e00-\u9fff]{2,6})*)\s*[：:]")  # fmt: skip
_NOTE = r"(?:[（(]([^（）()]*)[）)])?"
_DAY = re.compile(rf"(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日\s*{_NOTE}")
_SIGNED = re.compile(r"^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$", re.MULTILINE)
_COUNT = re.compile(r"(?:共|放假)\s*(\d+)\s*天")
_WORKED = re.compile(r"上班|补班|调班|(?:正常|照常)工作")
_WEEKDAYS = "一二三四五六日"
_ONE_DAY = timedelta(days=1)


def read_notice(text: str, *, region: str | None = None, url: str | None = None) -> Notice:
    """Return the notice a text states. `region` is None for the whole country.

    A text of 调整 or 延长 is an amendment: it changes single days and fixes no year. Raises
    ValueError, in Chinese, when year or days are not found, or when a day and its weekday, or a span
    and its number of days, disagree. `notices.check_notice` is the caller's next step.
    """
    found = _YEAR.search(text)
    if found is None:
        raise ValueError("文字里没有找到年份。请从标题“关于……年部分节假日安排的通知”开始粘贴。")
    year = int(found[1])
    rest: list[tuple[date, str]] = []
    work: list[date] = []
    for line in re.split(r"[\n\r]+", text):
        item = _ITEM.match(line)
        if item is None:
            continue
        for sentence in re.split(r"[。；;]", line[item.end() :]):
            _read_sentence(sentence.strip(), item[1], year, rest, work)
    if not rest:
        raise ValueError(
            "文字里没有找到放假的日期。请粘贴通知全文，每个节日一行，"
            "例如“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。”"
        )
    number = _NUMBER.search(text)
    signed = list(_SIGNED.finditer(text))
    headed = _TITLE.search(text)
    title = re.sub(r"\s", "", headed[0]) if headed else ""
    return Notice(
        number=re.sub(r"\s", "", number[0]) if number else "",
        title=title,
        year=year,
        rest=tuple(rest),
        work=tuple(dict.fromkeys(work)),
        published_on=_date(*_numbers(signed[-1]), "成文日期") if signed else None,
        region=region,
        amendment="调整" in title or "延长" in title,
        url=url or None,
    )


def _read_sentence(
    sentence: str, holiday: str, year: int, rest: list[tuple[date, str]], work: list[date]
) -> None:
    """Add the days off and the days worked of one sentence of a holiday's paragraph. A worked day is
    stated once only, so one that is spoken of and not found is an error, never left out."""
    said = ""
    for clause in re.split(r"[，,]", sentence):
        said = f"{said}，{clause}" if said else clause
        if "放假" in clause:
            first, last = _span(said, year)
            count = _COUNT.search(sentence)
            length = (last - first).days + 1
            if count and int(count[1]) != length:
                raise ValueError(
                    f"“{sentence}”：{first} 至 {last} 是 {length} 天，文字写的是 {count[1]} 天。"
                    "请对照通知原文核对。"
                )
            rest.extend((first + timedelta(offset), holiday) for offset in range(length))
            said = ""
        elif _WORKED.search(clause):
            days = _days(said, year)
            if not days:
                raise ValueError(
                    f"“{sentence}”说到上班，读不出是哪一天。请写成“1月4日（周日）上班”。"
                )
            work.extend(days)
            said = ""


def _span(sentence: str, year: int) -> tuple[date, date]:
    until = re.split(r"放假", sentence, maxsplit=1)[0]
    days = _days(until, year)
    if len(days) == 1:
        return days[0], days[0]
    if len(days) == 2 and re.search(r"[至到—－–-]", until) and days[0] <= days[1]:
        return days[0], days[1]
    raise ValueError(
        f"“{sentence}”读不出从哪一天放到哪一天。请写成“1月1日（周四）至3日（周六）放假，共3天”。"
    )


def _days(text: str, year: int) -> list[date]:
    """The days of a sentence in order; year and month are taken over from the day before."""
    found: list[date] = []
    named: int | None = None
    month: int | None = None
    for match in _DAY.finditer(text):
        named = int(match[1]) if match[1] else named
        if match[2]:
            month = int(match[2])
        if month is None:
            raise ValueError(f"“{text}”里的“{match[0]}”没有写月份。请对照通知原文核对。")
        day = _date(named or year, month, int(match[3]), text)
        weekday = re.search(r"(?:周|星期)([一二三四五六日天])", match[4] or "")
        if weekday and _WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday():
            raise ValueError(
                f"“{match[0]}”：{day} 是周{_WEEKDAYS[day.weekday()]}，文字写的是{weekday[0]}。"
                "年份或者日期不对，请对照通知原文核对。"
            )
        found.append(day)
    return found


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[1]), int(match[2]), int(match[3])


def _date(year: int, month: int, day: int, where: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{where}”：没有 {year}年{month}月{day}日 这一天。请对照通知原文核对。"
        ) from None
