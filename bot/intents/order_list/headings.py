"""What the heading of a column says stands below it, in four languages."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.intents.tokens import fold

_LONGEST = 60


class Role(StrEnum):
    """What a column holds, by its heading."""

    CODE = "code"
    NAME = "name"
    QUANTITY = "quantity"
    MAYBE_QUANTITY = "maybe-quantity"
    UNIT = "unit"
    OTHER = "other"
    """Prices, stock, sizes of packs, numbers of lines: no quantity that is wanted."""


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# Looked through from the top; all are folded: lower case, no accents.
_RULES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.OTHER,
        _words(
            r"\b(ean|gtin|upc|isbn)\d*\b|bar ?code|codes? ?-?barres?|streepjescode|strichcode",
            r"\b(prix|prices?|p\.? ?u\.?|tarif|tarief|costs?|cout|kosten|montant|betrag|bedrag)\b",
            r"preise?\b|prijs|prijzen|valeur|\b(value|eur|euros?|ht|htva|tvac|ttc|net|netto)\b|[€$£]",
            r"\b(remise|korting|rabatt|discount|tva|btw|mwst|vat|tax|taxes?)\b",
            r"stock|voorraad|bestand\b|\blager|\bdispo|available|verfugbar|beschikbaar|on hand",
            r"\b(livree?s?|delivered|geliefert|geleverd|recue?s?|received|ontvangen|erhalten)\b",
            r"\b(facturee?s?|invoiced|berechnet|gefactureerd|reliquat|back-?order|rest|reste)\b",
            r"\b(min|minimum|minimale?|moq)\b|mindest",
            r"\b(pack ?size|conditionnement|colisage|contenu|contenance|content|inhalt|inhoud)\b",
            r"\b(vpe|pcb|verpakking|verpackung|multiples?|vielfache|veelvoud)\b",
            r"\b(per|par|pro|je)\b|/ ?(box|carton|ctn|colis|pack|doos|karton|ve|vpe|palette?)\b",
            r"\b(last|previous|letzte|vorig|dernier|conso\w*|verbrauch|verbruik|budget)\b",
            r"\b(poids|weight|gewicht|volume|taille|size|maat|grosse|couleur|colou?r|farbe|kleur)\b",
        ),
    ),
    (
        Role.QUANTITY,
        _words(
            r"\b(qty|qtys|qte|qtes|qt|quantit\w*|hoeveelheid|aantal|aantallen|nbre?|nb|nombre)\b",
            r"(menge|mengen|anzahl|stuckzahl|aantal)\b|\b(how many|combien|hoeveel|wie ?viele?)\b",
        ),
    ),
    (
        Role.OTHER,
        _words(
            r"\b(total|totale|totaal|gesamt\w*|summe|somme|som|sub-?total|date|datum|delai)\b",
            r"^(line|ligne|lijn|pos|position|positie|regel|zeile|lfd|rang)\b",
            r"^(nr|no|n°|n|#|num|numero|nummer|number)\.?$",
            r"(order|commande|bestelling|po|client|klant|kunde\w*|customer)( ?(no|nr|n°|number|"
            r"nummer|numero|code|id))\b|auftragsn|kundenn|klantn",
            r"\b(note|notes|remarque|remarques|opmerking\w*|bemerkung\w*|comments?|kommentar)\b",
        ),
    ),
    (
        Role.CODE,
        _words(
            r"\b(sku|codes?|ref|refs|reference|references|referenz|referentie|mpn|artnr|id)\b",
            r"(artikel|article|item|product|produit|produkt|part|art|bestell?|cat)\W*"
            r"(nr|no|nummer|number|num|numero|code|id)\b",
        ),
    ),
    (
        Role.NAME,
        _words(
            r"\b(designation|libelle|description|omschrijving|beschrijving|bezeichnung|intitule)\b",
            r"\b(beschreibung|benennung|nom|name|naam|produits?|products?|producten|produkte?)\b",
            r"\b(artikel|articles?|artikelen|items?|text|texte|goods|waren?)\b|bezeichnung|name$",
        ),
    ),
    (
        Role.MAYBE_QUANTITY,
        _words(
            r"\b(commandee?s?|commander|order|ordered|to order|besteld|bestellen|bestelling)\b",
            r"\b(bestellung|bestellt|gewenst|gewunscht|wanted|needed|souhaitee?s?|besoin|bedarf)\b",
            r"\b(pcs|pieces?|stuks?|stuck|stk|units|unites|cartons|colis|dozen|boxes|kartons)\b",
        ),
    ),
    (Role.UNIT, _words(r"\b(unit|unite|einheit|eenheid|uom|um|me|mesure)\b")),
)
_TOTAL = re.compile(
    r"(sub-?|grand |eind)?(total|totale|totaal|summe|somme|som|"
    r"gesamt(summe|betrag|menge|preis|wert|zahl)?)"
    r"( (general|net|netto|brut|brutto|ht|htva|ttc|tvac|excl|incl|btw|tva|mwst|vat|eur)\.?)*:?"
)
"""A sum and nothing else: «Total degreaser» is a product."""


def is_total(text: str) -> bool:
    """Whether a row that begins so is the sum below a list."""
    return _TOTAL.fullmatch(fold(text).strip()) is not None


def role_of(heading: str) -> Role | None:
    """What a heading says of its column; None for what may be no heading."""
    plain = fold(heading)
    if not plain or len(plain) > _LONGEST:
        return None
    return next((role for role, rule in _RULES if rule.search(plain)), None)
