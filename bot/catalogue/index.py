"""`CatalogueIndex`: the port `Catalogue` over the index file and a shop."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot.catalogue.database import Database
from bot.catalogue.grounding import MOST_CANDIDATES, Candidate, ground, ranked
from bot.catalogue.matching import Query, Texts, fit
from bot.catalogue.words import LANGUAGES, compact, token, tokens
from bot.ports import Grounding, Match
from shop_client.model import Product, ProductStatus, text_in
from shop_client.port import Shop

_PAGE = 500
_LONGEST_PHRASE = 200
_SHORTEST_SKU_WITHIN = 5
_LEAST_FOUND = 0.3
"""Least coverage of what a search lists."""
_NO_TEXTS = Texts(())


class CatalogueIndex:
    """What the shop sells, searchable without asking it; in a file of its own.

    Args:
        path: the index file; made when missing, emptied when it is another shop's or layout's.
        shop: whose catalogue it is.
    """

    def __init__(self, path: Path, shop: Shop) -> None:
        self._database = Database(path)
        self._shop = shop
        self._prepared = False
        self._refreshing = asyncio.Lock()

    def close(self) -> None:
        """Ends the connection that reads."""
        self._database.close()

    async def refresh(self) -> int:
        """Takes the shop's changes in; returns how many products changed or went.

        Raises ShopUnavailable, ShopMisconfigured; what was taken in before stays.
        """
        async with self._refreshing:
            if not self._prepared:
                info = await self._shop.info()
                identity = f"{info.engine}/{info.merchant_vat_number}/{info.merchant_name}"
                await asyncio.to_thread(self._database.prepare, identity)
                self._prepared = True
            changed = 0
            while True:
                cursor = await asyncio.to_thread(self._database.cursor)
                page = await self._shop.catalogue_changes(cursor, _PAGE)
                if await asyncio.to_thread(self._database.take, page, cursor):
                    changed += len(page.products) + len(page.removed)
                    if page.complete:
                        return changed

    async def product(self, sku: str) -> Product | None:
        """The product with this SKU as last indexed, or None."""
        await self._ready()
        return self._database.product(sku)

    async def ground(
        self, phrase: str, language: str, history: frozenset[str] = frozenset()
    ) -> Grounding:
        """What a phrase means; see `bot.catalogue.grounding` for when a product is certain.

        Raises what `refresh` raises while the index has never been filled.
        """
        await self._ready()
        return self._ground(phrase, language, history)

    async def search(
        self,
        phrase: str,
        language: str,
        history: frozenset[str] = frozenset(),
        limit: int = MOST_CANDIDATES,
    ) -> tuple[Match, ...]:
        """Products somehow fitting a phrase, best first: for looking around, not for ordering."""
        await self._ready()
        return self._search(phrase, language, history, limit)

    async def _ready(self) -> None:
        if not self._prepared:
            await self.refresh()

    def _ground(self, phrase: str, language: str, history: frozenset[str]) -> Grounding:
        phrase = phrase[:_LONGEST_PHRASE]
        return self._by_sku(phrase, language) or ground(
            phrase, *self._find(phrase, language, history)
        )

    def _search(
        self, phrase: str, language: str, history: frozenset[str], limit: int
    ) -> tuple[Match, ...]:
        phrase = phrase[:_LONGEST_PHRASE]
        words, found = self._find(phrase, language, history)
        grounding = self._by_sku(phrase, language) or ground(phrase, words, found)
        first = [grounding.certain] if grounding.certain else []
        rest = [c.match("name") for c in ranked([c for c in found if c.coverage >= _LEAST_FOUND])]
        both = {m.sku: m for m in [*first, *grounding.candidates, *rest]}
        return tuple(both.values())[:limit]

    def _by_sku(self, phrase: str, language: str) -> Grounding | None:
        """What the phrase means when it is a SKU, or has one among its words."""
        found = self._with_sku(phrase)
        if not found:
            return None
        matches = tuple(Match(p.sku, text_in(p.name, language), 1.0, "sku") for p in found)
        exact = len(matches) == 1 or matches[0].sku == phrase.strip()
        return Grounding(phrase, matches[0] if exact else None, matches[:MOST_CANDIDATES])

    def _with_sku(self, phrase: str) -> list[Product]:
        if not compact(phrase):
            return []
        if found := self._database.with_sku(phrase):
            return found
        for word in re.findall(r"[\w./-]+", phrase):
            plain = compact(word)
            if len(plain) >= _SHORTEST_SKU_WITHIN and re.search(r"\d|[-/]", word):
                found += self._database.with_sku(word)
        return found

    def _find(
        self, phrase: str, language: str, history: frozenset[str]
    ) -> tuple[int, list[Candidate]]:
        languages = [language, *(other for other in LANGUAGES if other != language)]
        in_all = tokens(phrase, languages)
        if not in_all:
            return 0, []
        known = self._database.known(in_all)
        found = self._database.find(in_all, known, language)
        vocabulary = self._database.vocabulary
        every = [Query(words, known=words in known, vocabulary=vocabulary) for words in in_all]
        in_own = tuple(token(words[0], [language]) for words in in_all)
        own = [
            Query(word, known=words in known, vocabulary=vocabulary)
            for word, words in zip(in_own, in_all, strict=True)
        ]
        return len(in_all), [
            Candidate(
                sku=entry.product.sku,
                name=text_in(entry.product.name, language),
                orderable=entry.product.status is ProductStatus.ORDERABLE,
                bought=entry.product.sku in history,
                own=fit(own, in_own, entry.own.get(language, _NO_TEXTS), own_language=True),
                any=fit(every, in_all, entry.all, own_language=False),
            )
            for entry in found
        ]
