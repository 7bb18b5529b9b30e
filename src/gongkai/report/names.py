"""Which names are one agency: short names, aliases from a register, successors of renamed agencies.

Without a register two names are one when they differ only in white space, in 和 or 与, or in a short
form everybody uses (卫健委 for 卫生健康委员会). Whatever a locality calls its agencies beside that is in
its register, a CSV file with the columns 全称, 别名, 后继, 自年度, 性质 (政府 or 部门) and 许可权 (有 or 无).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from .width import half_width

Kind = Literal["department", "government"]

#: Short endings that always mean one full ending. Each is of common use in official documents; a short
#: form with two meanings (文旅委, 教体局 of a locality) belongs in a register.
_ENDINGS = (
    ("卫健委", "卫生健康委员会"),
    ("卫健局", "卫生健康局"),
    ("卫计委", "卫生和计划生育委员会"),
    ("发改委", "发展和改革委员会"),
    ("发改局", "发展和改革局"),
    ("住建委", "住房和城乡建设委员会"),
    ("住建局", "住房和城乡建设局"),
    ("人社局", "人力资源和社会保障局"),
    ("工信局", "工业和信息化局"),
    ("经信局", "经济和信息化局"),
    ("市场监管局", "市场监督管理局"),
    ("市监局", "市场监督管理局"),
    ("国资委", "国有资产监督管理委员会"),
    ("退役军人局", "退役军人事务局"),
    ("应急局", "应急管理局"),
    ("文旅局", "文化和旅游局"),
    ("医保局", "医疗保障局"),
    ("民宗局", "民族宗教事务局"),
    ("城管局", "城市管理局"),
    ("交通局", "交通运输局"),
    ("民委", "民族事务委员会"),
    ("疾控局", "疾病预防控制局"),
    ("疾控中心", "疾病预防控制中心"),
    ("林草局", "林业和草原局"),
    ("科技局", "科学技术局"),
    ("自规局", "自然资源和规划局"),
    ("资规局", "自然资源和规划局"),
    ("工商局", "工商行政管理局"),
    ("国土局", "国土资源局"),
    ("公积金中心", "住房公积金管理中心"),
    ("残联", "残疾人联合会"),
    ("管委会", "管理委员会"),
    ("街道办", "街道办事处"),
    ("政府办公室", "人民政府办公室"),
    ("政府办公厅", "人民政府办公厅"),
    ("政府办", "人民政府办公室"),
    ("政府", "人民政府"),
)
#: A town or a street that a title names without its organ: 某某镇, 某某街道.
_BARE_TOWN = re.compile(r"(?<=[\u4e00-\u9fff])(?:镇|乡|苏木)$")
_BARE_STREET = re.compile(r"(?<=[\u4e00-\u9fff])街道$")
_HEADS = ("全称", "别名", "后继", "自年度", "性质", "许可权")
_KINDS: Mapping[str, Kind] = {"政府": "government", "部门": "department"}
_LICENSING = {"有": True, "无": False}


@cache
def key(name: str) -> str:
    """What two spellings of one name have in common. Compare keys, never show them."""
    text = re.sub(r"[\W_和与]+", "", half_width(name))
    text = _BARE_STREET.sub("街道办事处", _BARE_TOWN.sub(r"\g<0>人民政府", text))
    for short, full in _ENDINGS:
        whole = full.replace("和", "")
        if text.endswith(whole):
            break
        if text.endswith(short) and len(text) > len(short):
            return text.removesuffix(short) + whole
    return text


@dataclass(frozen=True)
class Names:
    """A register of agencies. The empty register knows only what every name tells by itself.

    `full` leads the key of every name to its agency's full name; `successors` the key of a full name to
    (the report year from which the successor reports, its full name); `kinds` and `licensing` tell of it
    whether it is a government or a department, and whether it may grant licences.
    """

    full: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    licensing: Mapping[str, bool] = field(default_factory=dict)

    def full_name(self, name: str) -> str:
        """The full name of an agency; a name that no register knows is its own."""
        return self.full.get(key(name), name)

    def at(self, name: str, year: int) -> str:
        """The full name of who answers for an agency in a year: itself, or its successor's."""
        held = self.full_name(name)
        for _ in range(10):  # a register that leads in a circle ends
            since, after = self.successors.get(key(held), (year + 1, held))
            if since > year:
                return held
            held = self.full_name(after)
        return held

    def unit(self, name: str, year: int) -> str:
        """The key under which the reports of one agency meet in a year."""
        return key(self.at(name, year))

    def knows(self, name: str) -> bool:
        """Tell whether the register has this name."""
        return key(name) in self.full

    def kind_of(self, name: str) -> Kind | None:
        """Whether the agency is a government or a department; None where the register does not say."""
        return self.kinds.get(key(self.full_name(name)))

    def licenses(self, name: str) -> bool | None:
        """Whether the agency may grant licences; None where the register does not say."""
        return self.licensing.get(key(self.full_name(name)))

    def __bool__(self) -> bool:
        return bool(self.full)


NO_NAMES = Names()


def make_names(
    rows: Iterable[tuple[str, Iterable[str]]],
    successors: Mapping[str, tuple[int, str]] | None = None,
) -> Names:
    """A register of (full name, aliases). Raises ValueError when one name is given to two agencies."""
    full: dict[str, str] = {}
    for name, aliases in rows:
        for one in (name, *aliases):
            held = full.setdefault(key(one), name)
            if held != name:
                raise ValueError(f"“{one}”同时是“{held}”和“{name}”的名称，请只留一处。")
    return Names(full, {key(old): after for old, after in (successors or {}).items()})


def read_names(text: str) -> Names:
    """Read a register from the text of a CSV file. Raises ValueError saying which line is wrong."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    heads = [one.strip() for one in rows[0]] if rows else []
    if "全称" not in heads or set(heads) - set(_HEADS):
        raise ValueError(f"机关名录的第一行应当是：{','.join(_HEADS)}（可以只有全称）。")
    known: list[tuple[str, list[str]]] = []
    successors: dict[str, tuple[int, str]] = {}
    kinds: dict[str, str] = {}
    licensing: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        held = dict(zip(heads, (one.strip() for one in row), strict=False))
        name = held.get("全称", "")
        if not name:
            if any(held.values()):
                raise ValueError(f"机关名录第 {number} 行没有写全称。")
            continue
        aliases = [one for one in re.split(r"[、;；|]", held.get("别名", "")) if one.strip()]
        known.append((name, aliases))
        after, since = held.get("后继", ""), held.get("自年度", "")
        if bool(after) != bool(since) or (since and not re.fullmatch(r"20\d\d", since)):
            raise ValueError(
                f"机关名录第 {number} 行：有后继机关的，要同时写清自哪个年度起由它报告，例如 2025。"
            )
        if after:
            successors[name] = (int(since), after)
        kinds[key(name)] = held.get("性质", "")
        licensing[key(name)] = held.get("许可权", "")
        for column, said, allowed in (
            ("性质", kinds[key(name)], _KINDS),
            ("许可权", licensing[key(name)], _LICENSING),
        ):
            if said and said not in allowed:
                raise ValueError(
                    f"机关名录第 {number} 行：{column}写的是“{said}”，只能写{'或者'.join(allowed)}，也可以不写。"
                )
    made = make_names(known, successors)
    return replace(
        made,
        kinds={one: _KINDS[said] for one, said in kinds.items() if said},
        licensing={one: _LICENSING[said] for one, said in licensing.items() if said},
    )
