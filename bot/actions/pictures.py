"""How a product looks: its picture as a file, which each channel shows as well as it can."""

from __future__ import annotations

from typing import Any

from bot.actions.asking import ask_vat_number
from bot.actions.card import CardBuilder
from bot.actions.pending import product_of
from bot.actions.registry import on_button, on_command
from bot.actions.turn import Turn
from bot.messages import Attachment
from shop_client.errors import PictureUnusable, UnknownSku
from shop_client.model import Product

_LONGEST_QUOTE = 60


def offer_picture(card: CardBuilder, product: Product) -> None:
    """A button for the picture, where the shop has one."""
    if product.has_picture:
        card.button("button-picture", "product.picture", {"sku": product.sku})


@on_button("product.picture")
async def picture_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """The picture of a product; the button may be pressed again."""
    await _send_picture(turn, await product_of(turn, data["sku"]))


@on_command("picture")
async def picture_command(turn: Turn, rest: str) -> None:
    """`/picture SKU`, or whatever else names one product."""
    if not rest:
        turn.say("picture-of-what")
        return
    if turn.membership is None:
        turn.remember("resume", f"/picture {rest}")
        ask_vat_number(turn, "ask-vat-number-first")
        return
    grounding = await turn.services.catalogue.ground(rest, turn.language)
    if grounding.certain:
        await _send_picture(turn, await product_of(turn, grounding.certain.sku))
    elif grounding.candidates:
        card = turn.say("which-product", phrase=rest[:_LONGEST_QUOTE])
        for match in grounding.candidates:
            card.choice(match.name, "product.picture", {"sku": match.sku})
    else:
        turn.say("not-found", phrases=f"«{rest[:_LONGEST_QUOTE]}»")


async def _send_picture(turn: Turn, product: Product) -> None:
    card = turn.reply()
    about: dict[str, str] = {"product": card.name(product.name), "sku": product.sku}
    try:
        picture = await turn.services.shop.product_picture(product.sku)
    except UnknownSku:
        picture = None
    except PictureUnusable:
        card.say("picture-unusable", **about).button("button-human", "human")
        return
    if picture is None:
        card.say("picture-none", **about)
        return
    caption = card.text("picture-caption", **about)
    card.quote(caption).attach(
        Attachment(picture.filename, picture.media_type, picture.content, description=caption)
    )
