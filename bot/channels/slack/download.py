"""Files that people sent: by id, from Slack's own hosts alone, of a size that we take."""

from __future__ import annotations

from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.failures import FILE_GONE, told
from bot.channels.slack.limits import LARGEST_FILE
from bot.errors import DeliveryFailed, Undeliverable
from bot.messages import Attachment

_CHUNK = 65_536


async def download(
    client: AsyncWebClient, session: aiohttp.ClientSession, attachment: Attachment
) -> Attachment:
    """The file with its content.

    Raises:
        DeliveryFailed: not now.
        Undeliverable: it is gone, too large, or kept by somebody else than Slack.
    """
    with told(FILE_GONE):
        answer = await client.files_info(file=attachment.reference)
    file = answer["file"]
    if int(file.get("size") or 0) > LARGEST_FILE:
        raise Undeliverable("file too large")
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not is_slack(url, client.base_url):
        raise Undeliverable("file kept elsewhere")
    content = await _content(session, url, str(client.token), str(file.get("mimetype") or ""))
    return Attachment(
        str(file.get("name") or attachment.filename),
        str(file.get("mimetype") or attachment.media_type),
        content,
        attachment.reference,
    )


def is_slack(url: str, api_url: str) -> bool:
    """Whether the token may go there: to Slack's hosts, or to the host of the Web API we use."""
    asked, api = urlsplit(url), urlsplit(api_url)
    if (asked.scheme, asked.netloc) == (api.scheme, api.netloc):
        return True
    host = asked.hostname or ""
    return asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))


async def _content(session: aiohttp.ClientSession, url: str, token: str, media_type: str) -> bytes:
    headers = {"authorization": f"Bearer {token}"}
    content = bytearray()
    with told():
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status in (403, 404, 410):
                raise Undeliverable("file gone or not for us")
            if response.status != 200:
                raise DeliveryFailed(f"file: {response.status}")
            if response.content_type == "text/html" and media_type != "text/html":
                raise Undeliverable("file not for us: the page to sign in came instead")
            async for chunk in response.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise Undeliverable("file too large")
    return bytes(content)
