"""The settings as the type checker reads them: an installation with a key that nobody keeps."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.office import crypto

with TemporaryDirectory() as _place:
    _key = Path(_place) / "keys.json"
    crypto.create_key_file(_key)
    os.environ.update(GONGKAI_DATA=_place, GONGKAI_KEY_FILE=str(_key))
    from gongkai.office.settings import *  # noqa: F403
