"""A page with rows, headings and a code, for either direction of writing.

Shaping, joining and the order of mixed directions are HarfBuzz's and fpdf2's, from the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from chassis.errors import Unavailable

_FONT = "amiri"
_FILE = "Amiri-Regular.ttf"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = "\u200f"
_JOINERS = "\u200c\u200d\u200e\u200f"
_BLACK, INK, _PALE = (0, 0, 0), (24, 78, 74), (150, 170, 168)
_MARGIN = 22.0
_LABEL = 42.0
_SMALL, _TEXT = 12.0, 14.0
_LEADING = 0.6
"""Millimetres of a line for each point of its letters."""
_GAP = 2.0
SCALES = (1.0, 0.9, 0.8, 0.72, 0.65, 0.58)
"""By how much rows may be set smaller; the last, letters of eight points, can still be read."""
_PAGES = {"ar": "صفحة {page} من {pages}", "en": "Page {page} of {pages}"}


class Sheet(FPDF):
    """Millimetres on A4. Arabic is set from the right, with headings on that side."""

    def __init__(
        self, language: str, fonts: Path, number: str, scale: float = 1.0, pages: int = 1
    ) -> None:
        """`number` stands at the foot of every page; of several `pages`, also which it is.

        Rows are set smaller by `scale`. Raises `Unavailable` without the font.
        """
        super().__init__(format="A4")
        self.language = language
        self._rtl = language == "ar"
        self._number, self._pages = number, pages
        self._label_size, self._text_size = _SMALL * scale, _TEXT * scale
        self._gap = _GAP * scale
        self.set_lang(language)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, _MARGIN)
        if not (fonts / _FILE).is_file():
            raise Unavailable("certificates_not_set_up", {"what": _FILE})
        self.add_font(_FONT, "", fonts / _FILE)
        self.set_text_shaping(True)
        self.add_page()

    def leave(self) -> None:
        """It will not be printed: what would be closed by that is closed now."""
        cast("TTFFont", self.fonts[_FONT]).close()

    def header(self) -> None:
        """A frame around every page."""
        self.set_draw_color(*INK)
        self.set_line_width(0.7)
        self.rect(10, 10, self.w - 20, self.h - 20)
        self.set_line_width(0.2)
        self.rect(11.5, 11.5, self.w - 23, self.h - 23)

    def footer(self) -> None:
        self.set_y(self.h - 22)
        if self._pages > 1:
            which = _PAGES[self.language].format(page=self.page, pages=self._pages)
            self.centred(which, 8)
        self.set_y(self.h - 17)
        self.centred(self._number, 8)

    def centred(self, text: str, size: float, ink: tuple[int, int, int] = _BLACK) -> None:
        self._write(text, self.l_margin, self.epw, size, "C", ink)

    def row(self, label: str, lines: Sequence[str]) -> None:
        """A heading and what stands beside it, on one page together where they fit on one."""
        wide = self.epw - _LABEL - 4
        value_x, label_x = self.l_margin + _LABEL + 4, self.l_margin
        if self._rtl:
            value_x, label_x = self.l_margin, self.l_margin + wide + 4
        heights = (
            self._height([label], _LABEL, self._label_size),
            self._height(lines, wide, self._text_size),
        )
        if self.will_page_break(max(heights) + self._gap):
            self.add_page()
        top = self.get_y()
        self._write(label, label_x, _LABEL, self._label_size, self._start, INK)
        self.set_y(top)
        for line in lines:
            self._write(line, value_x, wide, self._text_size, self._start)
        below = top + max(heights) + self._gap / 2
        self.set_draw_color(*_PALE)
        self.line(self.l_margin, below, self.w - self.r_margin, below)
        self.set_y(below + self._gap / 2)

    def code(self, text: str, words: str, shown: str, side: float = 56.0) -> None:
        """A QR code of the text, with words and an address beside it."""
        if self.will_page_break(side + 4):
            self.add_page()
        top = max(self.get_y() + 4, self.h - _MARGIN - side)
        left = self.l_margin if self._rtl else self.w - self.r_margin - side
        self._modules(text, left, top, side)
        wide = self.epw - side - 6
        x = self.l_margin + side + 6 if self._rtl else self.l_margin
        self.set_y(top + side / 2 - 12)
        self._write(words, x, wide, _SMALL, self._start)
        self._write(shown, x, wide, 10, self._start)
        self.link(left, top, side, side, text)

    def _modules(self, text: str, left: float, top: float, side: float) -> None:
        """Drawn and not pictured: sharp at every size. Neighbours are one bar, without seams."""
        matrix = segno.make(text, error="m", micro=False).matrix
        module = side / len(matrix)
        self.set_fill_color(0, 0, 0)
        for y, line in enumerate(matrix):
            for bar in re.finditer(b"\x01+", bytes(line)):
                x, width = left + bar.start() * module, len(bar[0]) * module
                self.rect(x, top + y * module, width, module, style="F")

    @property
    def _start(self) -> str:
        return "R" if self._rtl else "L"

    def _height(self, lines: Sequence[str], wide: float, size: float) -> float:
        """Of the lines, when they are written in this width."""
        self.set_font(_FONT, "", size)
        height = 0.0
        for line in lines:
            text = self._directed(line)
            split = self.multi_cell(wide, text=text, dry_run=True, output="LINES")
            height += len(cast("list[str]", split)) * size * _LEADING
        return height

    def _write(
        self,
        text: str,
        x: float,
        wide: float,
        size: float,
        align: str,
        ink: tuple[int, int, int] = _BLACK,
    ) -> None:
        self.set_font(_FONT, "", size)
        self.set_text_color(*ink)
        self.set_x(x)
        self.multi_cell(
            wide,
            size * _LEADING,
            self._directed(text),
            align=align,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _directed(self, text: str) -> str:
        """The text, read from the right as soon as anything in it is Arabic.

        fpdf2 orders numbers within Arabic within Latin wrongly, and everything right from the
        right. A sign that the font does not have would be left out without a word: it is a mark.
        """
        known = cast("TTFFont", self.fonts[_FONT]).cmap
        there = "".join(each if ord(each) in known or each in _JOINERS else "?" for each in text)
        return _RIGHT_TO_LEFT + there if _ARABIC.search(there) else there
