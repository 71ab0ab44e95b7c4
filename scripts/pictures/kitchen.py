"""What is drunk, washed with and wiped with."""

from __future__ import annotations

from scripts.pictures.parts import (
    CARD,
    CARD_LIGHT,
    INK,
    PAPER,
    box,
    line,
    oval,
    path,
    print_on,
    svg,
)


def bag(colour: str, dark: str, label: str) -> str:
    """A stand-up bag with a folded top, as coffee comes in."""
    body = path("M158 84 h164 l12 222 q0 6 -6 6 h-176 q-6 0 -6 -6 z", colour)
    side = path("M298 84 h24 l12 222 q0 6 -6 6 h-18 z", dark)
    top = box(154, 58, 172, 34, dark, 5) + box(154, 72, 172, 4, colour, 0)
    bean = oval(240, 168, 30, 40, label) + line("M246 134 q-18 34 -8 68", colour, 5)
    return svg(body + side + top + bean + print_on(192, 232, 96, label), 130)


def tea(colour: str, dark: str) -> str:
    """A box of tea with a cup on it."""
    cup = path("M196 214 h74 v22 q0 32 -37 32 q-37 0 -37 -32 z", "#ffffff")
    cup += line("M270 222 q26 -2 22 16 q-4 14 -24 12", "#ffffff", 8)
    cup += "".join(line(f"M{x} 204 q-8 -12 0 -22", "#ffffff", 5) for x in (216, 234, 252))
    top = path("M126 138 l44 -42 h214 l-38 42 z", dark)
    side = path("M346 138 l38 -42 v166 l-38 48 z", dark)
    edge = line("M346 138 l38 -42 M346 138 v170 M346 138 h-218", colour, 3)
    return svg(top + side + box(126, 138, 220, 172, colour, 2) + edge + cup, 170)


def bottle(colour: str, cap: str, label: str) -> str:
    """A bottle of a cleaner."""
    body = path(
        "M196 116 q4 -18 20 -26 h48 q16 8 20 26 l14 28 v154 q0 14 -14 14 h-88"
        " q-14 0 -14 -14 v-154 z",
        colour,
    )
    top = box(218, 50, 44, 44, cap, 6) + box(212, 86, 56, 10, cap, 4)
    return svg(
        body + top + box(182, 170, 116, 104, "#ffffff", 4) + print_on(198, 186, 84, label, 3), 90
    )


def spray(colour: str, head: str, label: str) -> str:
    """A bottle with a trigger."""
    body = path(
        "M204 130 q6 -22 36 -22 q30 0 36 22 l22 40 v128 q0 14 -14 14 h-88 q-14 0 -14 -14 v-128 z",
        colour,
    )
    top = path("M178 46 h96 q14 0 14 16 v22 h-26 v28 h-44 v-30 h-40 z", head)
    top += box(164, 54, 18, 16, "#c6ccd4", 3) + line("M206 86 q-4 26 -22 34", head, 10)
    return svg(
        body + top + box(188, 186, 104, 92, "#ffffff", 4) + print_on(202, 200, 76, label), 90
    )


def canister(colour: str, cap: str, label: str) -> str:
    """Five litres, with a handle."""
    body = path(
        "M132 126 q0 -18 18 -18 h46 l20 -26 h92 q40 0 40 40 v172 q0 18 -18 18 h-180"
        " q-18 0 -18 -18 z",
        colour,
    )
    hole = path("M236 110 h58 q22 0 22 22 v32 h-24 v-22 q0 -8 -8 -8 h-64 z", PAPER)
    top = box(150, 72, 44, 40, cap, 6)
    return svg(
        body
        + hole
        + top
        + box(156, 188, 168, 96, "#ffffff", 4)
        + print_on(176, 204, 128, label, 3),
        140,
    )


def pump(colour: str, label: str) -> str:
    """Soap or gel with a pump."""
    body = box(178, 132, 124, 180, colour, 22)
    top = box(220, 104, 40, 32, "#8b95a3", 4) + box(234, 70, 12, 38, "#8b95a3", 2)
    top += path("M186 58 h66 q10 0 10 10 v8 h-58 q-6 0 -8 8 h-14 z", "#8b95a3")
    return svg(body + top + box(192, 178, 96, 96, "#ffffff", 6) + print_on(206, 194, 68, label), 90)


def cups(colour: str, sleeve: str) -> str:
    """Cups, some in a stack."""

    def cup(x: int, y: int) -> str:
        return (
            path(f"M{x} {y} h110 l-16 134 q-39 12 -78 0 z", colour)
            + path(f"M{x + 5} {y + 44} h100 l-7 54 h-86 z", sleeve)
            + oval(x + 55, y, 57, 12, "#ffffff")
            + oval(x + 55, y + 1, 48, 8, "#d5dae1")
        )

    stack = "".join(cup(244, y) for y in (172, 148, 124, 100))
    return svg(stack + cup(112, 172), 160)


def bottles(colour: str, cap: str) -> str:
    """Small bottles in a row, as they come in a carton."""
    each = "".join(
        path(
            f"M{x + 16} 92 h22 v22 q18 12 18 34 v128 q0 10 -10 10 h-38 q-10 0 -10 -10"
            " v-128 q0 -22 18 -34 z",
            colour,
        )
        + box(x + 14, 76, 26, 20, cap, 4)
        + box(x - 2, 176, 58, 46, "#ffffff", 0)
        + box(x + 8, 192, 38, 12, cap, 3)
        for x in (102, 174, 246, 318)
    )
    tray = path("M84 246 h312 l-8 64 h-296 z", CARD) + box(84, 240, 312, 14, CARD_LIGHT, 2)
    return svg(each + tray, 180)


def kit() -> str:
    """A first-aid case."""
    handle = line("M196 112 v-22 q0 -14 14 -14 h60 q14 0 14 14 v22", "#2f7d4f", 14)
    case = box(104, 110, 272, 200, "#3f9d66", 20) + box(104, 196, 272, 8, "#2f7d4f", 0)
    cross = box(222, 140, 36, 132, "#ffffff", 4) + box(174, 188, 132, 36, "#ffffff", 4)
    return svg(handle + case + cross, 170)


def rolls(core: str) -> str:
    """Paper on three rolls."""

    def roll(x: int, y: int) -> str:
        side = box(x - 62, y, 124, 124, "#ffffff", 8) + oval(x, y + 124, 62, 20, "#ffffff")
        dots = "".join(
            oval(x - 44 + 22 * i, y + 44 + 26 * j, 3, 3, "#dde2e9")
            for i in range(5)
            for j in range(4)
        )
        top = oval(x, y, 62, 20, "#e8ecf1") + oval(x, y, 20, 7, core) + oval(x, y, 14, 4, INK)
        return box(x + 40, y, 22, 130, "#eceff3", 6) + side + dots + top

    return svg(roll(162, 172) + roll(318, 172) + roll(240, 182), 180)


def tissues(colour: str, dark: str) -> str:
    """A box of tissues, one pulled out."""
    tissue = path("M188 150 q-8 -52 30 -74 q18 34 46 10 q28 22 30 64 z", "#ffffff")
    top = path("M96 192 l50 -56 h240 l-42 56 z", colour) + oval(240, 164, 72, 14, dark)
    return svg(
        top
        + tissue
        + path("M344 192 l42 -56 v110 l-42 62 z", dark)
        + box(96, 192, 248, 116, colour, 2)
        + print_on(126, 222, 120, "#ffffff"),
        180,
    )
