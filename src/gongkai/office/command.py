"""A command of `gongkai manage`, which tells in Chinese how it is used, and of Django's options nothing."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


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
        return parser


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
