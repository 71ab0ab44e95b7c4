"""What only a real server can show."""

from __future__ import annotations

import pytest

from shop_client.errors import ShopMisconfigured
from shop_client.tryton import TrytonShop

from .tryton_server import RunningTryton


async def test_a_wrong_password_is_for_a_person_to_mend(tryton_server: RunningTryton) -> None:
    shop = TrytonShop(tryton_server.url, tryton_server.database, tryton_server.user, "wrong")
    with pytest.raises(ShopMisconfigured, match="password"):
        await shop.info()
    await shop.close()


async def test_a_wrong_database_is_for_a_person_to_mend(tryton_server: RunningTryton) -> None:
    shop = TrytonShop(tryton_server.url, "nowhere", tryton_server.user, tryton_server.password)
    with pytest.raises(ShopMisconfigured, match="database"):
        await shop.info()
    await shop.close()
