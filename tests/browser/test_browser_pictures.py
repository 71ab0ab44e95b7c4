"""A product's picture stands in the chat, and what is none is a file like any other."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.channels.web.channel import conversation_key
from bot.messages import Attachment, Card
from browser.conftest import Arrive
from browser.stage import BUYER

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest.mark.parametrize("width", [1280, 360])
async def test_a_product_is_seen_before_it_is_ordered(arrive: Arrive, width: int) -> None:
    visitor = await arrive(viewport={"width": width, "height": 800})
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "/picture GLV-NIT-L")
    message = await visitor.reads("buyer", "Nitrile gloves blue, size L.*GLV-NIT-L")
    picture = message.get_by_role("img", name="Nitrile gloves blue, size L, box of 100")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") == 400
    box, log = (
        await picture.bounding_box(),
        await visitor.page.locator("#buyer .log").bounding_box(),
    )
    assert box is not None
    assert log is not None
    assert log["y"] <= box["y"]
    assert box["y"] + box["height"] <= log["y"] + log["height"]
    assert box["x"] + box["width"] <= log["x"] + log["width"]
    await visitor.is_accessible()
    await visitor.keeps_picture(f"picture-{width}")


async def test_a_file_that_only_claims_to_be_a_picture_can_be_saved(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.identifies("buyer", *BUYER)
    file = Attachment("gloves.png", "image/png", b"<script>", description="Gloves")
    async with visitor.site.sandbox.apps.use() as app:
        key = conversation_key("buyer")
        await app.messages.append(key, "broken", Card("Here it is.", attachments=(file,)))
    message = await visitor.reads("buyer", "Here it is")
    await expect(message.locator("a.file")).to_contain_text("gloves.png")
    await expect(message.locator("img")).to_have_count(0)
