"""The page that says where each article is: every place it names exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import gongkai.law

ROOT = Path(__file__).parents[2]


def test_every_place_named_exists_and_every_module_is_named() -> None:
    text = (ROOT / "docs" / "law-map.md").read_text(encoding="utf-8")
    named = re.findall(r"`gongkai\.law\.(\w+)\.([\w.]+)`", text)
    assert len(named) > 40
    for module, path in named:
        value: object = importlib.import_module(f"gongkai.law.{module}")
        for part in path.split("."):
            value = getattr(value, part)
    modules = {p.stem for p in Path(gongkai.law.__file__).parent.iterdir()}
    plumbing = {"__init__", "__pycache__", "basis", "data", "state"}
    assert modules - plumbing == {module for module, _ in named}
