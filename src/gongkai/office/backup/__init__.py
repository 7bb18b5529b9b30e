"""`gongkai backup` and `gongkai restore`: the database, the files and the head of every ledger.

The archive is a gzipped tar: the database (SQLite's own copy, or one COPY text a table), `files/`,
and `manifest.json` with the length and SHA-256 of every member, the applied migrations and the
ledger heads. The key file is never inside: whoever finds the archive reads no personal data. Keep
the key apart, and both together give the office back.
"""

from .archive import Backup, BackupError
from .restoring import restore
from .writing import backup

__all__ = ["Backup", "BackupError", "backup", "restore"]
