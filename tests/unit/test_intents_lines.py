from typing import Any

import pytest

from bot.intents.lexicon import load
from bot.intents.lines import read_lines
from bot.intents.schema import Intent

ADD, CHANGE, REMOVE = Intent.ADD_LINES, Intent.CHANGE_LINE, Intent.REMOVE_LINES
REORDER, PRICE, SEARCH = Intent.REORDER, Intent.ASK_PRICE, Intent.SEARCH_PRODUCTS


def lines(text: str, language: str, intent: Intent) -> list[tuple[Any, ...]]:
    return [
        (
            line.op.value if line.op else None,
            None if line.quantity is None else float(line.quantity),
            line.unit,
            line.product,
        )
        for line in read_lines(text, intent, load(language))
    ]


@pytest.mark.parametrize(
    ("text", "language", "intent", "expected"),
    [
        ("3 cartons de gants L", "fr", ADD, [("add", 3, "carton", "gants L")]),
        (
            "2 bte masques, 1 ctn papier",
            "fr",
            ADD,
            [("add", 2, "boîte", "masques"), ("add", 1, "carton", "papier")],
        ),
        ("5 Stk. Toner HP 26X", "de", ADD, [("add", 5, "stück", "Toner HP 26X")]),
        ("5 dozen handschoenen", "nl", ADD, [("add", 5, "doos", "handschoenen")]),
        ("three dozen eggs", "en", ADD, [("add", 36, None, "eggs")]),
        ("20 sacs poubelle 100L", "fr", ADD, [("add", 20, None, "sacs poubelle 100L")]),
        ("20 sacs de terreau", "fr", ADD, [("add", 20, "sac", "terreau")]),
        ("2 box files", "en", ADD, [("add", 2, None, "box files")]),
        ("2 boxes pens", "en", ADD, [("add", 2, "box", "pens")]),
        ("12 gants taille 8", "fr", ADD, [("add", 12, None, "gants taille 8")]),
        ("4 papier A4 80g", "fr", ADD, [("add", 4, None, "papier A4 80g")]),
        ("10 vis M8x40", "fr", ADD, [("add", 10, None, "vis M8x40")]),
        ("GLV-NIT-L x 4", "en", ADD, [("add", 4, None, "GLV-NIT-L")]),
        ("85123A 6, 22423 12", "en", ADD, [("add", 6, None, "85123A"), ("add", 12, None, "22423")]),
        ("café : 10 boîtes", "fr", ADD, [("add", 10, "boîte", "café")]),
        ("papier A4 10", "fr", ADD, [("add", 10, None, "papier A4")]),
        ("rajoute des vis M8x40, 200 pièces", "fr", ADD, [("add", 200, "pièce", "vis M8x40")]),
        ("gants taille 8", "fr", ADD, [("add", None, None, "gants taille 8")]),
        (
            "2 kg de sucre et 3 de thé",
            "fr",
            ADD,
            [("add", 2, "kilogramme", "sucre"), ("add", 3, None, "thé")],
        ),
        ("make it 5 instead of 3", "en", CHANGE, [("set", 5, None, "")]),
        ("5 chaises au lieu de 3", "fr", CHANGE, [("set", 5, None, "chaises")]),
        ("not 3 but 5 boxes of paper", "en", CHANGE, [("set", 5, "box", "paper")]),
        ("change the filters from 2 to 4", "en", CHANGE, [("set", 4, None, "filters")]),
        ("double le papier", "fr", CHANGE, [("multiply", 2, None, "papier")]),
        ("multiplie les gants par 3", "fr", CHANGE, [("multiply", 3, None, "gants")]),
        ("2 chaises de plus", "fr", CHANGE, [("increase", 2, None, "chaises")]),
        ("2 more chairs", "en", CHANGE, [("increase", 2, None, "chairs")]),
        ("1 less tea", "en", CHANGE, [("decrease", 1, None, "tea")]),
        (
            "swap the black tea for green tea",
            "en",
            CHANGE,
            [("remove", None, None, "black tea"), ("add", None, None, "green tea")],
        ),
        ("remplace les 3 toners par 2", "fr", CHANGE, [("set", 2, None, "toners")]),
        ("take 2 boxes of paper off", "en", REMOVE, [("decrease", 2, "box", "paper")]),
        ("retire les 3 cartons de gants", "fr", REMOVE, [("remove", 3, "carton", "gants")]),
        (
            "enlève le thé et le sucre",
            "fr",
            REMOVE,
            [("remove", None, None, "thé"), ("remove", None, None, "sucre")],
        ),
        ("das Papier bitte entfernen", "de", REMOVE, [("remove", None, None, "Papier")]),
        ("comme la dernière fois", "fr", REORDER, []),
        ("same order except the paper", "en", REORDER, [("remove", None, None, "paper")]),
        (
            "mais 3 cartons de gants et sans sucre",
            "fr",
            REORDER,
            [("set", 3, "carton", "gants"), ("remove", None, None, "sucre")],
        ),
        (
            "without tea and sugar",
            "en",
            REORDER,
            [("remove", None, None, "tea"), ("remove", None, None, "sugar")],
        ),
        (
            "combien pour 10 cartons de papier A4 ?",
            "fr",
            PRICE,
            [(None, 10, "carton", "papier A4")],
        ),
        (
            "price of coffee and tea please",
            "en",
            PRICE,
            [(None, None, None, "coffee"), (None, None, None, "tea")],
        ),
        ("toner for an HP M404", "en", SEARCH, [(None, None, None, "toner for an HP M404")]),
        ("2 packs of pens", "en", Intent.ASK_POLICY, []),
    ],
)
def test_lines_are_read(
    text: str, language: str, intent: Intent, expected: list[tuple[Any, ...]]
) -> None:
    assert lines(text, language, intent) == expected


@pytest.mark.parametrize(
    "pasted",
    [
        "PAP-A4-80\t10\nGLV-NIT-L\t4",
        "10 PAP-A4-80\n4 GLV-NIT-L",
        "PAP-A4-80;10\nGLV-NIT-L;4",
        "ref\tqty\nPAP-A4-80\t10\nGLV-NIT-L\t4",
        "PAP-A4-80\tPaper 80g\t10\nGLV-NIT-L\tGloves 100 pcs\t4",
        "PAP-A4-80 x10\nGLV-NIT-L x4",
    ],
)
def test_a_list_pasted_from_a_table_is_read(pasted: str) -> None:
    expected = [("add", 10, None, "PAP-A4-80"), ("add", 4, None, "GLV-NIT-L")]
    assert lines(pasted, "en", ADD) == expected


def test_colours_are_not_two_products() -> None:
    assert lines("3 stylos noirs et blancs", "fr", ADD) == [
        ("add", 3, None, "stylos noirs et blancs")
    ]
