"""Files of services with other words in them."""

from __future__ import annotations

from pathlib import Path

from services.licensing.settings import CATALOGUE


def written(folder: Path, code: str, *changes: tuple[str, str], as_code: str | None = None) -> Path:
    """A copy of one of our files with other words in it."""
    text = (CATALOGUE / f"{code}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{code} does not say {old}"
        text = text.replace(old, new, 1)
    path = folder / f"{as_code or code}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(path: Path, said: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if said in line)
