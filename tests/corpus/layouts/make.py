"""Writes the files of this folder: one invented report, printed in each layout seen in real reports.

    python -m tests.corpus.layouts.make [--office]     # --office: the files of LibreOffice and Chromium too

What each file must be read to is written in `cases` by hand, as what differs from the report's own
figures (`printing.FIGURES`), never with a reader. `cases.json` lists the files with that.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import tests.corpus.layouts.cases  # noqa: F401 - to list the cases
from tests.corpus.layouts.case import CASES
from tests.corpus.layouts.printing import FIGURES
from tests.report.read.scan.worn import drawn, saved, worn

HERE = Path(__file__).parent


def main() -> None:
    """Write the files and cases.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", action="store_true")
    office = parser.parse_args().office
    listed = []
    for one in sorted((make() for make in CASES), key=lambda one: one.name):
        data = one.data.encode() if isinstance(one.data, str) else one.data
        name = Path(one.name)
        if one.office:
            name = name.with_suffix(f".{one.office}")
            if office:
                scan(data, name) if one.office == "tif" else convert(data, one.name, one.office)
        else:
            (HERE / name).write_bytes(data)
        listed.append({"file": name.name, "what": one.what, "rows": one.rows, **one.more})
    text = ",\n".join(json.dumps(one, ensure_ascii=False) for one in listed)
    (HERE / "cases.json").write_text(f"[\n{text}\n]\n", "utf-8")
    rows = ",\n".join(f"{json.dumps(row)}: {json.dumps(values)}" for row, values in FIGURES.items())
    (HERE / "figures.json").write_text(f"{{\n{rows}\n}}\n", "utf-8")


def scan(page: bytes, name: Path) -> None:
    """Print a page with Chromium and scan what it printed: a little askew, with some grain, in bits."""
    with tempfile.TemporaryDirectory() as place:
        source, printed = Path(place) / "page.html", Path(place) / "page.pdf"
        source.write_bytes(page)
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command = ["chromium", *quiet, f"--user-data-dir={place}/own", f"--print-to-pdf={printed}"]
        subprocess.run([*command, source], check=True, capture_output=True)
        pages = drawn(printed.read_bytes())
    scans = [worn(one, f"skew={0.8 - n} noise=6", n) for n, one in enumerate(pages)]
    (HERE / name).write_bytes(saved(scans, "tiff"))


def convert(data: bytes, name: str, kind: str) -> None:
    """Save a page as Word with LibreOffice, and that as PDF where PDF, or its text, is asked for; a sheet as PDF at
    once."""
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / name
        page.write_bytes(data)
        office = [
            "soffice",
            f"-env:UserInstallation=file://{place}/lo",
            "--headless",
            "--convert-to",
        ]
        if page.suffix == ".xlsx":
            subprocess.run([*office, kind, "--outdir", HERE, page], check=True, capture_output=True)
            return
        word = page.with_suffix(".docx")
        first = [*office, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)"]
        subprocess.run([*first, "--outdir", place, page], check=True, capture_output=True)
        if kind == "docx":
            (HERE / word.name).write_bytes(word.read_bytes())
            return
        goes = place if kind == "txt" else HERE
        subprocess.run([*office, "pdf", "--outdir", goes, word], check=True, capture_output=True)
        if kind == "txt":
            made = [word.with_suffix(".pdf"), HERE / page.with_suffix(".txt").name]
            subprocess.run(["pdftotext", "-layout", *made], check=True, capture_output=True)


if __name__ == "__main__":
    main()
