"""Reads of people, conversations, buttons and cases for staff."""

from __future__ import annotations

from bot.domain.entities import (
    ButtonToken,
    CaseKind,
    ChannelAccount,
    Conversation,
    Person,
    StaffCase,
    TranscriptLine,
)
from bot.storage.store import Reads


class TalkReads(Reads):
    """See `bot.ports.Store`."""

    async def person(self, person_id: str) -> Person:
        """One person."""
        return await self._need(Person, person_id)

    async def person_of_account(
        self, channel: str, workspace: str, external_id: str
    ) -> Person | None:
        """Whose account this is, or None."""
        account = await self._first(
            ChannelAccount, channel=channel, workspace=workspace, external_id=external_id
        )
        return None if account is None else await self.person(account.person_id)

    async def conversation(self, conversation_id: str) -> Conversation:
        """One conversation."""
        return await self._need(Conversation, conversation_id)

    async def conversation_by_key(self, key: str) -> Conversation | None:
        """The conversation under a key, or None."""
        return await self._first(Conversation, key=key)

    async def conversations_of(self, person_id: str) -> list[Conversation]:
        """Newest activity first."""
        return await self._select(
            Conversation, by="last_message_at", newest_first=True, person_id=person_id
        )

    async def open_cases(self) -> list[StaffCase]:
        """Oldest first."""
        return await self._select(StaffCase, by="created_at", closed_at=None)

    async def case(self, case_id: str) -> StaffCase:
        """One case."""
        return await self._need(StaffCase, case_id)

    async def open_case_of(self, conversation_id: str) -> StaffCase | None:
        """The open hand-off of a conversation."""
        return await self._first(
            StaffCase, conversation_id=conversation_id, kind=CaseKind.HANDOFF, closed_at=None
        )

    async def button(self, token: str) -> ButtonToken | None:
        """The button behind a token, or None."""
        return await self._get(ButtonToken, token)

    async def buttons_in_group(self, group: str) -> list[ButtonToken]:
        """All tokens shown together, as they were made."""
        return await self._select(ButtonToken, group=group)

    async def unused_buttons(self, group: str) -> list[ButtonToken]:
        """Those of them that can still be pressed."""
        return await self._select(ButtonToken, group=group, used_at=None)

    async def transcript(self, conversation_id: str, limit: int = 50) -> list[TranscriptLine]:
        """The newest `limit`, oldest first."""
        newest = await self._select(
            TranscriptLine,
            by="at",
            newest_first=True,
            limit=limit,
            conversation_id=conversation_id,
        )
        return newest[::-1]
