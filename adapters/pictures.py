"""Draws what the core describes as data, as pictures that every platform and screen shows."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path

import resvg_py

from bot.message import Picture

WIDTH = 640
HEIGHT = 240
SUFFIX = ".png"
"""Slack and Discord show no SVG."""
_KEPT = 32
"""Pictures kept as they were painted; there are fewer kinds of breath than that."""
_FONT = Path(__file__).with_name("fonts") / "SourceSansPro-Regular.ttf"
"""Ours, under the SIL Open Font License: not every machine has one, and no two have the same."""
_FAMILY = "Source Sans Pro"


def paint(picture: Picture) -> bytes:
    """Return a picture as a PNG; the same one is the same bytes everywhere.

    Raises:
        ValueError: The picture is of a kind that nobody draws.
    """
    return _paint(draw(picture))


@lru_cache(maxsize=_KEPT)
def _paint(drawn: str) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=drawn, font_files=[str(_FONT)], skip_system_fonts=True)


def draw(picture: Picture) -> str:
    """Return a picture as an SVG document; its alt text is its title.

    Raises:
        ValueError: The picture is of a kind that nobody draws.
    """
    if picture.data.get("kind") != "breath":
        raise ValueError(f"a picture's kind is 'breath', found {picture.data.get('kind')!r}")
    return _page(picture.alt, _breath(picture.data))


def _page(alt: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(alt)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f7f4ef"/>{inside}</svg>'
    )


def _breath(data: Mapping[str, object]) -> str:
    """Draw two rounds of a breath as a line: up for in, level for hold, down for out."""
    phases = (("in", 60), ("hold", 60), ("out", 180), ("rest", 180))
    seconds = [(name, float(str(data.get(name) or 0)), height) for name, height in phases]
    total = 2 * sum(length for _, length, _ in seconds) or 1
    x, y = 40.0, 180.0
    points, labels = [f"{x:.0f},{y:.0f}"], list[str]()
    for _ in range(2):
        for name, length, height in seconds:
            if length:
                before = x
                x += length / total * (WIDTH - 80)
                y = float(height)
                points.append(f"{x:.0f},{y:.0f}")
                labels.append(_label((before + x) / 2, 220, f"{name} {length:g}"))
    line = " ".join(points)
    drawn = f'<polyline points="{line}" fill="none" stroke="#3d6b6b" stroke-width="5"'
    return f'{drawn} stroke-linejoin="round" stroke-linecap="round"/>' + "".join(labels)


def _label(x: float, y: float, text: str) -> str:
    style = f'font-family="{_FAMILY}" font-size="18" text-anchor="middle" fill="#444"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style}>{escape(text)}</text>'
