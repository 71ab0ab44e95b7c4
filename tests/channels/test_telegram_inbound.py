"""What Telegram's updates mean: one function, no calls."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.telegram.addressing import Us
from bot.channels.telegram.inbound import Arrival, Place, read, read_update
from bot.messages import Attachment, InboundKind

US = Us(5_550_000_001, "SampleOrdersBot")
USER = {"id": 1001, "is_bot": False, "first_name": "Buyer", "last_name": "One (sample)"}
PRIVATE = {"id": 1001, "type": "private"}
GROUP = {"id": -1009, "type": "supergroup", "title": "Purchasing"}
OUR_MESSAGE = {
    "message_id": 3,
    "date": 1,
    "chat": GROUP,
    "from": {"id": US.id, "is_bot": True, "first_name": "Comptoir"},
}


def arrival(kind: str = "message", /, **content: Any) -> Arrival:
    message = {"message_id": 7, "date": 1, "chat": PRIVATE, "from": USER} | content
    return read(read_update({"update_id": 1, kind: message}), US)


def of(found: Arrival) -> tuple[InboundKind, str]:
    assert found.message is not None
    return found.message.kind, found.message.text


def mention(text: str, name: str) -> dict[str, Any]:
    offset = len(text[: text.index(name)].encode("utf-16-le")) // 2
    return {
        "text": text,
        "entities": [{"type": "mention", "offset": offset, "length": len(name)}],
    }


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ("/order", "/order"),
        ("/order@SampleOrdersBot 10 PAP-A4-80", "/order 10 PAP-A4-80"),
        ("/order\n10 PAP-A4-80\n2 coffee", "/order 10 PAP-A4-80\n2 coffee"),
        ("/start", "/start"),
        ("/start here", "/start"),
        ("/start join-ABCDE23456", "/join ABCDE23456"),
        (
            "/start request-0123456789abcdef0123456789abcdef",
            "/request 0123456789abcdef0123456789abcdef",
        ),
        ("/start joinery", "/start"),
        ("/nonsense", "/nonsense"),
        ("//", "//"),
    ],
)
def test_commands_and_what_links_hand_over(written: str, command: str) -> None:
    assert of(arrival(text=written)) == (InboundKind.COMMAND, command)


def test_who_wrote_is_known_by_number_and_named_for_people() -> None:
    found = arrival(text="hello", **{"from": USER | {"language_code": "nl"}}).message
    assert found is not None
    assert found.sender is not None
    assert (found.sender.external_id, found.chat_id) == ("1001", "1001")
    assert (found.sender.name, found.sender.language) == ("Buyer One (sample)", "nl")


def test_a_repeat_bears_the_same_name_whatever_the_number_of_its_update() -> None:
    message = {"message_id": 7, "date": 1, "chat": PRIVATE, "from": USER, "text": "hello"}
    first, second = (
        read(read_update({"update_id": number, "message": message}), US).message
        for number in (1, 2)
    )
    assert first == second


def test_an_edit_says_how_the_message_reads_now() -> None:
    first = arrival("edited_message", text="3 boxes", edit_date=10)
    second = arrival("edited_message", text="4 boxes", edit_date=20)
    assert of(first) == (InboundKind.EDIT, "3 boxes")
    assert of(second) == (InboundKind.EDIT, "4 boxes")


def test_an_edit_bears_a_name_of_its_own_for_each_second_and_wording() -> None:
    edits = [("3 boxes", 10), ("4 boxes", 10), ("4 boxes", 20), ("\ud83d", 20), ("3 boxes", 10)]
    names = [
        found.message.external_id
        for text, at in edits
        if (found := arrival("edited_message", text=text, edit_date=at)).message
    ]
    assert all(name.startswith("edit:1001:7:") for name in names)
    assert len(names) == 5
    assert len(set(names)) == 4
    assert names[0] == names[-1]


def test_an_edit_in_a_group_is_a_message_and_where_that_was_read_before_an_edit() -> None:
    naming = mention("@SampleOrdersBot 3 boxes", "@SampleOrdersBot")
    found = arrival("edited_message", chat=GROUP, edit_date=10, **naming)
    assert of(found) == (InboundKind.TEXT, "3 boxes")
    assert found.message is not None
    assert found.message.external_id == "message:-1009:7"
    assert found.place == Place(-1009, 7, None)
    assert found.repeated is not None
    assert (found.repeated.kind, found.repeated.text) == (InboundKind.EDIT, "3 boxes")
    assert found.message.chat_id == found.repeated.chat_id == "1001"


@pytest.mark.parametrize(
    "content",
    [
        {"text": "3 boxes", "edit_date": 10},
        mention("@SampleOrdersBot 3 boxes", "@SampleOrdersBot"),
        {"text": "/cart", "edit_date": 10, "from": USER | {"is_bot": True}},
    ],
    ids=["not to us", "a link preview", "a bot"],
)
def test_an_edit_in_a_group_that_is_none_of_our_business(content: dict[str, Any]) -> None:
    assert arrival("edited_message", chat=GROUP, **content) == Arrival()


def test_a_link_preview_or_a_moving_place_is_no_edit() -> None:
    assert arrival("edited_message", text="see example.com") == Arrival()
    place = {"latitude": 50.8, "longitude": 4.3}
    assert arrival("edited_message", location=place, edit_date=10) == Arrival()


def test_a_document_is_named_and_fetched_later() -> None:
    document = {
        "file_id": "F1",
        "file_unique_id": "f1",
        "file_name": "list.xlsx",
        "mime_type": "application/vnd.ms-excel",
    }
    found = arrival(document=document, caption="PO 1234")
    assert of(found) == (InboundKind.FILE, "PO 1234")
    assert found.message is not None
    assert found.message.attachments == (
        Attachment("list.xlsx", "application/vnd.ms-excel", b"", "F1"),
    )


def test_a_photo_comes_in_its_largest_size() -> None:
    sizes = [
        {"file_id": f"F{width}", "file_unique_id": "f", "width": width, "height": width}
        for width in (90, 1280, 320)
    ]
    found = arrival(photo=sizes).message
    assert found is not None
    assert found.attachments == (Attachment("photo-7.jpg", "image/jpeg", b"", "F1280"),)


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "F", "file_unique_id": "f", "duration": 3}},
        {"location": {"latitude": 50.8, "longitude": 4.3}},
        {"contact": {"phone_number": "+32", "first_name": "Somebody"}},
        {"dice": {"emoji": "🎲", "value": 4}},
    ],
    ids=str,
)
def test_what_has_no_words_is_still_answered(content: dict[str, Any]) -> None:
    assert of(arrival(**content)) == (InboundKind.TEXT, "")


def test_a_moving_picture_is_no_order_list() -> None:
    about = {"file_id": "F", "file_unique_id": "f"}
    moving = about | {"width": 1, "height": 1, "duration": 1}
    assert of(arrival(animation=moving, document=about)) == (InboundKind.TEXT, "")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 1, "date": 1, "chat": PRIVATE, "text": "x"}},
        {"text": "x", "from": USER | {"is_bot": True}},
        {"text": "x", "sender_chat": GROUP, "chat": GROUP},
        {"text": "lunch?", "chat": GROUP},
        {"text": "/cart@AnotherBot", "chat": GROUP},
        {"text": "/ban somebody", "chat": GROUP},
        {"chat": GROUP, **mention("@AnotherBot hello", "@AnotherBot")},
        {"text": "x", "chat": {"id": -5, "type": "channel", "title": "News"}},
    ],
    ids=lambda content: " ".join(content),
)
def test_what_is_none_of_our_business(content: dict[str, Any]) -> None:
    assert arrival(**content) == Arrival()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (mention("🙂 @sampleordersbot 3 boxes", "@sampleordersbot"), "🙂  3 boxes"),
        ({"text": "/cart@SampleOrdersBot"}, "/cart"),
        ({"text": "/cart"}, "/cart"),
        ({"text": "the second one", "reply_to_message": OUR_MESSAGE}, "the second one"),
    ],
)
def test_in_a_group_we_are_spoken_to(content: dict[str, Any], text: str) -> None:
    found = arrival(chat=GROUP, **content)
    assert of(found)[1] == text
    assert found.place == Place(-1009, 7, None)
    assert found.message is not None
    assert (found.message.chat_id, found.message.thread) == ("1001", "")


def test_everything_in_a_topic_that_we_opened_is_not_said_to_us() -> None:
    opened = OUR_MESSAGE | {"forum_topic_created": {"name": "Paper", "icon_color": 1}}
    about = {"chat": GROUP, "message_thread_id": 3, "is_topic_message": True}
    assert arrival(text="lunch?", reply_to_message=opened, **about) == Arrival()


def test_a_topic_of_a_private_chat_is_where_the_answer_belongs() -> None:
    found = arrival(text="hello", message_thread_id=12, is_topic_message=True).message
    assert found is not None
    assert found.thread == "12"


@pytest.mark.parametrize("data", ["not ours!", "x" * 65, "a\x00b", "", None, "<script>"])
def test_data_of_a_press_that_are_not_ours_are_no_token(data: str | None) -> None:
    query = {"id": "9", "from": USER, "chat_instance": "1"} | ({"data": data} if data else {})
    found = read(read_update({"update_id": 1, "callback_query": query}), US)
    assert found.callback_id == "9"
    assert found.message is not None
    assert (found.message.kind, found.message.token) == (InboundKind.BUTTON, "")


@pytest.mark.parametrize(
    "update",
    [
        {"poll": {"id": "1"}},
        {"a_kind_of_tomorrow": {"id": 1}},
        {},
        {"message": {"text": "no chat, no number"}},
        {"message": "not an object"},
        {"callback_query": 5},
    ],
    ids=str,
)
def test_kinds_that_we_do_not_know_and_shapes_that_are_wrong_are_counted(
    update: dict[str, Any],
) -> None:
    assert read(read_update({"update_id": 1} | update), US) == Arrival(unknown=True)


@pytest.mark.parametrize("payload", [[], "x", None, {}, {"update_id": "1"}, {"update_id": True}])
def test_what_is_no_update_at_all(payload: Any) -> None:
    with pytest.raises(ValueError, match="no update"):
        read_update(payload)
