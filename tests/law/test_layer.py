"""The law layer stands alone: the standard library and itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import gongkai.law


def test_law_imports_only_the_standard_library_and_itself() -> None:
    foreign = set()
    for path in Path(gongkai.law.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in names:
                own = name.startswith("gongkai.law")
                if not own and name.split(".")[0] not in sys.stdlib_module_names:
                    foreign.add((path.name, name))
    assert foreign == set()


def test_law_never_asks_what_day_it_is() -> None:
    for path in Path(gongkai.law.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"today", "now", "utcnow"}, path
