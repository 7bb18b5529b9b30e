"""In which order the heads of a table name its columns: values stand below their own, wherever it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from ...normalise import key
from .labels import LabelTable

#: The keys of the heads of a row's columns, in the order of the form.
Names = tuple[str, ...]
#: The heads that stand in another order than the form's: by column, which of the values from the left is its, if known.
Orders = Mapping[Names, tuple[int, ...] | None]

TOTAL, _OTHER, _OTHERS = "总计", "其他", "法人或其他组织"
#: Heads of columns of figures that offices add.
_OWN_COLUMN = re.compile(r"上一?年|去年|同比|合计|总计|20\d\d年")
_FAR = 1_000_000  # further right than any column


@cache
def names_of(labels: LabelTable) -> frozenset[Names]:
    """The heads that the rows of a table have. None for a table whose heads come again (table four) or that
    has a single column of values."""
    every = {tuple(key(column.label) for column in row.columns) for row in labels.in_order}
    return frozenset(names for names in every if 1 < len(names) != 5)


def turned(places: Mapping[str, int], names: Names) -> bool:
    """Tell whether a row of heads (the column of each word) names columns in another order than the form.
    Where it names 法人或其他组织 too, heads of several lines may stand in one: 总计 before 商业企业."""
    if _OTHERS in places:
        early = places.get(TOTAL, _FAR) < places.get(names[0], 0)
        names = tuple(name for name in names if name not in (TOTAL, _OTHER))
    else:
        early = False
    found = [places[name] for name in names if name in places]
    return early or (len(found) > 1 and found != sorted(found) and not _run_on(places, names))


def _run_on(places: Mapping[str, int], names: Names) -> bool:
    """True for the heads of the form in the order in which their lines name them: 总计 behind 自然人."""
    if TOTAL not in names or not all(name in places for name in names):
        return False
    from_left = sorted(names, key=lambda name: places[name])
    return from_left == [names[0], names[-1], *names[1:-1]]


def order_in(places: Mapping[str, int], names: Names) -> tuple[int, ...] | None:
    """By column of the form, which of the values from the left is its; None where not all heads are there, or
    heads of several lines stand in one."""
    if _OTHERS in places or not all(name in places for name in names):
        return None
    from_left = sorted(names, key=lambda name: places[name])
    return tuple(from_left.index(name) for name in names)


def turned_in_words(words: str, names: Names) -> bool:
    """As `turned`, of heads that ran on into one text, a key: where one head stands above others 总计 may come
    anywhere (the sums of the rows tell), and what 其他 belongs to is not seen; the rest stands in order."""
    flat = _OTHERS not in words
    words = words.replace(_OTHERS, "")
    found = [(words.find(name), name) for name in names if name in words]
    if len(found) < len(names) - 1:  # not the heads, or too few of them
        return False
    if flat and len(found) == len(names) and words.find(TOTAL) == min(found)[0]:
        return True
    plain = [place for place, name in found if name not in (TOTAL, _OTHER)]
    other = {name: place for place, name in found}.get(_OTHER, _FAR)
    return plain != sorted(plain) or other < plain[-1]


def orders_in_lines(lines: Iterable[str], labels: LabelTable) -> Orders:
    """The heads that lines name, each in the order in which they stand there, if it is not the form's."""
    words = key("".join([line for line in lines if "。" not in line]))
    every = names_of(labels) if words else ()
    return {names: order_in_words(words, names) for names in every if turned_in_words(words, names)}


def order_in_words(words: str, names: Names) -> tuple[int, ...] | None:
    """As `order_in`, of heads that ran on into one text, a key; None where one head stands above others."""
    if _OTHERS in words or not all(name in words for name in names):
        return None
    return order_in({name: words.rfind(name) for name in names}, names)


def has_more(words: str, names: Names, labels: LabelTable) -> bool:
    """Tell whether heads that ran on into one text, a key, name a column of figures behind those of the form:
    `上年总计`. Which figures are below it cannot be told from lines."""
    if not all(name in words for name in names):
        return False
    behind = words[max(words.rfind(name) + len(name) for name in names) :]
    found = _OWN_COLUMN.search(behind)
    return found is not None and not labels.named_in(behind[: found.start()])


def has_own_column(words: Collection[str], names: Names) -> bool:
    """Tell whether a row of heads, keys, names the columns of the form and one of figures beside them."""
    if not all(name in words for name in names):
        return False
    return any(_OWN_COLUMN.search(word) for word in words if word not in names)
