"""What stands outside the package finds what it takes from it: the benchmarks, and what makes the pictures of docs/."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("gongkai", "tests")
TOOLS = sorted([*(ROOT / "benchmarks").rglob("*.py"), *(ROOT / "docs" / "images").glob("make-*")])


def taken(tool: Path) -> Iterator[tuple[str, str]]:
    """What a tool imports from the package and its tests, wherever in it: (module, name)."""
    for node in ast.walk(ast.parse(tool.read_text("utf-8"))):
        module = node.module if isinstance(node, ast.ImportFrom) and not node.level else None
        if isinstance(node, ast.ImportFrom) and module and module.split(".")[0] in OURS:
            yield from ((module, alias.name) for alias in node.names)


def holds(module: str, name: str) -> bool:
    """Whether the file of a module says a name, or a module of that name stands in its folder. No module is
    imported: those of the office want Django set up first."""
    place = (ROOT / "src" if module.startswith("gongkai") else ROOT) / module.replace(".", "/")
    file = next(
        (one for one in (place / "__init__.py", place.with_suffix(".py")) if one.is_file()), None
    )
    if (place / f"{name}.py").is_file() or (place / name).is_dir():
        return True
    return file is not None and name in said(ast.parse(file.read_text("utf-8")))


def said(tree: ast.AST) -> set[str]:
    """Every name that a file defines, assigns or imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(ctx=ast.Store()):
                found.add(node.id)
            case ast.alias():
                found.add((node.asname or node.name).split(".")[0])
    return found


@pytest.mark.parametrize("tool", TOOLS, ids=lambda path: path.name)
def test_every_tool_finds_what_it_imports(tool: Path) -> None:
    assert [one for one in taken(tool) if not holds(*one)] == []


def test_the_tools_are_found() -> None:
    names = {tool.name for tool in TOOLS}
    assert {"read.py", "make-reading"} <= names
    assert ("gongkai.report.read", "read_bytes") in set(taken(ROOT / "benchmarks" / "read.py"))
