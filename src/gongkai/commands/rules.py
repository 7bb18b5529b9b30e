"""`gongkai rules`: every rule of the check, with its formula and its basis."""

from __future__ import annotations

import argparse
import json

from ..arguments import Commands
from ..console import out
from ..report import show
from ..report.rules.listing import RULES


def add_commands(commands: Commands) -> None:
    """Add the command to the command line."""
    listing = commands.add_parser("rules", help="列出全部勾稽规则和依据")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    listing.set_defaults(run=_rules)


def _rules(arguments: argparse.Namespace) -> int:
    if arguments.format == "json":
        out(json.dumps([show.rule_json(rule) for rule in RULES], ensure_ascii=False, indent=1))
    else:
        out(show.rules_text(RULES))
    return 0
