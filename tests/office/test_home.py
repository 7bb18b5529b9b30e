"""A data directory and its key file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.office import environment, home


def read(tmp_path: Path, **more: str) -> environment.Environment:
    return environment.read({"GONGKAI_DATA": str(tmp_path / "data"), **more})


def test_the_key_lies_beside_the_data_and_not_in_it(tmp_path: Path) -> None:
    found = read(tmp_path)
    home.prepare(found)
    assert found.key_file == tmp_path / "data.key"
    assert found.key_file.stat().st_mode & 0o777 == 0o600
    key = found.key_file.read_bytes()
    home.prepare(found)
    assert found.key_file.read_bytes() == key


def test_a_used_directory_gets_no_new_key(tmp_path: Path) -> None:
    found = read(tmp_path)
    home.prepare(found)
    found.key_file.unlink()
    with pytest.raises(home.HomeError, match="找不到密钥文件"):
        home.prepare(found)
    assert not found.key_file.exists()


def test_the_key_of_another_directory_is_refused(tmp_path: Path) -> None:
    home.prepare(read(tmp_path))
    other = environment.read({"GONGKAI_DATA": str(tmp_path / "other")})
    home.prepare(other)
    mixed = read(tmp_path, GONGKAI_KEY_FILE=str(other.key_file))
    with pytest.raises(home.HomeError, match="不是数据目录"):
        home.prepare(mixed)


def test_a_key_inside_the_data_is_refused(tmp_path: Path) -> None:
    inside = read(tmp_path, GONGKAI_KEY_FILE=str(tmp_path / "data" / "key"))
    with pytest.raises(home.HomeError, match="在数据目录里面"):
        home.prepare(inside)
    assert not (tmp_path / "data").exists()


def test_only_a_demo_directory_has_a_fixed_day(tmp_path: Path) -> None:
    assert read(tmp_path, GONGKAI_TODAY="2026-10-21").today is None
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / environment.DEMO_MARK).touch()
    assert read(tmp_path, GONGKAI_TODAY="2026-10-21").today == date(2026, 10, 21)
