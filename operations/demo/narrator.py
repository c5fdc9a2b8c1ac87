"""Tells the story on a terminal or in a log, step by step."""

from __future__ import annotations

import time

from rich.console import Console


class Narrator:
    """Prints steps, what was asked and answered, and what the other sides saw."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._began = time.monotonic()
        self._step = 0

    def step(self, text: str) -> None:
        """A new step of the story begins."""
        self._step += 1
        self._console.print(f"\n[bold]{self._step}. {text}[/bold]")

    def asked(self, method: str, path: str, status: int, milliseconds: float) -> None:
        """A request and its answer."""
        colour = "green" if status < 300 else "yellow"
        self._console.print(
            f"   {method:<5} {path}  →  [{colour}]{status}[/{colour}]  {milliseconds:.0f} ms"
        )

    def seen(self, side: str, text: str) -> None:
        """What another side saw: people, a ministry, an operator."""
        self._console.print(f"   [cyan]{side}[/cyan] ", end="")
        self._console.print(text, markup=False)

    def ended(self) -> None:
        """The story is over."""
        self._console.print(
            f"\n[bold green]The day is done[/bold green] in "
            f"{time.monotonic() - self._began:.1f} s, and may be lived again."
        )
