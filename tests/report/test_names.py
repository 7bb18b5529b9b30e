"""Which names are one agency."""

from __future__ import annotations

import pytest

from gongkai.report.names import NO_NAMES, make_names, read_names

REGISTER = """全称,别名,后继,自年度
云溪县卫生健康委员会,云溪县卫健体委、卫健委,,
云溪县环境保护局,,云溪县生态环境局,2019
云溪县生态环境局,市生态环境局云溪分局,,
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县卫健委", "云溪县卫生健康委员会"),
        ("云溪县 发改委", "云溪县发展改革委员会"),
        ("云溪县人社局", "云溪县人力资源和社会保障局"),
        ("云溪县政府办", "云溪县人民政府办公室"),
        ("云溪县政府", "云溪县人民政府"),
        ("云溪县住房城乡建设局", "云溪县住房和城乡建设局"),
        ("云溪县教育局（本级）", "云溪县教育局(本级)"),
        ("云溪县疾控局", "云溪县疾病预防控制局"),
        ("云溪县医保局", "云溪县医疗保障局"),
        ("云溪县工商局", "云溪县工商行政管理局"),
        ("云溪经济技术开发区管委会", "云溪经济技术开发区管理委员会"),
        ("云溪县城关镇", "云溪县城关镇人民政府"),
        ("云溪县城关镇政府", "云溪县城关镇人民政府"),
        ("云溪县城东街道", "云溪县城东街道办事处"),
        ("云溪县城东街道办", "云溪县城东街道办事处"),
    ],
)
def test_short_forms_that_everybody_uses_are_the_full_name(one: str, other: str) -> None:
    assert NO_NAMES.unit(one, 2024) == NO_NAMES.unit(other, 2024)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县卫健委", "云溪县卫健局"),
        ("云溪县卫健委", "白石市卫健委"),
        ("云溪县人民政府", "云溪县人民政府办公室"),
        ("云溪县民政局", "云溪县民委"),
        ("云溪县工商局", "云溪县市场监管局"),
        ("云溪县城关镇", "云溪县城关乡"),
    ],
)
def test_other_agencies_stay_other_agencies(one: str, other: str) -> None:
    assert NO_NAMES.unit(one, 2024) != NO_NAMES.unit(other, 2024)


def test_a_register_knows_aliases_and_successors_from_their_year_on() -> None:
    names = read_names(REGISTER)
    assert names.full_name("卫健委") == "云溪县卫生健康委员会"
    assert names.at("云溪县环保局", 2024) == "云溪县环保局", "no alias of the register"
    assert names.at("云溪县环境保护局", 2018) == "云溪县环境保护局"
    assert names.at("云溪县环境保护局", 2019) == "云溪县生态环境局"
    assert names.unit("市生态环境局云溪分局", 2020) == names.unit("云溪县环境保护局", 2020)
    assert names.knows("云溪县卫健体委")
    assert not names.knows("云溪县水利局")


def test_a_register_that_leads_in_a_circle_ends() -> None:
    names = make_names(
        [("甲局", []), ("乙局", [])], {"甲局": (2020, "乙局"), "乙局": (2020, "甲局")}
    )
    assert names.at("甲局", 2024) in ("甲局", "乙局")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第一行应当是"),
        ("机关\n水利局\n", "第一行应当是"),
        ("全称,别名\n,水务局\n", "第 2 行没有写全称"),
        ("全称,后继,自年度\n甲局,乙局,\n", "第 2 行：有后继机关的"),
        ("全称,别名\n甲局,丙局\n乙局,丙局\n", "“丙局”同时是“甲局”和“乙局”的名称"),
    ],
)
def test_a_wrong_register_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_names(text)
