"""Compile, write, check, sign, freeze, file, publish. Every verb is one transaction with its event."""

from gongkai.office.reporting.services.compiling import compile_report, keep
from gongkai.office.reporting.services.signing import (
    check_report,
    file_report,
    publish_report,
    reopen,
    send_back,
    sign,
)
from gongkai.office.reporting.services.writing import correct_number, write_text

__all__ = [
    "check_report",
    "compile_report",
    "correct_number",
    "file_report",
    "keep",
    "publish_report",
    "reopen",
    "send_back",
    "sign",
    "write_text",
]
