"""Modals: opened at the press whatever waits, checked at once, and counted once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.slack.modals import FormDialogs
from bot.domain.cart import put_line
from bot.domain.entities import ApprovalState, CartLine
from channels.slack_assistant import (
    APPROVER,
    BUYER,
    SlackAssistant,
    button,
    last,
    slack_assistant,
)
from channels.slack_server import Fault, SlackPerson

LARGE = "40 PAP-A4-80, 20 COF-BEAN-1K"
SMALL = "10 PAP-A4-80, 3 GLV-NIT-L"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackAssistant]:
    async with slack_assistant(tmp_path_factory.mktemp("assistant"), workers=1) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def assistant(running: SlackAssistant) -> AsyncIterator[SlackAssistant]:
    yield running
    await running.forget()


def shown(chat: SlackPerson) -> dict[str, Any]:
    """The modal before somebody."""
    view = chat.dialog()
    assert view is not None, "no modal is open"
    return view


def filled(view: dict[str, Any]) -> dict[str, str]:
    """What stands in a modal at first, by label."""
    return {
        block["label"]["text"]: block["element"].get("initial_value", "")
        for block in view["blocks"]
        if block["type"] == "input"
    }


async def press(chat: SlackPerson, label: str) -> None:
    """Presses without waiting for any turn."""
    await chat.press(button(chat, label).token)


async def test_a_request_is_rejected_with_the_reason_of_the_modal(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    approval_id = await assistant.asks_for_approval(buyer, LARGE)

    await press(approver, "Reject")
    assert shown(approver)["title"]["text"] == "Reject this request"
    assert (await assistant.request(approval_id)).state is ApprovalState.WAITING
    await approver.submit({"reason": "Too much <!channel> coffee"})
    await assistant.rest()

    request = await assistant.request(approval_id)
    assert request.state is ApprovalState.REJECTED
    assert request.decision_reason == "Too much <!channel> coffee"
    assert "Too much <!channel> coffee" in last(buyer).text
    assert "with your reason" in last(approver).text


async def test_a_field_is_checked_in_the_acknowledgement_in_the_readers_language(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER, "fr")
    approval_id = await assistant.asks_for_approval(buyer, LARGE)

    await press(approver, "Refuser")
    answer = await approver.submit({"reason": "   "})

    assert answer.body == {
        "response_action": "errors",
        "errors": {"reason": "Merci de remplir ce champ."},
    }
    assert (await approver.submit({"reason": "x" * 501})).body["errors"] == {
        "reason": "C'est trop long\N{NO-BREAK SPACE}: 500 caractères au plus."
    }
    await approver.submit({"reason": "Trop"})
    await assistant.rest()
    assert (await assistant.request(approval_id)).decision_reason == "Trop"


async def test_a_cancelled_modal_leaves_every_button_alive(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    approval_id = await assistant.asks_for_approval(buyer, LARGE)

    await press(approver, "Reject")
    await approver.cancel()
    await press(approver, "Reject")
    await approver.cancel()
    await assistant.presses(approver, "Approve")

    assert (await assistant.request(approval_id)).state is ApprovalState.APPROVED


async def test_a_modal_sent_off_twice_counts_once(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    await assistant.asks_for_approval(buyer, LARGE)
    await press(approver, "Reject")
    payload = approver.submit_payload(shown(approver), {"reason": "Not now"})

    for _ in range(2):
        assert (await assistant.slack.deliver("interactive", payload)).acknowledged
    await assistant.rest()

    told = [seen for seen in buyer.seen() if "Not now" in seen.card.text]
    assert len(told) == 1
    assert not any("already" in seen.card.text for seen in approver.seen())


async def test_a_modal_that_comes_too_late_explains_itself(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    approver = await assistant.member("UAPPROVER", APPROVER)
    approval_id = await assistant.asks_for_approval(buyer, LARGE)
    await press(approver, "Reject")
    await assistant.presses(approver, "Approve")

    await approver.submit({"reason": "Not now"})
    await assistant.rest()

    assert (await assistant.request(approval_id)).state is ApprovalState.APPROVED
    assert "already" in last(approver).text


async def test_a_used_button_opens_no_modal_and_explains_itself(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    token = button(buyer, "Edit lines").token
    payload = buyer.press_payload(token)
    await assistant.presses(buyer, "Empty the cart")

    await assistant.slack.deliver("interactive", payload)
    await assistant.rest()

    assert buyer.dialog() is None
    assert any("already chosen" in seen.card.text for seen in buyer.seen())


async def test_somebody_elses_button_opens_no_modal(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    other = await assistant.member("UAPPROVER", APPROVER)
    await assistant.says(buyer, SMALL)
    payload = buyer.press_payload(button(buyer, "Edit lines").token)
    payload["user"] = {**payload["user"], "id": other.user.id}

    await assistant.slack.deliver("interactive", payload)
    await assistant.rest()

    assert other.dialog() is None
    assert buyer.dialog() is None
    assert "not yours" in last(other).text


async def test_lines_are_edited_in_a_modal(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)

    await press(buyer, "Edit lines")
    first, second = filled(shown(buyer)).items()
    assert (first[1], second[1]) == ("10", "3")
    assert first[0].endswith("PAP-A4-80")
    await buyer.submit({"line-0": "15", "line-1": "0"})
    await assistant.rest()

    assert await assistant.quantities(buyer) == {"PAP-A4-80": "15"}
    assert "15" in last(buyer).text


async def test_a_quantity_that_is_not_sold_is_asked_about_in_the_conversation(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)

    await press(buyer, "Edit lines")
    await buyer.submit({"line-0": "7", "line-1": "4"})
    await assistant.rest()

    assert await assistant.quantities(buyer) == {"PAP-A4-80": "10", "GLV-NIT-L": "4"}
    assert {found.label for found in last(buyer).buttons} >= {"5 reams", "10 reams"}


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("many", "Please write a number, such as 3 or 2.5; 0 takes the line out."),
        ("-1", "Please write a number, such as 3 or 2.5; 0 takes the line out."),
        ("1.500", "This could be read in two ways."),
        ("", "Please fill this in."),
    ],
)
async def test_what_is_no_quantity_is_told_beneath_its_field(
    assistant: SlackAssistant, written: str, problem: str
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await press(buyer, "Edit lines")

    errors = (await buyer.submit({"line-1": written})).body["errors"]

    assert list(errors) == ["line-1"]
    assert errors["line-1"].startswith(problem)
    await assistant.rest()
    assert await assistant.quantities(buyer) == {"PAP-A4-80": "10", "GLV-NIT-L": "3"}


async def test_a_modal_of_an_outdated_cart_changes_nothing_and_shows_the_present_one(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await press(buyer, "Edit lines")
    await buyer.say("5 PAP-A4-80, 2 GLV-NIT-L")
    await assistant.rest()

    await buyer.submit({"line-0": "50"})
    await assistant.rest()

    assert await assistant.quantities(buyer) == {"PAP-A4-80": "15", "GLV-NIT-L": "5"}
    texts = [seen.card.text for seen in buyer.seen() if not seen.edits]
    assert "has changed since this was shown" in texts[-2]
    assert "Your cart" in texts[-1]


async def test_nothing_changed_in_the_modal_is_said_and_the_buttons_live_on(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    await press(buyer, "Edit lines")
    await buyer.submit({})
    await assistant.rest()
    assert "Nothing was changed" in last(buyer).text

    await press(buyer, "Edit lines")
    assert buyer.dialog() is not None


async def test_where_no_modal_can_be_opened_it_is_asked_in_the_conversation(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    assistant.slack.faults.append(Fault("views.open", error="expired_trigger_id"))

    asked = await assistant.presses(buyer, "Edit lines")
    assert "Which line" in asked.text
    label = next(found.label for found in asked.buttons if found.label.endswith("3 boxes"))
    assert "How many" in (await assistant.presses(buyer, label)).text
    assert "two ways" in (await assistant.says(buyer, "1.500")).text
    await assistant.says(buyer, "8")
    assert await assistant.quantities(buyer) == {"PAP-A4-80": "10", "GLV-NIT-L": "8"}

    # The same list of lines: the other one is still as it was shown, this one no longer.
    label = next(found.label for found in asked.buttons if "reams" in found.label)
    await assistant.presses(buyer, label)
    await assistant.presses(buyer, "Leave it out")
    assert await assistant.quantities(buyer) == {"GLV-NIT-L": "8"}


async def test_a_cart_too_long_for_one_form_is_edited_in_parts(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    page = await assistant.shop.catalogue_changes(None)
    skus = [product.sku for product in page.products if product.status == "orderable"][:100]
    async with assistant.app.uow() as unit:
        cart = await assistant.cart(buyer)
        assert cart is not None
        cart = await unit.store.cart(cart.id)
        for sku in skus:
            put_line(cart, CartLine(sku, Decimal(10)))
        await unit.commit()
    await assistant.says(buyer, "/order /cart")

    await press(buyer, "Edit lines 91–100")
    assert len(filled(shown(buyer))) == 10


async def test_a_modal_opens_at_once_though_the_only_worker_is_busy(
    assistant: SlackAssistant,
) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    assistant.shop.delay_seconds = 2.0
    assistant.shop.mode = "slow"
    for number in range(20):
        await assistant.message(buyer, f"waiting-{number}", "/cart")

    await press(buyer, "Edit lines")

    key = assistant.slack.conversation_key(buyer.user.id)
    assert len((await assistant.app.inbox.unanswered(key)).external_ids) == 20
    assert filled(shown(buyer))
    assistant.shop.mode = "up"
    await assistant.rest()


async def test_a_button_without_a_form_is_left_to_its_turn(assistant: SlackAssistant) -> None:
    buyer = await assistant.member("UBUYER", BUYER)
    await assistant.says(buyer, SMALL)
    body = buyer.press_payload(button(buyer, "Order").token)

    assert not await FormDialogs(assistant.app.uow).pressed(body, None)  # type: ignore[arg-type]
