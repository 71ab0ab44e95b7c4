"""What drawings are made of: SVG on a canvas of 480 by 360, in flat colours."""

from __future__ import annotations

WIDTH, HEIGHT = 480, 360
PAPER = "#f4f5f7"
_SHADOW = "#dfe2e7"
INK = "#3a4350"
CARD = "#c99a67"
CARD_DARK = "#ac7f50"
CARD_LIGHT = "#ddb486"


def svg(drawing: str, shadow: int = 150) -> str:
    """A drawing on its ground, its shadow reaching so far to either side."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<ellipse cx="240" cy="312" rx="{shadow}" ry="16" fill="{_SHADOW}"/>{drawing}</svg>'
    )


def box(x: int, y: int, width: int, height: int, fill: str, round_by: int = 6) -> str:
    """A rectangle with round corners."""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_by}" fill="{fill}"/>'
    )


def path(d: str, fill: str) -> str:
    """An outline, filled."""
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, colour: str, width: int) -> str:
    """A stroke with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def oval(x: int, y: int, rx: int, ry: int, fill: str) -> str:
    """An ellipse."""
    return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{fill}"/>'


def print_on(x: int, y: int, width: int, colour: str, lines: int = 2) -> str:
    """A printed label: bars where a brand would stand."""
    bars = box(x, y, width, 14, colour, 4)
    for number in range(lines):
        bars += box(x, y + 24 + 14 * number, width * (8 - 2 * number) // 10, 6, colour, 3)
    return bars
