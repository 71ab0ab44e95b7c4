"""Which column of a file holds what: named by the person, or guessed from usual headers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from shop_client.importer.errors import ColumnMissing


class Field(StrEnum):
    """What a line of the file tells."""

    ORDER = "order"
    SKU = "sku"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    DATE = "date"
    PRICE = "price"
    CUSTOMER = "customer"
    COUNTRY = "country"


OPTIONAL = frozenset({Field.DESCRIPTION, Field.COUNTRY})
"""Without a description a product is named by its code; without a country a default serves."""

USUAL_HEADERS: Mapping[Field, tuple[str, ...]] = {
    Field.ORDER: (
        "invoiceno", "invoice", "invoicenumber", "order", "orderno", "ordernumber", "orderid",
        "facture", "numerofacture", "commande", "numerocommande", "factuur", "factuurnummer",
        "bestelling", "bestelnummer", "ordernummer", "rechnung", "rechnungsnummer", "rechnungsnr",
        "auftrag", "auftragsnummer", "bestellnummer", "document", "documentno",
    ),
    Field.SKU: (
        "stockcode", "sku", "productcode", "itemcode", "itemno", "code", "article", "articleno",
        "product", "productid", "reference", "codearticle", "refarticle", "artikel",
        "artikelnummer", "artikelcode", "artikelnr", "produktcode",
    ),
    Field.DESCRIPTION: (
        "description", "productname", "itemname", "designation", "libelle", "omschrijving",
        "beschrijving", "bezeichnung", "beschreibung", "naam", "name",
    ),
    Field.QUANTITY: (
        "quantity", "qty", "quantite", "qte", "aantal", "hoeveelheid", "menge", "anzahl", "units",
    ),
    Field.DATE: (
        "invoicedate", "orderdate", "date", "datefacture", "datecommande", "datum",
        "factuurdatum", "besteldatum", "rechnungsdatum", "auftragsdatum", "bestelldatum",
    ),
    Field.PRICE: (
        "unitprice", "price", "priceperunit", "prixunitaire", "prix", "pu", "puht", "prijs",
        "eenheidsprijs", "stukprijs", "preis", "einzelpreis", "stuckpreis",
    ),
    Field.CUSTOMER: (
        "customerid", "customer", "customerno", "customernumber", "customercode", "client",
        "clientid", "codeclient", "numeroclient", "klant", "klantnummer", "klantnr", "kunde",
        "kundennummer", "kundennr", "account", "company",
    ),
    Field.COUNTRY: ("country", "countrycode", "pays", "land", "landcode"),
}  # fmt: skip
"""Headers by which a column is known, compared without case, accents, spaces and signs; the first
of a list that the file has is taken."""


def map_columns(header: Sequence[str], named: Mapping[Field, str]) -> dict[Field, int]:
    """Finds the index of each column.

    Args:
        header: the first row of the file.
        named: headers as the person gave them; these win over guesses.

    Raises:
        ColumnMissing: a named column is not there, or a needed one has no usual header.
    """
    places: dict[str, int] = {}
    for index, title in enumerate(header):
        places.setdefault(_plain(title), index)
    found: dict[Field, int] = {}
    for one, title in named.items():
        if _plain(title) not in places:
            raise ColumnMissing(
                f"There is no column {title!r} for the {one}. The file has: {_list(header)}."
            )
        found[one] = places[_plain(title)]
    for one, titles in USUAL_HEADERS.items():
        free = (places[title] for title in titles if title in places)
        guess = next((place for place in free if place not in found.values()), None)
        if one not in found and guess is not None:
            found[one] = guess
    missing = [one for one in Field if one not in found and one not in OPTIONAL]
    if missing:
        options = ", ".join(f"--column {one}=HEADER" for one in missing)
        raise ColumnMissing(
            f"Which column holds the {' and the '.join(missing)}? Say it with {options}. "
            f"The file has: {_list(header)}."
        )
    return found


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]", "", letters) or title.strip()


def _list(header: Sequence[str]) -> str:
    return ", ".join(title.strip() or "(no name)" for title in header)
