"""What the installation was told from outside, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEMO_MARK = "DEMO"

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
class Environment:
    """The settings of one installation.

    data        directory of the database (SQLite), the files and the static copy
    key_file    keys of the personal data; never inside `data`
    database_url  empty for SQLite in `data`, else postgresql://…
    today       a fixed day; only a demo directory may have one
    mail        how reminders are mailed; off unless told
    address     of the desk for its users, with https://, for mails; may be empty
    portal_agency  credit code of the agency whose portal stands at /; empty: the first with columns
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
