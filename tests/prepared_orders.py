"""Orders that stand where an approval has just led: in our tables, about to be sent."""

from __future__ import annotations

from decimal import Decimal

from bot.actions.placement import start_placement
from bot.actions.services import Services
from bot.channels.local import WORKSPACE
from bot.domain.cart import draft_of
from bot.domain.entities import Cart, CartLine, Conversation, Membership, Person, PurchaseOrder
from bot.messages import InboundKind, InboundMessage
from bot.ports import UnitOfWorkFactory
from bot.staff_turn import staff_turn
from shop_client.model import Company, Quotation, Role


async def prepare(
    units: UnitOfWorkFactory,
    services: Services,
    company: Company,
    person_name: str,
    po_number: str,
    quotation: Quotation | None = None,
    channel: str = "terminal",
) -> str:
    """Commits a new person's order of one product; gives its client reference.

    Args:
        units: of the assistant.
        services: of the assistant.
        company: whose; the person becomes a member of it.
        person_name: their chat's name, too.
        po_number: of the order.
        quotation: of the same lines, to be used again; None asks the shop.
        channel: where the person writes.
    """
    now = services.clock.now()
    async with units() as unit:
        person = Person(person_name, "en", now)
        membership = Membership(
            person_id=person.id,
            company_id=company.id,
            company_name=company.name,
            vat_number=company.vat_number,
            contact_id=person_name,
            email=f"{person_name}@example.com",
            roles=[Role.REQUESTER],
            spending_limit=None,
            verified_at=now,
        )
        message = InboundMessage(channel, WORKSPACE, "", person_name, InboundKind.EVENT)
        conversation = Conversation(
            key=message.conversation_key,
            channel=channel,
            workspace=WORKSPACE,
            chat_id=person_name,
            person_id=person.id,
            last_message_at=now,
            membership_id=membership.id,
        )
        lines = [CartLine("TEA-BLK-100", Decimal(1), backorder=True)]
        cart = Cart(person.id, company.id, now, lines=lines, po_number=po_number)
        unit.store.add(person, membership, conversation, cart)
        turn = await staff_turn(unit.store, services, conversation)
        draft = draft_of(cart)
        quoted = quotation or await services.shop.quote(draft)
        await start_placement(turn, cart, draft, quoted)
        turn.finish()
        await unit.commit()
        order = await unit.store.purchase_order_of_cart(cart.id)
    assert isinstance(order, PurchaseOrder)
    return order.client_reference
