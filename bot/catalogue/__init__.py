"""The local index of the shop's products: what a phrase means, and what a search finds."""

from bot.catalogue.index import CatalogueIndex

__all__ = ["CatalogueIndex"]
