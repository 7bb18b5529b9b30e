"""The page that says where each article is: every place it names exists, and is used or is said
not to be."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import gongkai.law

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "docs" / "law-map.md").read_text(encoding="utf-8")
NAME = r"`gongkai\.law\.(\w+)\.([\w.]+)`"


def test_every_place_named_exists_and_every_module_is_named() -> None:
    named = re.findall(NAME, MAP)
    for module, path in named:
        value: object = importlib.import_module(f"gongkai.law.{module}")
        for part in path.split("."):
            value = getattr(value, part)
    modules = {p.stem for p in Path(gongkai.law.__file__).parent.iterdir()}
    plumbing = {"__init__", "__pycache__", "basis", "data", "state"}
    assert modules - plumbing == {module for module, _ in named}


def test_a_place_nothing_calls_is_marked_and_no_other_is() -> None:
    used = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add(node.id)
            elif isinstance(node, ast.Attribute):
                used.add(node.attr)
    marked = {}
    for row in MAP.splitlines():
        for module, path in re.findall(NAME, row):
            marked[f"{module}.{path}"] = "library only" in row
    uncalled = {name for name in marked if name.rpartition(".")[2] not in used}
    assert {name for name, mark in marked.items() if mark} == uncalled
