"""Client of the parser: Rasa's `POST /model/parse`, wherever NLU_URL says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.errors import ParserUnavailable
from bot.intents.spans import Mention

TIMEOUT_SECONDS = 2.0
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser made of a text.

    Attributes:
        intent: its name, "" if the parser had none.
        confidence: 0 to 1.
        ranking: further intents with their confidence, best first.
        mentions: the parts of the text it recognised, by kind ("product", "delivery_address").
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    mentions: dict[str, tuple[Mention, ...]]


class RasaParser:
    """Asks the parser; closes its connections with `aclose` or as a context manager."""

    def __init__(self, url: str, *, token: str = "", timeout: float = TIMEOUT_SECONDS) -> None:
        """Args: the server's base URL, its token if it has one, seconds to wait each time."""
        self._url = f"{url.rstrip('/')}/model/parse"
        self._params = {"token": token} if token else {}
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def parse(self, text: str) -> Parsed:
        """Parse one text; ParserUnavailable after one retry."""
        reason = "no answer"
        for _ in range(ATTEMPTS):
            try:
                return _parsed(await self._ask(text))
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                reason = type(error).__name__
        raise ParserUnavailable(reason)

    async def _ask(self, text: str) -> dict[str, Any]:
        if self._session is None:  # it belongs to the event loop that it was made in
            self._session = aiohttp.ClientSession(timeout=self._timeout, raise_for_status=True)
        answer = self._session.post(self._url, params=self._params, json={"text": text})
        async with answer as response:
            content: dict[str, Any] = json.loads(await response.read())
            return content

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def _parsed(answer: dict[str, Any]) -> Parsed:
    mentions: dict[str, list[Mention]] = {}
    for entity in answer["entities"]:
        place = Mention(int(entity["start"]), int(entity["end"]))
        mentions.setdefault(str(entity["entity"]), []).append(place)
    return Parsed(
        intent=answer["intent"]["name"] or "",
        confidence=float(answer["intent"]["confidence"]),
        ranking=tuple(
            (str(i["name"]), float(i["confidence"])) for i in answer.get("intent_ranking", ())
        ),
        mentions={kind: tuple(places) for kind, places in mentions.items()},
    )
