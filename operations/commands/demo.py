"""`kanaf demo`: one day at a centre."""

from __future__ import annotations

import click

from operations.demo import setting, story
from operations.demo.narrator import Narrator


@click.command()
def demo() -> None:
    """Tell one day at a centre through the gateway, with what each side saw."""
    story.tell(setting.find(), Narrator())
