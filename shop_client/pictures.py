"""Pictures of products: what is one is told by its first bytes, never by its name."""

from __future__ import annotations

import re

from shop_client.errors import PictureUnusable
from shop_client.model import Document

LARGEST_PICTURE = 5_000_000
"""Bytes: every channel takes so much, and a card on a phone needs far less."""
MEDIA_TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
"""What a picture may be, with the ending of its file name."""


def media_type_of(content: bytes) -> str | None:
    """The media type of a picture by its magic numbers; None for anything else.

    Sources: PNG 3rd edition 5.2; JPEG (ISO/IEC 10918-1) B.1.1.3; GIF89a 17; RFC 9649 2.4 (WebP).
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def as_picture(sku: str, content: bytes) -> Document:
    """A picture as a file that bears the product's SKU. Raises PictureUnusable."""
    if len(content) > LARGEST_PICTURE:
        raise PictureUnusable(f"{sku}: {len(content)} bytes")
    media_type = media_type_of(content)
    if media_type is None:
        raise PictureUnusable(f"{sku}: no picture by its first bytes")
    name = re.sub(r"[^\w-]+", "-", sku).strip("-") or "picture"
    return Document(f"{name}.{MEDIA_TYPES[media_type]}", media_type, content)
