"""An old Word file that our reader does not understand, opened by LibreOffice and saved as .docx.

Only where the caller allows it (`Bounds.libreoffice`): what is broken is what attacks another program.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

#: Seconds for one file; LibreOffice takes one or two.
_MOST_SECONDS = 60


def saved_as_docx(data: bytes) -> bytes | None:
    """The file as LibreOffice saves it; None when the program is not on this machine or cannot open it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        source, target = Path(folder, "a.doc"), Path(folder, "a.docx")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()  # its own: nothing of the user's is touched
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return None
        return target.read_bytes() if target.is_file() else None
