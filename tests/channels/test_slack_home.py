"""The home page: what a person sees there, and that it follows what they press."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.domain.entities import ApprovalState
from bot.storage.tables import button_token
from channels.slack_assistant import (
    APPROVER,
    BUYER,
    SlackAssistant,
    button,
    home,
    home_button,
    last,
    slack_assistant,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
LARGE = "40 PAP-A4-80, 20 COF-BEAN-1K"
SMALL = "10 PAP-A4-80, 3 GLV-NIT-L"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackAssistant]:
    async with slack_assistant(tmp_path_factory.mktemp("assistant")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def assistant(running: SlackAssistant) -> AsyncIterator[SlackAssistant]:
    yield running
    await running.forget()


async def tokens(assistant: SlackAssistant) -> int:
    """How many buttons were ever made."""
    rows = await assistant.app.storage.database.fetch_value(
        select(func.count()).select_from(button_token)
    )
    assert isinstance(rows, int)
    return rows


async def test_somebody_new_sees_how_to_begin_and_nothing_of_a_company(
    assistant: SlackAssistant,
) -> None:
    stranger = assistant.stranger("USTRANGER")

    page = await assistant.looks(stranger)
    assert "Ordering at" in page.text
    assert "Atelier" not in page.text
    await stranger.press(home_button(stranger, "Begin").token)
    await assistant.rest()

    assert "VAT number" in last(stranger).text


async def test_a_buyer_sees_their_cart_and_past_orders(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    assert "Your cart is empty" in (await assistant.looks(buyer)).text
    await assistant.says(buyer, SMALL)

    page = await assistant.looks(buyer)

    assert "Atelier Nord" in page.text
    assert "PAP-A4-80" in page.text
    labels = [found.label for found in page.buttons]
    assert {"Order", "Edit lines", "Empty the cart"} <= set(labels)
    assert labels.count("Order again") == 5
    assert "Waiting for your approval" not in page.text


async def test_the_page_follows_a_press_on_it(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await assistant.looks(buyer)

    await buyer.press(home_button(buyer, "Empty the cart").token)
    await assistant.rest()
    assert "Your cart is empty" in home(buyer).text
    assert await assistant.quantities(buyer) == {}

    await buyer.press(home_button(buyer, "Order again").token)
    await assistant.rest()
    assert "Your cart is empty" not in home(buyer).text
    assert await assistant.quantities(buyer) != {}


async def test_lines_are_edited_from_the_page_and_it_shows_them(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await assistant.looks(buyer)

    await buyer.press(home_button(buyer, "Edit lines").token)
    assert buyer.dialog() is not None
    await buyer.submit({"line-1": "12"})
    await assistant.rest()

    assert await assistant.quantities(buyer) == {"PAP-A4-80": "10", "GLV-NIT-L": "12"}
    assert "12 boxes" in home(buyer).text


@pytest.mark.parametrize(
    ("decision", "state"),
    [("Approve", ApprovalState.APPROVED), ("Reject", ApprovalState.REJECTED)],
)
async def test_an_approver_decides_on_the_page(
    assistant: SlackAssistant, decision: str, state: ApprovalState
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    approval_id = await assistant.asks_for_approval(buyer, LARGE)
    assert "Waiting for your approval" in (await assistant.looks(approver)).text

    await approver.press(home_button(approver, decision).token)
    if decision == "Reject":
        await approver.submit({"reason": "Not this month"})
    await assistant.rest()

    assert (await assistant.request(approval_id)).state is state
    assert "Waiting for your approval" not in home(approver).text
    # The message that asked in the conversation has no buttons any more either.
    newest = {seen.message_id: seen.card for seen in approver.seen()}
    asked = next(card for card in newest.values() if "Please approve" in card.text)
    assert asked.buttons == ()


async def test_a_decision_made_elsewhere_is_told_to_whoever_presses_on_the_old_page(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    await assistant.asks_for_approval(buyer, LARGE)
    await assistant.looks(approver)
    await assistant.presses(approver, "Approve")

    await approver.press(home_button(approver, "Approve").token)
    await assistant.rest()

    assert any("already approved" in seen.card.text for seen in approver.seen())


async def test_looking_again_and_again_makes_no_new_buttons(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    first = await assistant.looks(buyer)
    made = await tokens(assistant)

    for _ in range(3):
        again = await assistant.looks(buyer)

    assert await tokens(assistant) == made
    assert again == first


async def test_a_press_on_the_page_as_it_was_a_moment_ago_counts(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await assistant.looks(buyer)
    earlier = buyer.press_payload(home_button(buyer, "Order").token)
    await assistant.looks(buyer)

    await assistant.slack.deliver("interactive", earlier)
    await assistant.rest()

    assert "purchase order number" in last(buyer).text


async def test_who_must_prove_their_mailbox_again_sees_how_to_begin(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    assert "PAP-A4-80" in (await assistant.looks(buyer)).text
    assistant.clock.advance(timedelta(days=91))

    page = await assistant.looks(buyer)

    assert "PAP-A4-80" not in page.text
    assert "Begin" in [found.label for found in page.buttons]
    assert "90 days" in last(buyer).text


async def test_while_the_shop_is_away_the_page_says_so(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    assistant.shop.mode = "down"

    page = await assistant.looks(buyer)

    assert "The shop does not answer" in page.text
    assert page.buttons == ()
    assistant.shop.mode = "up"
    assert "Your cart is empty" in (await assistant.looks(buyer)).text


async def test_a_press_in_the_conversation_is_seen_at_the_next_look(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await assistant.looks(buyer)
    await buyer.press(button(buyer, "Empty the cart").token)
    await assistant.rest()

    assert "Your cart is empty" in (await assistant.looks(buyer)).text
