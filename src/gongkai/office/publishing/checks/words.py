"""Words that are often written wrongly, from a list that the agency governs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .finding import Finding, Line, Severity

CODE = "word"


@dataclass(frozen=True, slots=True)
class Word:
    """`wrong` is looked for as it stands; `right` replaces it; inside `but` it is no slip."""

    wrong: str
    right: str
    but: tuple[str, ...] = ()


#: What every office begins with.
COMMON = (
    Word("截止目前", "截至目前"),
    Word("截止到目前", "截至目前"),
    Word("涉及到", "涉及"),
    Word("凯旋归来", "凯旋"),
    Word("既使", "即使"),
    Word("按装", "安装"),
    Word("布署", "部署"),
    Word("帐号", "账号"),
    Word("帐户", "账户"),
    Word("做为", "作为", ("叫做为",)),
    Word("竟聘", "竞聘"),
    Word("座落", "坐落"),
    Word("渡假", "度假"),
    Word("不径而走", "不胫而走"),
    Word("再接再励", "再接再厉"),
    Word("一如继往", "一如既往"),
    Word("迫不急待", "迫不及待"),
    Word("默守成规", "墨守成规"),
    Word("走头无路", "走投无路"),
    Word("人民政府府", "人民政府"),
    Word(
        "委员会会", "委员会", ("委员会会议", "委员会会同", "委员会会计", "委员会会商", "委员会会址")
    ),
    Word("规范性文件文件", "规范性文件"),
)


def find(lines: Sequence[Line], governed: Iterable[Word]) -> Iterator[Finding]:
    """Every governed word wherever it stands in a line outside its exceptions."""
    listed = tuple(governed)
    for line in lines:
        for word in listed:
            for start in _places(word, line.text):
                yield Finding(
                    CODE,
                    Severity.DOUBT,
                    line.place,
                    word.wrong,
                    word.wrong,
                    f"{line.place}的“{word.wrong}”应为“{word.right}”。请改正；不是错误的，写明理由。",
                    spot=(start, start + len(word.wrong)),
                )


def _places(word: Word, text: str) -> Iterator[int]:
    for allowed in word.but:
        text = text.replace(allowed, "\0" * len(allowed))
    start = text.find(word.wrong)
    while start >= 0:
        yield start
        start = text.find(word.wrong, start + len(word.wrong))
