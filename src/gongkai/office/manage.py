"""`python -m gongkai.office.manage <command>`: Django's commands for this installation."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import execute_from_command_line

from gongkai.office import environment, home
from gongkai.office.refusal import InstallationError

#: The commands of the office itself. Asking for them needs no installation.
COMMANDS = {
    "found_office": "建立一个机关和它的第一位机关管理员",
    "install_guards": "把数据库防护全部装回",
    "load_notices": "载入以后公布的放假通知",
    "rebuild_search": "重建门户的检索索引和栏目条数",
    "rotate_keys": "换用新的密钥，重新加密",
    "verify_audit": "核对审计记录有没有被改动、截断或者调换",
    "work": "处理后台事项，按时扫描期限",
}


def run(arguments: list[str]) -> int:
    """Run one Django command, e.g. ["migrate"], on the data directory of the environment. Returns
    the exit status; Django itself ends the process when a command fails. Without arguments, and
    for a command that there is not, it raises InstallationError naming those of the office; also where
    a command of the office finds no data directory."""
    listed = [f"  {name:15} {does}" for name, does in COMMANDS.items()]
    if not arguments:
        asked = "请写明要运行的命令，例如 gongkai manage verify_audit。工作台的命令："
        raise InstallationError("\n".join([asked, *listed]))
    if not arguments[0].startswith("-") and arguments[0] not in {"help", *COMMANDS, *_djangos()}:
        raise InstallationError(
            "\n".join([f"没有“{arguments[0]}”这个命令。工作台的命令：", *listed])
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
    installed = environment.read()
    asks = not {"-h", "--help"}.isdisjoint(arguments)
    if arguments[0] in COMMANDS and not installed.data.exists() and not asks:
        # One made here would be another office than the one that is served.
        raise InstallationError(
            f"没有数据目录 {installed.data}。请在命令前写明工作台的数据目录：GONGKAI_DATA=目录 gongkai manage …；"
            "还没有的，先运行 gongkai serve --data 目录。"
        )
    with tempfile.TemporaryDirectory() as spare:
        if asks and not installed.data.exists():
            # The settings want an installation; to be told how a command is used makes none.
            os.environ["GONGKAI_DATA"] = str(Path(spare) / "data")
        home.prepare(environment.read())
        execute_from_command_line(["gongkai manage", *arguments])
    return 0


def _djangos() -> set[str]:
    """The names of Django's own commands."""
    home_of = Path(django.__file__).parent
    found = (home_of.glob(f"{app}/management/commands/*.py") for app in ("core", "contrib/*"))
    return {path.stem for paths in found for path in paths}


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
