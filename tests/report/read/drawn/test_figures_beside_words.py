"""Lines of a page without rules: the figures of a row put beside its words, where their places tell."""

from __future__ import annotations

from gongkai.report.read.drawn.beside import in_rows
from gongkai.report.read.drawn.chars import Char

TALL = 10.0


def line(text: str, left: float, level: float) -> list[Char]:
    """A line whose characters are ten wide, two spaces a gap between columns."""
    return [
        Char(char, left + 10 * i, level - TALL / 2, left + 10 * i + 10, level + TALL / 2)
        for i, char in enumerate(text)
    ]


def read(*lines: list[Char]) -> list[str]:
    """What becomes of the lines, from the top down."""
    found = sorted(in_rows(lines), key=lambda one: -one.at)
    return [" ".join("".join(c.text for c in one.chars).split()) for one in found]


def test_figures_drawn_apart_stand_behind_the_words_at_their_level() -> None:
    words = [line("行政许可", 50, 700), line("行政处罚", 50, 680)]
    figures = [line("12   3", 200, 701), line("4   56", 200, 679)]
    assert read(*figures, *words) == ["行政许可 12 3", "行政处罚 4 56"]


def test_figures_at_the_middle_of_a_label_stand_behind_the_whole_of_it() -> None:
    """Of two lines and of three; one middle or one left edge."""
    label = [line("要求行政机关", 50, 706), line("确认信息", 60, 694)]
    other = [line("没有现成", 50, 662), line("信息需要", 50, 650), line("制作", 50, 638)]
    drawn = [line("1   2", 200, 700), line("3   4", 200, 650)]
    plain = [line("总计", 50, 610), line("4   6", 200, 610)]
    assert read(*drawn, *label, *other, *plain) == [
        "要求行政机关确认信息 1 2",
        "没有现成信息需要制作 3 4",
        "总计 4 6",
    ]


def test_lines_as_far_from_the_row_above_as_from_that_below_are_nobodys() -> None:
    """The first line of a label that stands at the foot of its cell: it stays where it is."""
    lines = [line("总计", 50, 700), line("1   2", 200, 700), line("要求行政", 50, 688)]
    lines += [line("确认", 50, 676), line("3   4", 200, 676), line("其他", 50, 664)]
    lines += [line("信息", 50, 652), line("5   6", 200, 652)]
    assert read(*lines) == ["总计 1 2", "要求行政", "确认 3 4", "其他", "信息 5 6"]


def test_the_label_of_a_group_is_no_part_of_that_of_a_row() -> None:
    group = [line("不予", 20, 706), line("公开", 20, 694)]
    lines = [*group, line("国家秘密", 80, 700), line("1   2", 200, 700)]
    assert "国家秘密 1 2" in read(*lines)


def test_a_page_that_is_drawn_as_it_stands_stays_as_it_is() -> None:
    lines = [line("行政许可   12", 50, 700), line("3", 300, 60)]
    assert [one.chars for one in in_rows(lines)] == lines


def test_a_label_set_from_above_to_below_is_no_figure() -> None:
    """无, of 无法提供 in a column one character wide."""
    lines = [line("无", 20, 700), line("没有现成信息", 50, 700), line("1   2", 200, 700)]
    lines += [line("法", 20, 688), line("不明确", 50, 688), line("3   4", 200, 688)]
    assert "没有现成信息 1 2" in read(*lines)


def test_heads_broken_over_lines_are_told_column_by_column() -> None:
    heads = [line("自然人", 200, 700), line("商业", 300, 706), line("企业", 300, 694)]
    heads += [line("科研", 400, 706), line("机构", 400, 694), line("其他", 500, 700)]
    heads += [line("总计", 600, 700), line("关系", 20, 700)]
    figures = [line(str(1 + i), 205 + 100 * i, 660) for i in range(5)]
    assert read(*heads, *figures, line("新收", 20, 660)) == [
        "关系",
        "自然人 商业 企业 科研 机构 其他 总计",
        "新收 1 2 3 4 5",
    ]


def test_the_labels_of_empty_rows_around_a_row_are_no_lines_of_its_label() -> None:
    """Each begins as an item does; or the line above it is not full."""
    lines = [line("1.重复申请", 50, 712), line("2.公开刊物", 50, 700), line("3.其他情形", 50, 688)]
    lines += [line("1   2", 200, 700), line("处罚", 50, 652), line("事业性收费", 50, 640)]
    lines += [line("强制", 50, 628), line("3   4", 200, 640)]
    assert read(*lines) == [
        "1.重复申请", "2.公开刊物 1 2", "3.其他情形", "处罚", "事业性收费 3 4", "强制",
    ]  # fmt: skip


def test_of_words_over_one_another_those_that_reach_the_figures_are_the_label() -> None:
    """The last character of a label set from above to below runs into the row below."""
    lines = [line("理", 52, 700), line("总计总数", 50, 700), line("1   2", 200, 700)]
    assert "总计总数 1 2" in read(*lines)


def test_rows_so_close_that_their_words_overlap_go_by_their_level() -> None:
    lines = [line("予以公开", 60, 700), line("部分公开等等", 50, 696), line("1   2", 200, 700)]
    assert "予以公开 1 2" in read(*lines)
    unclear = [line("予以公开", 60, 701), line("部分公开等等", 50, 699), line("1   2", 200, 700)]
    assert "1 2" in read(*unclear, line("总计", 50, 600), line("3   4", 200, 600))


def test_the_figures_of_a_sentence_are_no_row() -> None:
    lines = [line("统计期限自   1   月起", 50, 700), line("许可", 50, 650), line("12", 200, 650)]
    assert read(*lines) == ["统计期限自 1 月起", "许可 12"]


def test_figures_of_several_rows_drawn_on_end_are_parted() -> None:
    words = [line("许可", 50, 700), line("处罚", 50, 680)]
    assert read([*line("1   2", 200, 700), *line("3   4", 200, 680)], *words) == [
        "许可 1 2",
        "处罚 3 4",
    ]
