"""What a letter knows, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from gongkai.law import events as ev
from gongkai.law.answers import DECISIONS
from gongkai.law.calendar import Calendar
from gongkai.law.documents import document_kind
from gongkai.law.state import ClockState
from gongkai.report.write.document import print_date

#: How a request begins that was copied with the words of its form.
_ASKING = re.compile(r"^申请公开\s*[：:]\s*")


@dataclass(frozen=True, kw_only=True)
class About:
    """An application and its office, in the words a letter uses.

    contact   how the office is reached: address, telephone, e-mail; "" where nothing is recorded
    """

    agency: str
    contact: str
    applicant: str
    number: str
    channel: str
    received_on: date
    request_text: str
    query_code: str

    @property
    def request(self) -> str:
        """What was asked, to stand between “申请公开：” and a full stop."""
        return _ASKING.sub("", self.request_text.strip()).rstrip("。")

    @property
    def opening(self) -> str:
        """The first sentence of every letter to the applicant."""
        return (
            f"本机关于{print_date(self.received_on)}收到您（单位）提交的政府信息公开申请"
            f"（编号{self.number}），申请公开：{self.request}。"
        )


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """Why a letter is written.

    event    the event that sends it
    state    the clock after the event
    known    the events before it
    words    what the officer wrote for the letter; may name people
    given    what else the officer entered: addressee, concerning, payment_way, remedy …
    """

    about: About
    event: ev.Event
    state: ClockState
    calendar: Calendar
    known: tuple[ev.Event, ...] = ()
    words: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def paragraphs(self) -> list[str]:
        """The officer's words, a paragraph a line."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter before it has its number.

    code        the letter's kind in `gongkai.law.documents` or `answers`
    attachment  the paragraphs of a form on a page of its own: its title, its addressee, the rest
    """

    code: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    attachment: tuple[str, ...] = ()


Template: TypeAlias = Callable[[Occasion], Draft]


def draft(code: str, addressee: str, *paragraphs: str, attachment: tuple[str, ...] = ()) -> Draft:
    """A draft of a kind the law names, without its empty paragraphs."""
    return Draft(
        code=code,
        title=title_of(code),
        addressee=addressee,
        paragraphs=tuple(p for p in paragraphs if p),
        attachment=attachment,
    )


def title_of(code: str) -> str:
    """The title a kind of letter is headed with. Raises KeyError."""
    for decision in DECISIONS:
        if decision.document == code:
            return decision.title
    return document_kind(code).title


def reach(about: About) -> str:
    """How the office is reached, as the last paragraph; "" where nothing is recorded."""
    return f"联系方式：{about.contact}。" if about.contact else ""
