"""`kanaf import` and `kanaf export`: a supervisor at the command line."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

from tests.support.importing import ARABIC, as_csv, family, row
from tests.support.registry import national_number


def kanaf(*arguments: str | Path, status: int = 0) -> str:
    """What the command prints; it must end with this status."""
    done = subprocess.run(
        [sys.executable, "-m", "operations", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_file_is_checked_loaded_and_its_mistakes_are_written_down(tmp_path: Path) -> None:
    file, report, out = tmp_path / "أسر.csv", tmp_path / "errors.csv", tmp_path / "out.csv"
    number = national_number()
    rows = [*family("1", {"number": number}), row(birth="31-31-1990")]
    headings = [each.replace("رقم الهاتف", "رقم الهتف") for each in ARABIC]
    file.write_bytes(as_csv(rows, headings, "windows-1256"))
    looked = kanaf("import", file, "--check-only", "--report", report)
    assert "4 rows: 3 persons in order" in looked
    assert "row 5, «تاريخ الميلاد» (birth_date)" in looked
    assert "«رقم الهتف» is not known" in looked
    assert "Perhaps this is meant: الهاتف (mobile)" in looked
    assert "malformed_partial_date" in report.read_text("utf-8-sig")
    # The same file again goes on with the import that was begun.
    assert "3 persons, 1 households registered" in kanaf("import", file, "--yes")
    kanaf("export", "persons", out, "--purpose", "data_quality", "--language", "en")
    lines = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert number in {line[2] for line in lines}


def test_a_file_that_was_loaded_comes_in_again_only_when_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_bytes(as_csv([row(number="", first="ميسون"), row()]))
    assert "GET /v1/duplicates" in kanaf("import", file, "--yes")
    assert "sent on" in kanaf("import", file, "--yes", status=1)
    assert "1 persons, 0 households registered" in kanaf("import", file, "--yes", "--again")


def test_what_is_no_table_is_refused_with_a_remedy(tmp_path: Path) -> None:
    text, empty = tmp_path / "a.txt", tmp_path / "b.csv"
    text.write_text("a")
    empty.write_text("a,b\n1,2\n")
    assert "save it as one of these" in kanaf("import", text, status=1)
    assert "اسم العائلة (family name)" in kanaf("import", empty, status=1)


def test_work_is_listed_and_there_is_nothing_to_retry() -> None:
    assert "kanaf work list" in kanaf("work", "retry", "registry", "import/none/check", status=1)
    kanaf("work", "list")
