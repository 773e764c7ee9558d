"""Turning data into a PDF. The data goes in as JSON that templates show, never as code they run."""

import asyncio
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
FONTS: Final = ("Libertinus Serif", "DejaVu Sans Mono")
"""Both come inside the typst wheel, so every machine prints the same."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _compile(template: str, data: Mapping[str, Any]) -> bytes:
    filled = json.dumps({**data, "fonts": FONTS}, ensure_ascii=False)
    return bytes(
        typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": filled},
            format="pdf",
        )
    )


async def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Typeset a template with data, off the event loop."""
    return await asyncio.to_thread(_compile, template, data)
