"""A whole shop in memory, deterministic: for unit tests, benchmarks and writers of adapters."""

from shop_client.memory.data import Account, Article, Freight, ShopData
from shop_client.memory.shop import MemoryShop

__all__ = ["Account", "Article", "Freight", "MemoryShop", "ShopData"]
