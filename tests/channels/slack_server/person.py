"""A person in Slack: what they write, press and fill in, and what they see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from bot.messages import Attachment, Button, ButtonStyle, Card
from channels.people import Seen
from channels.slack_server import files, messages, payloads, views
from channels.slack_server.server import Answer, SlackServer
from channels.slack_server.world import JSON, Change, Posted, StoredFile, User, Workspace

_BOLD = re.compile(r"\*([^*\n]+)\*")


class SlackPerson:
    """One member at their Slack; `bot.channels` meets them in direct messages or a channel.

    Attributes:
        last: how the app answered what they did last.
    """

    def __init__(self, slack: SlackServer, workspace: Workspace, user: User) -> None:
        self.slack = slack
        self.workspace = workspace
        self.user = user
        self.last = Answer(False, 0, None, {})
        self._said: dict[tuple[str, str], JSON] = {}

    @property
    def direct(self) -> str:
        """The channel of their direct messages with the app."""
        return self.workspace.direct(self.user.id)

    # --- what they do

    async def write(self, text: str) -> None:
        """Writes to the app directly; a slash at the beginning makes it a command.

        Slack knows /order alone; the assistant's other commands come behind it. While a modal
        is open, it is what they write in: into the line of a product that they name, if any.
        """
        if view := self.dialog():
            inputs = [block for block in view["blocks"] if block["type"] == "input"]
            what, _, sku = text.rpartition(" ")
            named = [b for b in inputs if sku and b["label"]["text"].endswith(f" {sku}")]
            if named:
                await self.submit({named[0]["block_id"]: "0" if what == "remove" else what})
                return
            empty = [b for b in inputs if "initial_value" not in b["element"]]
            await self.submit({(empty or inputs)[0]["block_id"]: text})
        elif text.startswith("/"):
            await self.command(text if text.partition(" ")[0] == "/order" else f"/order {text}")
        else:
            await self.say(text)

    async def say(self, text: str, *, channel: str = "", thread: str = "", **more: Any) -> JSON:
        """Writes a message, in a channel or thread perhaps; returns its event."""
        channel = channel or self.direct
        inner = payloads.message(self.user, channel, self.workspace.new_ts(), text, **more)
        if thread:
            inner["thread_ts"] = thread
        self._keep(inner)
        await self._event(inner)
        return inner

    async def mention(self, text: str, channel: str = "C0000000001", thread: str = "") -> JSON:
        """Writes to the app in a channel: Slack tells of it twice."""
        said = f"<@{self.workspace.bot_user_id}> {text}"
        inner = await self.say(said, channel=channel, thread=thread)
        await self._event(payloads.mention(inner))
        return inner

    async def edit(self, before: JSON, text: str, **more: Any) -> JSON:
        """Changes an earlier message; the same text with `more` is Slack adding a preview."""
        inner = payloads.changed(before, text, self.user.id, self.workspace.new_ts(), **more)
        await self._event(inner)
        return inner

    async def command(self, text: str, channel: str = "") -> Answer:
        """Uses a slash command."""
        command, _, rest = text.partition(" ")
        fields = payloads.slash_command(
            self.workspace,
            self.user,
            channel or self.direct,
            command,
            rest,
            "https://hooks.slack.example/commands/none",
        )
        self.last = await self.slack.deliver("slash_commands", fields)
        return self.last

    async def upload(self, filename: str, media_type: str, content: bytes) -> None:
        """Sends a file."""
        file = StoredFile(
            self.workspace.new_id("F"), filename, media_type, content, self.user.id, len(content)
        )
        self.workspace.files[file.id] = file
        described = files.as_json(file, self.slack)
        await self.say("", subtype="file_share", files=[described], upload=False)

    async def open_home(self, tab: str = "home") -> None:
        """Looks at the app's home."""
        view = self.workspace.homes.get(self.user.id)
        ts = self.workspace.new_ts()
        await self._event(payloads.home_opened(self.user, self.direct, ts, view, tab))

    async def order_this(self, said: JSON, callback_id: str = "order_this") -> Answer:
        """Chooses the shortcut in a message's menu."""
        where = f"{self.workspace.team_id}/{said['channel']}/{self.user.id}"
        payload = payloads.message_shortcut(
            self.workspace, self.user, callback_id, said, f"{self.slack.url}/hooks/{where}"
        )
        self.last = await self.slack.deliver("interactive", payload)
        return self.last

    async def press(self, token: str) -> None:
        """Presses the newest button that carries this token, shown now or before."""
        self.last = await self.slack.deliver("interactive", self.press_payload(token))

    def press_payload(self, token: str) -> JSON:
        """What Slack sends when this button is pressed."""
        home = self.workspace.homes.get(self.user.id)
        if home is not None:
            for block_id, button in _buttons(home["blocks"]):
                if button.get("value") == token:
                    where = {"container": {"type": "view", "view_id": home["id"]}, "view": home}
                    return payloads.pressed(self.workspace, self.user, button, block_id, where)
        for change in reversed(self.workspace.log):
            if not self._sees(change.posted):
                continue
            for block_id, button in _buttons(change.posted.blocks):
                if button.get("value") == token:
                    where = self._where(change.posted)
                    return payloads.pressed(self.workspace, self.user, button, block_id, where)
        raise AssertionError("no such button was shown")

    def _where(self, posted: Posted) -> JSON:
        container = {
            "type": "message",
            "message_ts": posted.ts,
            "channel_id": posted.channel,
            "is_ephemeral": bool(posted.only_for),
        }
        if posted.thread_ts:
            container["thread_ts"] = posted.thread_ts
        return {
            "container": container,
            "channel": {"id": posted.channel, "name": "directmessage"},
            "message": messages.as_json(posted, self.workspace),
        }

    def dialog(self) -> JSON | None:
        """The modal that is open before them, or None."""
        mine = [v for v in self.workspace.views.values() if v["_user"] == self.user.id]
        return mine[-1] if mine else None

    async def submit(self, values: dict[str, str]) -> Answer:
        """Fills the open modal in (by block id; the rest stays as it is) and sends it off."""
        view = self.dialog()
        if view is None:
            raise AssertionError("no modal is open")
        payload = self.submit_payload(view, values)
        self.last = await self.slack.deliver("interactive", payload)
        action = self.last.body.get("response_action")
        if self.last.acknowledged and action in (None, "clear"):
            self.workspace.views.pop(view["id"], None)
        elif action == "errors":
            wrong = self.last.body["errors"].values()
            seen = views.as_seen(view, self.user.id, self.workspace, *wrong)
            self.workspace.log.append(Change(seen, edits=True))
        return self.last

    def submit_payload(self, view: JSON, values: dict[str, str]) -> JSON:
        """What Slack sends when this modal is sent off."""
        state = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                value = values.get(block["block_id"], element.get("initial_value"))
                filled = {"type": element["type"], "value": value or None}
                state[block["block_id"]] = {element["action_id"]: filled}
        return payloads.submitted(self.workspace, self.user, view, state)

    async def cancel(self) -> None:
        """Closes the open modal without sending it off."""
        view = self.dialog()
        if view is None:
            raise AssertionError("no modal is open")
        del self.workspace.views[view["id"]]
        if view["notify_on_close"]:
            payload = payloads.closed(self.workspace, self.user, view)
            self.last = await self.slack.deliver("interactive", payload)

    async def _event(self, inner: JSON) -> None:
        outside = self.user.team_id != self.workspace.team_id
        payload = payloads.event(self.workspace, inner, outside=outside)
        self.last = await self.slack.deliver("events_api", payload)

    def _keep(self, inner: JSON) -> None:
        self.workspace.messages[inner["channel"], inner["ts"]] = Posted(
            inner["channel"],
            inner["ts"],
            self.user.id,
            inner["text"],
            thread_ts=inner.get("thread_ts", ""),
        )

    # --- what they see

    def _sees(self, posted: Posted) -> bool:
        if posted.only_for:
            return posted.only_for == self.user.id
        return posted.channel == self.direct or posted.channel in self.workspace.channels

    def seen(self) -> Sequence[Seen]:
        """Everything the app sent to their direct messages, changes and modals too."""
        return [
            Seen(f"{c.posted.channel}:{c.posted.ts}", self._card(c.posted), c.edits)
            for c in self.workspace.log
            if c.posted.channel == self.direct and c.posted.by_bot
        ]

    def home(self) -> Card | None:
        """Their home page as they see it, or None before there was one."""
        view = self.workspace.homes.get(self.user.id)
        return None if view is None else _shown(view["blocks"], "")

    def _card(self, posted: Posted) -> Card:
        card = _shown(posted.blocks, posted.text)
        attached = tuple(
            Attachment(
                described["name"],
                described["mimetype"],
                self.workspace.files[described["id"]].content,
                described["id"],
            )
            for described in posted.files
        )
        return Card(text=card.text, buttons=card.buttons, attachments=attached)


