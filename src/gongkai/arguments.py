"""The parser of the command line that speaks Chinese: its help, wrapped by the width of the signs, and what it
says of a command that was typed wrongly."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NoReturn, TypeAlias

from . import misuse
from .console import columns_of

_OPTIONS, _POSITIONALS = "选项", "要写明的"
#: Signs that begin no line, and a word of Latin letters that is not broken.
_NOT_FIRST = "，。；：、）”」》？"
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
#: A day as people write it.
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", re.ASCII)


class Parser(argparse.ArgumentParser):
    """`argparse.ArgumentParser`, in Chinese."""

    def __init__(self, prog: str | None = None, **settings: object) -> None:
        settings["formatter_class"] = _Help
        settings["add_help"] = False
        super().__init__(prog, **settings)  # type: ignore[arg-type]
        self._optionals.title, self._positionals.title = _OPTIONS, _POSITIONALS
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """As `ArgumentParser.format_help`, with the colons of Chinese."""
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse's; what a command does not know is said by it, not by the program that holds it."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._unknown(unknown[0]))
        return found, unknown

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"多写了“{word}”"
        name = word.partition("=")[0]
        near = get_close_matches(name, self._option_string_actions, 1)
        return f"没有“{name}”这个选项" + (f"，是不是 {near[0]}" if near else "")

    def error(self, message: str) -> NoReturn:
        """Say what was typed wrongly and where to look; exit 2."""
        self.exit(2, misuse.sentence(message, self.prog))


#: Where a command adds its own parser.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def day(text: str) -> date:
    """A date as it is typed: 2026-09-18, 2026.9.18, 2026/9/18, 2026年9月18日, 20260918. Raises
    ArgumentTypeError, saying how to write it."""
    parts = _DAY.fullmatch(text)
    try:
        return date(*map(int, parts.groups())) if parts else date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-09-18 这样") from None


def year(text: str) -> int:
    """A year as it is typed. Raises ArgumentTypeError, saying how to write it."""
    if not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写成 2024 这样")
    return int(text)


class _Help(argparse.HelpFormatter):
    """Help whose lines are as wide as they look: a Chinese sign takes two places."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(" ".join(text.split()), width))

    def _format_action(self, action: argparse.Action) -> str:
        begun = " " * self._current_indent + self._format_action_invocation(action)
        start = min(self._action_max_length + 2, self._max_help_position)
        lines = (
            self._split_lines(self._expand_help(action), max(self._width - start, 12))
            if action.help
            else []
        )
        parts = []
        if not lines or columns_of(begun) + 2 > start:
            parts.append(begun)
        else:
            parts.append(begun + " " * (start - columns_of(begun)) + lines.pop(0))
        parts += [" " * start + line for line in lines]
        below = [
            self._format_action(one).rstrip("\n") for one in self._iter_indented_subactions(action)
        ]
        return "\n".join(below or parts) + "\n"  # of the commands, their list says all


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` places; Latin words whole, no line begun with a closing sign."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if columns_of(lines[-1] + piece) > width and lines[-1] and piece not in _NOT_FIRST:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or piece != " ":
            lines[-1] += piece
    return lines
