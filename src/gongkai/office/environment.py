"""What the installation was told from outside, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

#: What the directory of a demo holds, and once its invented data are whole: without it the filling was
#: interrupted.
DEMO_MARK, FILLED_MARK = "DEMO", "DEMO-FILLED"

#: GONGKAI_SMTP_SECURITY → the port it usually has.
SMTP_PORTS = {"starttls": 587, "ssl": 465, "none": 25}


@dataclass(frozen=True)
class Mail:
    """Where reminders are handed over as mail. Without a host none is sent: nothing leaves an
    office that did not ask for it."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    security: str = "starttls"
    sender: str = ""

    @property
    def on(self) -> bool:
        return bool(self.host and self.sender)


@dataclass(frozen=True)
class Portal:
    """What the public site does by itself.

    confirms_receipt  the receipt it gives confirms an application sent there (条例第三十一条第三项:
                      双方确认之日); False leaves the confirmation to the clerk
    office_hours      from, to; outside them and on days off a receipt is one after hours, which
                      `gongkai.law.settings` may count differently
    requires_identity_proof  no application on line without a picture of the paper (条例第二十九条);
                      False takes the number that was typed, and the office asks where it doubts
    """

    confirms_receipt: bool = True
    office_hours: tuple[time, time] = (time(8, 30), time(17, 30))
    requires_identity_proof: bool = False


@dataclass(frozen=True)
class Conventions:
    """What no national text fixes and places do differently; the words are those of
    `publishing.counting` and `publishing.freshness`, which say what each means."""

    endings_repealed: tuple[str, ...] = ("repealed", "declared_invalid", "expired")
    amendments: str = "same_document"
    in_force_from: str = "effective"
    column_freshness: Mapping[str, int | None] = field(
        default_factory=lambda: {
            "long_term": 366,
            "staged": 183,
            "regular": 92,
            "immediate": None,
        }
    )


@dataclass(frozen=True)
class Environment:
    """The settings of one installation.

    data        directory of the database (SQLite), the files and the static copy
    key_file    keys of the personal data; never inside `data`
    database_url  empty for SQLite in `data`, else postgresql://…
    today       a fixed day; only a demo directory may have one
    mail        how reminders are mailed; off unless told
    address     of the desk for its users, with https://, for mails; may be empty
    portal_agency  credit code of the agency whose portal stands at /; empty: the first with columns
    portal      what the public site does by itself
    conventions  how documents are counted and how long columns may stand
    """

    data: Path
    key_file: Path
    database_url: str
    hosts: tuple[str, ...]
    https: bool
    debug: bool
    today: date | None
    mail: Mail = Mail()
    address: str = ""
    portal_agency: str = ""
    portal: Portal = Portal()
    conventions: Conventions = field(default_factory=Conventions)

    @property
    def demo(self) -> bool:
        return (self.data / DEMO_MARK).exists()

    @property
    def files(self) -> Path:
        return self.data / "files"


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """The environment as a value. `GONGKAI_TODAY` outside a demo directory is ignored: an office
    that decides on real periods may not run on an invented day."""
    data = Path(source.get("GONGKAI_DATA", "gongkai-data")).absolute()
    key_file = source.get("GONGKAI_KEY_FILE")
    today = source.get("GONGKAI_TODAY")
    demo = (data / DEMO_MARK).exists()
    return Environment(
        data=data,
        key_file=Path(key_file).absolute() if key_file else data.with_name(data.name + ".key"),
        database_url=source.get("GONGKAI_DATABASE_URL", ""),
        hosts=tuple(h for h in source.get("GONGKAI_HOSTS", "localhost,127.0.0.1").split(",") if h),
        https=source.get("GONGKAI_HTTPS", "") == "1",
        debug=source.get("GONGKAI_DEBUG", "") == "1",
        today=date.fromisoformat(today) if today and demo else None,
        # A demo never writes to anybody.
        mail=Mail() if demo else _mail(source),
        address=source.get("GONGKAI_ADDRESS", "").rstrip("/"),
        portal_agency=source.get("GONGKAI_PORTAL_AGENCY", ""),
        portal=Portal(
            confirms_receipt=source.get("GONGKAI_PORTAL_CONFIRMS_RECEIPT", "1") == "1",
            office_hours=_hours(source.get("GONGKAI_PORTAL_OFFICE_HOURS") or "08:30-17:30"),
            requires_identity_proof=source.get("GONGKAI_PORTAL_REQUIRES_IDENTITY_PROOF") == "1",
        ),
        conventions=_conventions(source),
    )


def _hours(said: str) -> tuple[time, time]:
    try:
        opens, closes = (time.fromisoformat(word.strip()) for word in said.split("-"))
    except ValueError:
        raise ValueError("GONGKAI_PORTAL_OFFICE_HOURS 应当是 08:30-17:30 的样子。") from None
    if opens >= closes:
        raise ValueError("GONGKAI_PORTAL_OFFICE_HOURS 的起始时间应当早于终止时间。")
    return opens, closes


def _conventions(source: Mapping[str, str]) -> Conventions:
    usual = Conventions()

    def words(name: str, allowed: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        said = tuple(w.strip() for w in source.get(name, "").split(",") if w.strip())
        if not set(said) <= set(allowed):
            raise ValueError(f"{name} 应当是 {'、'.join(allowed)}。")
        return said or tuple(default)

    def word(name: str, *allowed: str) -> str:
        said = words(name, allowed, allowed[:1])
        if len(said) > 1:
            raise ValueError(f"{name} 只能是 {'、'.join(allowed)} 中的一个。")
        return said[0]

    days = dict(usual.column_freshness)
    for part in filter(None, source.get("GONGKAI_COLUMN_FRESHNESS", "").split(",")):
        kind, _, number = part.partition("=")
        if days.get(kind.strip()) is None or not number.strip().isdecimal():
            raise ValueError(
                "GONGKAI_COLUMN_FRESHNESS 应当是 long_term=366,staged=183,regular=92 的样子。"
            )
        days[kind.strip()] = int(number)
    return Conventions(
        endings_repealed=words(
            "GONGKAI_ENDINGS_REPEALED", usual.endings_repealed, usual.endings_repealed
        ),
        amendments=word("GONGKAI_AMENDMENTS", "same_document", "new_document"),
        in_force_from=word("GONGKAI_IN_FORCE_FROM", "effective", "issued"),
        column_freshness=days,
    )


def _mail(source: Mapping[str, str]) -> Mail:
    security = source.get("GONGKAI_SMTP_SECURITY", "starttls")
    if security not in SMTP_PORTS:
        raise ValueError("GONGKAI_SMTP_SECURITY 应当是 starttls、ssl 或者 none。")
    return Mail(
        host=source.get("GONGKAI_SMTP_HOST", ""),
        port=int(source.get("GONGKAI_SMTP_PORT", "") or SMTP_PORTS[security]),
        user=source.get("GONGKAI_SMTP_USER", ""),
        password=source.get("GONGKAI_SMTP_PASSWORD", ""),
        security=security,
        sender=source.get("GONGKAI_MAIL_FROM", ""),
    )