def _buttons(blocks: list[JSON]) -> Iterator[tuple[str, JSON]]:
    for block in blocks:
        if block["type"] == "actions":
            for element in block["elements"]:
                if element["type"] == "button":
                    yield block.get("block_id", ""), element


def _shown(blocks: list[JSON], text: str) -> Card:
    """Blocks as the app shows them; without any, the text of the message."""
    if not blocks:
        return Card(text=displayed({"type": "mrkdwn", "text": text}))
    words = []
    for block in blocks:
        texts = [block["text"]] if "text" in block else []
        texts += block.get("fields", [])
        texts += block["elements"] if block["type"] == "context" else []
        words += [displayed(each) for each in texts]
    buttons = tuple(
        Button(
            unescape(button["text"]["text"]),
            button.get("value", ""),
            ButtonStyle(button.get("style", "default")),
        )
        for _, button in _buttons(blocks)
    )
    return Card(text="\n".join(words), buttons=buttons)


def displayed(text: JSON) -> str:
    """A text object as it is read: mark-up obeyed, entities resolved."""
    said: str = text["text"]
    if text["type"] == "mrkdwn":
        said = _BOLD.sub(r"\1", said)
    return unescape(said)


class SmallSlack(SlackServer):
    """`channels.people.SmallPlatform`: Slack as far as anybody can tell."""

    def __init__(self, *, events_url: str | None = None) -> None:
        super().__init__(events_url=events_url)
        self._people: dict[str, SlackPerson] = {}

    def chat(self, user_id: str, name: str, language: str) -> SlackPerson:
        """The direct messages of a person, made when they first turn up."""
        slack_id = self.slack_id(user_id)
        if slack_id not in self._people:
            user = self.home.user(slack_id, name, f"{language}-{language.upper()}")
            self._people[slack_id] = SlackPerson(self, self.home, user)
        return self._people[slack_id]

    def conversation_key(self, user_id: str) -> str:
        """The key under which the assistant knows that chat."""
        return f"slack\x1f{self.team_id}\x1f{self.slack_id(user_id)}"

    @staticmethod
    def slack_id(user_id: str) -> str:
        """A user id as Slack has them: a U, then capitals and digits."""
        plain = re.sub(r"[^A-Z0-9]", "", user_id.upper())
        return plain if plain.startswith("U") else f"U{plain}"
