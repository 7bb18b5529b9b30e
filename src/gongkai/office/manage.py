"""`python -m gongkai.office.manage <command>`: Django's commands for this installation."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from gongkai.office import environment, home


def run(arguments: list[str]) -> int:
    """Run one Django command, e.g. ["migrate"], on the data directory of the environment. Returns
    the exit status; Django itself ends the process when a command fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
    home.prepare(environment.read())
    execute_from_command_line(["gongkai manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
