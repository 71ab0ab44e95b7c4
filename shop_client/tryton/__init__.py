"""The adapter of Tryton 8.2 with the module `comptoir` (see `shop_client/tryton_server`)."""

from shop_client.tryton.shop import TrytonShop

__all__ = ["TrytonShop"]
