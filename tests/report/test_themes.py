"""Where the five themes of section one stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.report.model import Theme
from gongkai.report.read import read_file
from gongkai.report.themes import find_themes

REPORTS = Path(__file__).parents[1] / "corpus" / "reports"
FIVE = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]


@pytest.mark.parametrize("name", ["jiyuan-2024", "shapotou-2024", "hongze-2023", "hongze-2024"])
def test_the_themes_of_real_reports_are_under_their_headings(name: str) -> None:
    report = read_file(REPORTS / f"{name}.txt")
    text = report.sections[0].text
    assert [theme.name for theme in report.themes] == FIVE
    assert all(theme.headed for theme in report.themes)
    assert all(text[theme.start :].lstrip("- ")[0] in "（(" for theme in report.themes)
    assert report.themes[-1].end == len(text)
    for theme, after in zip(report.themes, report.themes[1:], strict=False):
        assert text[theme.end : after.start].strip() == ""


def test_a_heading_of_something_else_ends_a_theme() -> None:
    text = "（一）组织领导。成立小组。\n（二）主动公开情况。公开3条。\n（三）宣传培训。培训1次。"
    (theme,) = find_themes(text)
    assert (theme.name, text[theme.start : theme.end]) == (
        "主动公开",
        "（二）主动公开情况。公开3条。",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（一）聚焦法定职责，深化主动公开。发布3条。\n（二）强化指导，规范政府信息管理。完善制度。", ["主动公开", "政府信息管理"]),
        ("(三) 政府信息管理情况 2024年，制定制度。", ["政府信息管理"]),
        ("(一)信息主动公开方面 全年，在官网公开3条。", ["主动公开"]),
    ],
)  # fmt: skip
def test_headings_of_two_clauses_and_without_a_stop(text: str, names: list[str]) -> None:
    assert [theme.name for theme in find_themes(text) if theme.headed] == names


@pytest.mark.parametrize("text", ["（一）主动公开5条，更新3条。", "图1 政府信息主动公开情况表"])
def test_a_sentence_or_a_caption_is_no_heading(text: str) -> None:
    assert [theme.headed for theme in find_themes(text)] == [False]


def test_a_theme_without_heading_is_the_sentence_that_names_it() -> None:
    text = "全年平稳。按要求做好监督保障工作。主动公开信息3条。"
    assert find_themes(text) == (
        Theme("监督保障", 5, 17, headed=False),
        Theme("主动公开", 17, 26, headed=False),
    )
    assert find_themes("") == ()


def test_the_documents_cited_are_told_in_order() -> None:
    assert read_file(REPORTS / "shapotou-2024.txt").basis == (
        "《中华人民共和国政府信息公开条例》",
        "国务院令第711号",
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
        "国办公开办函〔2021〕30号",
    )
