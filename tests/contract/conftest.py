"""The shops that the contract suite runs against."""

from __future__ import annotations

import base64
import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from copy import copy
from dataclasses import replace
from datetime import date

import pytest

from shop_client.memory import MemoryShop
from shop_client.pictures import media_type_of
from shop_client.port import OnStep, Shop, no_step
from shop_client.tryton import TrytonShop
from shop_client.tryton.rpc import Rpc

from .harness import Harness, Interrupted
from .tryton_server import PYTHON, RunningTryton, running, template

GENEROUS_SECONDS = 60.0
"""What one call may take: these tests are about what is answered, on machines however busy."""


def interrupt_after(step: str) -> OnStep:
    async def on_step(done: str) -> None:
        if done == step:
            raise Interrupted(step)

    return on_step


class MemoryHarness:
    """A shop of its own for each test."""

    def __init__(self) -> None:
        self.shop = MemoryShop.from_sample(clock=lambda: date(2026, 3, 2))

    def dying_after(self, step: str) -> Shop:
        other = copy(self.shop)
        other.on_step = interrupt_after(step)
        return other

    async def rename(self, sku: str, name: str) -> None:
        article = self.shop.catalogue.articles[sku]
        product = replace(article.product, name={**article.product.name, "en": name})
        self.shop.catalogue.put(replace(article, product=product))

    async def attach(self, sku: str, name: str, content: bytes) -> None:
        if media_type_of(content) is not None:
            self._put_picture(sku, content)

    async def detach_all(self, sku: str) -> None:
        self._put_picture(sku, b"")

    def _put_picture(self, sku: str, content: bytes) -> None:
        article = self.shop.catalogue.articles[sku]
        product = replace(article.product, has_picture=bool(content))
        self.shop.catalogue.put(replace(article, product=product, picture=content))

    async def close(self) -> None:
        await self.shop.close()


class TrytonHarness:
    """A client of the session's server."""

    def __init__(self, server: RunningTryton) -> None:
        self._server = server
        self._clients: list[TrytonShop] = []
        self.shop = self._client(no_step)

    def _client(self, on_step: OnStep) -> TrytonShop:
        server = self._server
        client = TrytonShop(
            server.url,
            server.database,
            server.user,
            server.password,
            timeout=GENEROUS_SECONDS,
            on_step=on_step,
        )
        self._clients.append(client)
        return client

    def dying_after(self, step: str) -> Shop:
        return self._client(interrupt_after(step))

    async def rename(self, sku: str, name: str) -> None:
        async with self._merchant() as rpc:
            template = await _template(rpc, sku)
            await rpc.write("model.product.template.write", [template], {"name": name})

    async def attach(self, sku: str, name: str, content: bytes) -> None:
        async with self._merchant() as rpc:
            attachment = {
                "name": name,
                "resource": f"product.template,{await _template(rpc, sku)}",
                "data": {"__class__": "bytes", "base64": base64.b64encode(content).decode()},
            }
            await rpc.write("model.ir.attachment.create", [attachment])

    async def detach_all(self, sku: str) -> None:
        async with self._merchant() as rpc:
            resource = f"product.template,{await _template(rpc, sku)}"
            found = await rpc.read("model.ir.attachment.search", [["resource", "=", resource]])
            await rpc.write("model.ir.attachment.delete", found)

    @contextlib.asynccontextmanager
    async def _merchant(self) -> AsyncIterator[Rpc]:
        server = self._server
        password = server.administrator_password
        rpc = Rpc(server.url, server.database, "admin", password, timeout=GENEROUS_SECONDS)
        try:
            yield rpc
        finally:
            await rpc.close()

    async def close(self) -> None:
        for client in self._clients:
            await client.close()


async def _template(rpc: Rpc, sku: str) -> int:
    products = await rpc.read(
        "model.product.product.search_read", [["code", "=", sku]], 0, 1, None, ["template"]
    )
    return int(products[0]["template"])


@pytest.fixture(scope="session")
def tryton_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTryton]:
    if not PYTHON.exists():
        pytest.skip(f"the shop's environment is missing: {PYTHON.parents[1].name}")
    data = tmp_path_factory.mktemp("shop") / "data"
    shutil.copytree(template(), data)
    with running(data) as server:
        yield server


@pytest.fixture(params=["memory", "tryton"])
async def harness(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    harness: MemoryHarness | TrytonHarness
    if request.param == "memory":
        harness = MemoryHarness()
    else:
        harness = TrytonHarness(request.getfixturevalue("tryton_server"))
    yield harness
    await harness.close()


@pytest.fixture
def shop(harness: Harness) -> Shop:
    return harness.shop
