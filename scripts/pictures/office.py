"""What is written on, filed, worn and plugged in."""

from __future__ import annotations

from scripts.pictures.parts import (
    CARD,
    CARD_DARK,
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


def _hand(colour: str, dark: str) -> str:
    fingers = "".join(
        line(f"M{x} 190 L{x + lean} {top}", colour, 23)
        for x, lean, top in ((196, -12, 92), (222, -3, 70), (248, 6, 74), (273, 14, 98))
    )
    palm = path("M184 180 h101 v54 q0 22 -18 30 v44 h-66 v-44 q-17 -8 -17 -30 z", colour)
    thumb = line("M272 228 L316 168", colour, 25)
    cuff = box(196, 292, 76, 18, dark, 8)
    return fingers + thumb + palm + cuff


def gloves(colour: str, dark: str) -> str:
    """A pair, one half behind the other."""
    back = f'<g transform="translate(52 4) rotate(9 240 300)">{_hand(dark, dark)}</g>'
    return svg(back + f'<g transform="translate(-22 0)">{_hand(colour, dark)}</g>', 120)


def carton(colour: str, dark: str, label: str) -> str:
    """A small box that stands: tea, biscuits, pens, masks."""
    top = path("M126 138 l44 -42 h214 l-38 42 z", label)
    side = path("M346 138 l38 -42 v166 l-38 48 z", dark)
    front = box(126, 138, 220, 172, colour, 2)
    return svg(top + side + front + print_on(152, 168, 130, label, 3), 170)


def ream(colour: str, band: str) -> str:
    """A wrapped ream that lies, with loose sheets upon it."""
    pack = path("M84 232 l66 -62 h250 l-52 62 z", "#ffffff")
    pack += box(84, 232, 264, 76, "#eceff3", 2) + path("M348 232 l52 -62 v72 l-52 66 z", "#d5dae1")
    pack += box(84, 252, 264, 34, band, 0) + path("M348 252 l52 -64 v34 l-52 64 z", band)
    sheets = "".join(
        path(f"M104 {y} l60 -56 h220 l-48 56 z", fill)
        for y, fill in ((226, "#cfd5dd"), (218, colour), (212, "#cfd5dd"), (204, colour))
    )
    return svg(pack + sheets, 180)


def pens(colour: str, cap: str) -> str:
    """Three of them, side by side."""
    pen = (
        box(90, 0, 190, 20, colour, 5)
        + box(24, -2, 78, 24, cap, 8)
        + box(34, -8, 62, 6, cap, 3)
        + path("M280 1 l34 7 v4 l-34 7 z", "#c6ccd4")
        + box(312, 8, 12, 4, cap, 2)
    )
    three = "".join(
        f'<g transform="translate({x} {y}) rotate(-18)">{pen}</g>'
        for x, y in ((66, 196), (88, 242), (110, 288))
    )
    return svg(three, 150)


def roll_of_bags(colour: str, light: str) -> str:
    """Bin bags on a roll, one drawn out."""
    bag_out = path("M206 176 h204 v120 q-50 14 -102 4 t-102 2 z", light)
    seam = line("M222 286 q48 -12 92 0 t88 -6", colour, 4)
    roll = box(82, 132, 250, 106, colour, 53) + oval(322, 185, 26, 53, light)
    core = oval(322, 185, 12, 26, CARD_DARK) + oval(322, 185, 7, 18, PAPER)
    band = path("M150 132 h62 v106 h-62 z", "#ffffff") + print_on(162, 158, 40, colour, 1)
    return svg(bag_out + seam + roll + core + band, 170)


def toner(stripe: str) -> str:
    """A cartridge."""
    body = path(
        "M84 176 q0 -14 14 -14 h288 q14 0 14 14 v82 q0 14 -14 14 h-20 l-12 24 h-220"
        " l-14 -24 h-22 q-14 0 -14 -14 z",
        INK,
    )
    drum = box(118, 262, 250, 26, "#4c8f8a", 12) + box(118, 262, 250, 8, "#79b5b0", 4)
    ends = box(70, 186, 26, 64, "#59636f", 6) + box(388, 186, 26, 64, "#59636f", 6)
    handle = box(190, 142, 104, 28, "#59636f", 8) + box(206, 150, 72, 12, PAPER, 6)
    return svg(
        handle
        + body
        + drum
        + ends
        + box(118, 190, 248, 44, stripe, 4)
        + print_on(136, 196, 90, "#ffffff", 1),
        170,
    )


def binder(colour: str, dark: str) -> str:
    """A lever arch file that stands, seen from its back."""
    side = path("M262 70 l84 -22 v244 l-84 22 z", dark)
    pages = path("M262 70 l84 -22 h-96 l-84 22 z", "#ffffff")
    back = box(166, 70, 96, 244, colour, 3)
    plate = box(184, 98, 60, 112, "#ffffff", 3) + print_on(194, 114, 40, "#aab3bf", 3)
    ring = oval(214, 258, 20, 20, "#ffffff") + oval(214, 258, 13, 13, dark)
    return svg(pages + side + back + plate + ring, 120)


def folders(*colours: str) -> str:
    """Folders, one upon another."""
    each = "".join(
        path(f"M{104 + 10 * n} {116 + 34 * n} h92 l16 -16 h80 l16 16 h58 v150 h-262 z", colour)
        + line(f"M{106 + 10 * n} {118 + 34 * n} h258", "#ffffff", 2)
        for n, colour in enumerate(colours)
    )
    return svg(each, 170)


def envelope(window: str = "") -> str:
    """An envelope; its window in a colour, if it has one."""
    body = box(84, 112, 312, 190, "#ffffff", 6) + line("M90 118 l150 104 l150 -104", "#cfd5dd", 5)
    folds = line("M90 298 l112 -100 M390 298 l-112 -100", "#e3e7ec", 4)
    shown = (
        box(108, 222, 120, 52, window, 8) + print_on(120, 232, 70, "#aab3bf", 1) if window else ""
    )
    return svg(box(92, 122, 312, 190, "#cfd5dd", 6) + body + folds + shown, 180)


def shipping_box() -> str:
    """A cardboard box, taped."""
    top = path("M96 146 l56 -52 h232 l-48 52 z", CARD_LIGHT)
    side = path("M336 146 l48 -52 v158 l-48 56 z", CARD_DARK)
    tape = path("M198 146 l50 -52 h32 l-46 52 v52 h-36 z", "#e9d3ad")
    return svg(
        top + side + box(96, 146, 240, 162, CARD, 2) + tape + print_on(122, 246, 70, CARD_DARK),
        180,
    )


def batteries(colour: str) -> str:
    """Four in a row."""
    each = "".join(
        box(x + 18, 88, 24, 20, "#c6ccd4", 4)
        + box(x, 104, 60, 204, INK, 8)
        + box(x, 156, 60, 152, colour, 8)
        + box(x, 148, 60, 14, "#ffffff", 0)
        + line(f"M{x + 20} 200 h20 M{x + 30} 190 v20", "#ffffff", 5)
        for x in (102, 174, 246, 318)
    )
    return svg(each, 170)


def bulb(base: str) -> str:
    """A lamp."""
    glass = oval(240, 148, 78, 78, "#ffe9a8")
    glass += path("M184 196 h112 l-26 52 h-60 z", "#ffe9a8") + oval(216, 122, 18, 26, "#fff6d8")
    cap = box(208, 244, 64, 48, base, 6) + box(226, 292, 28, 16, INK, 6)
    cap += "".join(line(f"M208 {y} h64", "#ffffff", 3) for y in (258, 272))
    return svg(glass + cap, 80)


def cloths(colour: str, dark: str) -> str:
    """Folded cloths in a pile."""
    each = "".join(
        box(98 + 6 * (n % 2), 262 - 40 * n, 280, 40, colour if n % 2 else dark, 18)
        + line(f"M122 {282 - 40 * n} h226", "#ffffff", 2)
        for n in range(4)
    )
    return svg(each, 170)


def chair() -> str:
    """An office chair."""
    back = box(168, 48, 144, 128, INK, 24) + box(186, 66, 108, 92, "#4d5866", 16)
    arms = line("M146 176 v34 h26 M334 176 v34 h-26", "#59636f", 12)
    seat = box(152, 196, 176, 34, INK, 16)
    foot = box(232, 228, 16, 46, "#8b95a3", 2)
    foot += line("M240 272 l-76 24 M240 272 l76 24 M240 272 v30", "#59636f", 12)
    wheels = "".join(oval(x, 306, 10, 9, INK) for x in (164, 240, 316))
    return svg(box(230, 170, 20, 32, "#8b95a3", 2) + back + arms + seat + foot + wheels, 120)
