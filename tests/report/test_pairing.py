"""A folder with several years of several agencies is paired by itself."""

from __future__ import annotations

from dataclasses import replace

from gongkai.report.cell import number
from gongkai.report.model import Report
from gongkai.report.names import make_names
from gongkai.report.pairing import Pair, pair
from tests.report.generate import sound_report


def of(agency: str | None, year: int | None, seed: int = 1) -> Report:
    return replace(sound_report(seed), agency=agency, year=year)


def test_every_report_meets_its_own_year_before() -> None:
    reports = [
        of("甲局", 2024), of("乙局", 2023), of("甲局", 2022), of("甲局", 2023), of("乙局", 2024),
    ]  # fmt: skip
    assert [one.previous for one in pair(reports)] == [3, None, None, 2, 1]
    assert pair(reports)[1].reason == "这些文件里没有“乙局” 2022年度的报告"


def test_short_names_meet_full_names() -> None:
    assert pair([of("云溪县卫健委", 2023), of("云溪县卫生健康委员会", 2024)])[1].previous == 0


def test_a_report_filed_twice_is_one_and_two_different_ones_are_never_chosen_between() -> None:
    last = of("甲局", 2023)
    other = last.with_cells({"requests.received.total": number(9999, "9999")})
    assert pair([last, last, of("甲局", 2024)])[2] == Pair(previous=0)
    assert pair([last, other, of("甲局", 2024)])[2] == Pair(
        reason="“甲局” 2023年度有 2 份不同的报告"
    )


def test_what_the_document_does_not_tell_is_said() -> None:
    found = pair([of(None, 2024), of("甲局", None)])
    assert [one.previous for one in found] == [None, None]
    assert [(one.reason or "")[:7] for one in found] == ["看不出是哪个机", "看不出是哪一年"]


def test_a_renamed_agency_meets_what_it_was_and_merged_ones_are_not_compared() -> None:
    names = make_names(
        [("环境局", []), ("水务局", []), ("生态局", [])], {"环境局": (2024, "生态局")}
    )
    reports = [of("环境局", 2023), of("生态局", 2024)]
    assert pair(reports, names)[1].previous == 0
    merged = make_names(
        [("环境局", []), ("水务局", []), ("生态局", [])],
        {"环境局": (2024, "生态局"), "水务局": (2024, "生态局")},
    )
    found = pair([*reports, of("水务局", 2023)], merged)[1]
    assert found.reason == "水务局、环境局已经合并，上年各有报告，不能直接比较"
