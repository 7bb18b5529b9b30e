"""A command of `gongkai manage`, which tells in Chinese how it is used, and of Django's options nothing."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser, SystemCheckError

from gongkai import misuse


class OfficeCommand(BaseCommand):
    """`django.core.management.BaseCommand`; its help names what the command itself asks for."""

    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
    }

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(
            prog_name, subcommand, formatter_class=_Help, add_help=False, **kwargs
        )
        parser._positionals.title, parser._optionals.title = "要写明的", "选项"
        for action in parser._actions:
            if action.dest == "skip_checks":  # the only one that cannot be suppressed by its name
                action.help = argparse.SUPPRESS
        parser.add_argument("-h", "--help", action="help", help="显示这份说明")
        if parser.called_from_command_line:
            # Django makes the parser itself: what it says is given to this one.
            parser.error = partial(_misused, parser)  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django's; at a terminal a refusal is its sentence, without the name of a class before it."""
        try:
            return super().execute(*args, **options)
        except CommandError as no:
            if not getattr(self, "_called_from_command_line", False) or isinstance(
                no, SystemCheckError
            ):
                raise
            self.stderr.write(str(no), self.style.ERROR)
            sys.exit(no.returncode)


def _misused(parser: CommandParser, message: str) -> NoReturn:
    """Say what was typed wrongly and where to look; exit 2."""
    parser.exit(2, misuse.sentence(message, parser.prog))


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
