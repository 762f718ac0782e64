"""Pictures show a breath as a line, on every screen alike, and say in words what they show."""

import struct
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from adapters.pictures import HEIGHT, WIDTH, draw, paint
from bot.message import Picture

SVG = "{http://www.w3.org/2000/svg}"


def breath(phases: Mapping[str, object] | None = None, alt: str = "A slow breath") -> Picture:
    """Return the picture of a breath."""
    return Picture("breath", alt, {"kind": "breath", **(phases or {})})


def parsed(picture: Picture) -> ET.Element:
    """Draw, and read the result as XML."""
    return ET.fromstring(draw(picture))  # noqa: S314 - what we drew ourselves


def points(picture: Picture) -> list[tuple[float, float]]:
    """Return the corners of the line that is drawn."""
    line = parsed(picture).find(f"{SVG}polyline")
    assert line is not None
    corners = line.attrib["points"].split()
    return [(float(x), float(y)) for x, y in (one.split(",") for one in corners)]


def test_the_alt_text_is_the_title() -> None:
    """A screen reader says what a seeing person sees."""
    title = parsed(breath(alt="In for four, out for six")).find(f"{SVG}title")
    assert title is not None
    assert title.text == "In for four, out for six"


def test_words_cannot_break_out_of_the_picture() -> None:
    """What looks like markup in the alt text is shown as it is."""
    alt = '<script>alert("&")</script>'
    drawn = parsed(breath(alt=alt))
    title = drawn.find(f"{SVG}title")
    assert title is not None
    assert title.text == alt
    assert drawn.find(f".//{SVG}script") is None


@pytest.mark.parametrize(
    "phases",
    [
        {"in": 4, "out": 6},
        {"in": 4, "hold": 7, "out": 8},
        {"in": 4, "hold": 4, "out": 4, "rest": 4},
    ],
)
def test_the_line_goes_on_to_the_right_and_stays_on_the_page(phases: dict[str, object]) -> None:
    """Every corner is further right than the one before, and inside."""
    corners = points(breath(phases))
    assert [x for x, _ in corners] == sorted({x for x, _ in corners})
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in corners)


def test_two_rounds_are_drawn_and_every_phase_has_its_seconds() -> None:
    """A breath of in and out is shown twice, with its numbers."""
    drawn = parsed(breath({"in": 4, "out": 6.5}))
    assert [one.text for one in drawn.iter(f"{SVG}text")] == ["in 4", "out 6.5"] * 2


def test_longer_phases_are_drawn_longer() -> None:
    """The line for breathing out is one and a half times as long as the one for breathing in."""
    (start, _), (middle, _), (end, _), *_ = points(breath({"in": 4, "out": 6}))
    assert (end - middle) / (middle - start) == pytest.approx(1.5, rel=0.02)


def test_a_breath_without_any_phase_is_an_empty_page() -> None:
    """Nothing is divided by zero."""
    assert len(points(breath())) == 1


def test_a_kind_that_nobody_draws_is_an_error_that_names_it() -> None:
    """A new kind of picture must be drawn before it is sent."""
    with pytest.raises(ValueError, match="'breath', found 'tree'"):
        draw(Picture("tree", "A tree", {"kind": "tree"}))


def test_it_is_painted_as_a_png_of_its_size() -> None:
    """Slack and Discord show PNG at once, and no SVG."""
    painted = paint(breath({"in": 4, "out": 6}))
    assert painted[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", painted[16:24]) == (WIDTH, HEIGHT)


def test_the_line_and_the_words_are_painted() -> None:
    """Without a font of ours the words would be missing where a machine has none."""
    with_words, without = breath({"in": 4, "out": 6}), breath({"in": 5, "out": 7.5})
    assert inks(paint(breath())) < inks(paint(without))
    assert paint(with_words) != paint(without), "the same line, but other numbers"
    assert paint(with_words) == paint(breath({"in": 4, "out": 6}))


def inks(painted: bytes) -> int:
    """Return how many different lines of pixels a PNG has, none of which is another's copy."""
    data = b""
    at = 8
    while at < len(painted):
        (length,) = struct.unpack(">I", painted[at : at + 4])
        if painted[at + 4 : at + 8] == b"IDAT":
            data += painted[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    width = len(raw) // HEIGHT
    return len({raw[start : start + width] for start in range(0, len(raw), width)})
