"""The articles of a shop in memory, their changes in order, and what is on the shelf."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from shop_client.memory.data import Article
from shop_client.model import CataloguePage


class Catalogue:
    """Articles by SKU; each change has a number, and only an article's last change counts."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = dict(articles)
        self.stock = {sku: article.stock for sku, article in articles.items()}
        self._changed = {sku: number for number, sku in enumerate(articles, start=1)}

    def put(self, article: Article) -> None:
        """Adds an article or replaces the one with its SKU; its stock is the article's."""
        sku = article.product.sku
        self.articles[sku] = article
        self.stock[sku] = article.stock
        self._note_change(sku)

    def remove(self, sku: str) -> None:
        """Takes an article away for good."""
        del self.articles[sku], self.stock[sku]
        self._note_change(sku)

    def _note_change(self, sku: str) -> None:
        self._changed[sku] = max(self._changed.values(), default=0) + 1

    def page(self, cursor: str | None, limit: int) -> CataloguePage:
        """See `Shop.catalogue_changes`; the cursor is the number of the last change read."""
        since = int(cursor or 0)
        newer = sorted((number, sku) for sku, number in self._changed.items() if number > since)
        read = newer[:limit]
        return CataloguePage(
            products=tuple(self.articles[sku].product for _, sku in read if sku in self.articles),
            removed=tuple(sku for _, sku in read if sku not in self.articles),
            cursor=str(read[-1][0] if read else since),
            complete=len(newer) <= limit,
        )

    def take(self, sku: str, quantity: Decimal) -> None:
        """Promises units to an order; what is short makes the stock negative (a back-order)."""
        self.stock[sku] -= quantity
