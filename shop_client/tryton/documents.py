"""Invoices as files, by Tryton's own report, and pictures that the merchant attached."""

from __future__ import annotations

from shop_client.errors import NotFound, PictureUnusable, UnknownSku
from shop_client.model import Document
from shop_client.pictures import LARGEST_PICTURE, as_picture
from shop_client.tryton.rpc import Rpc

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
}


async def invoice_document(rpc: Rpc, party_id: int, invoice_id: str) -> Document:
    """A posted invoice of this party as Tryton's report gives it. Raises NotFound."""
    domain = [
        ["id", "=", int(invoice_id) if invoice_id.isdecimal() else -1],
        ["party", "=", party_id],
        ["state", "in", ["posted", "paid"]],
    ]
    found = await rpc.read("model.account.invoice.search_read", domain, 0, 1, None, ["number"])
    if not found:
        raise NotFound(invoice_id)
    # Tryton keeps what it renders first, so this may write there; doing it again is harmless.
    extension, content, _, _ = await rpc.read(
        "report.account.invoice.execute", [found[0]["id"]], {}
    )
    media_type = _MEDIA_TYPES.get(extension, "application/octet-stream")
    return Document(f"{found[0]['number']}.{extension}", media_type, content)


async def product_picture(rpc: Rpc, sku: str) -> Document | None:
    """The newest picture attached to a product; see `Shop.product_picture`."""
    found = await rpc.read("model.comptoir.shop.picture", sku, LARGEST_PICTURE)
    if found is None:
        raise UnknownSku(sku)
    if not found["size"]:
        return None
    if found["content"] is None:
        raise PictureUnusable(f"{sku}: {found['size']} bytes")
    return as_picture(sku, found["content"])
