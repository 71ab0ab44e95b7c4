"""Sample rows for the tests of storage: a person with everything that can hang on one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.domain.entities import (
    ApprovalRequest,
    Attempt,
    Author,
    ButtonToken,
    Cart,
    CartLine,
    CaseKind,
    ChannelAccount,
    CompanyLedger,
    Conversation,
    CreditReservation,
    Membership,
    Person,
    PurchaseOrder,
    StaffCase,
    TranscriptLine,
    Verification,
)
from bot.messages import InboundKind, InboundMessage
from shop_client.model import (
    Charge,
    ChargeKind,
    OrderDraft,
    OrderLineDraft,
    PaymentTerms,
    PricedLine,
    Quotation,
    Role,
    TaxAmount,
    Totals,
)
from shop_client.money import Money

START = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)


def later(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def a_person(name: str = "Buyer One (sample)") -> Person:
    return Person(display_name=name, language="fr", created_at=START)


def an_account(person: Person, external_id: str = "U1") -> ChannelAccount:
    return ChannelAccount("slack", "T1", external_id, person.id)


def a_conversation(
    person: Person, chat_id: str = "C1", at: datetime = START, membership: Membership | None = None
) -> Conversation:
    return Conversation(
        key=f"slack\x1fT1\x1f{chat_id}",
        channel="slack",
        workspace="T1",
        chat_id=chat_id,
        person_id=person.id,
        last_message_at=at,
        membership_id=membership.id if membership else None,
    )


def a_membership(person: Person, company_id: str = "7", name: str = "Sample BV") -> Membership:
    return Membership(
        person_id=person.id,
        company_id=company_id,
        company_name=name,
        vat_number="BE0417497106",
        contact_id="70",
        email="buyer@example.com",
        roles=[Role.REQUESTER],
        spending_limit=eur("250.00"),
        verified_at=START,
    )


def a_verification(conversation: Conversation) -> Verification:
    return Verification(
        conversation_id=conversation.id,
        person_id=conversation.person_id,
        vat_number="BE0417497106",
        email="buyer@example.com",
        contacts={"7": "70"},
        code_hash="h",
        expires_at=later(10),
        tries_left=5,
    )


def a_cart(person: Person, company_id: str = "7", at: datetime = START) -> Cart:
    return Cart(
        person_id=person.id,
        company_id=company_id,
        created_at=at,
        lines=[CartLine("PAP-A4", Decimal("10.50"), backorder=True)],
    )


def a_draft(reference: str = "R1") -> OrderDraft:
    return OrderDraft(
        company_id="7",
        lines=(OrderLineDraft("PAP-A4", Decimal("10.50")),),
        client_reference=reference,
        po_number="4711",
        delivery_date=date(2026, 3, 9),
    )


def a_quotation() -> Quotation:
    return Quotation(
        lines=(
            PricedLine("PAP-A4", "Papier", Decimal("10.50"), "box", eur("4.1999"), eur("44.10")),
        ),
        charges=(Charge(ChargeKind.FREIGHT, "Port", eur("5.00")),),
        taxes=(TaxAmount("TVA 21 %", Decimal("21"), eur("49.10"), eur("10.31")),),
        totals=Totals(eur("49.10"), eur("10.31"), eur("59.41")),
        payment_terms=PaymentTerms("30 jours", 30),
        due_date=date(2026, 4, 1),
        promised_date=None,
    )


def an_approval(cart: Cart, membership: Membership, at: datetime = START) -> ApprovalRequest:
    return ApprovalRequest(
        cart_id=cart.id,
        company_id=cart.company_id,
        requester_id=cart.person_id,
        requester_membership_id=membership.id,
        draft=a_draft(),
        quotation=a_quotation(),
        fingerprint="f",
        reason="approval-over-limit",
        approver_contact_ids=["71", "72"],
        created_at=at,
    )


def a_purchase_order(cart: Cart, membership: Membership, at: datetime = START) -> PurchaseOrder:
    return PurchaseOrder(
        cart_id=cart.id,
        company_id=cart.company_id,
        person_id=cart.person_id,
        membership_id=membership.id,
        client_reference=f"R-{cart.id}",
        draft=a_draft(),
        quotation=a_quotation(),
        created_at=at,
    )


def a_reservation(cart: Cart) -> CreditReservation:
    return CreditReservation(cart.company_id, cart.id, eur("59.41"), START)


def a_case(
    conversation: Conversation, kind: CaseKind = CaseKind.HANDOFF, at: datetime = START
) -> StaffCase:
    return StaffCase(kind, conversation.id, at, company_id="7", data={"why": ["asked"]})


def a_button(conversation: Conversation, token: str = "t1", group: str = "g1") -> ButtonToken:
    return ButtonToken(
        token=token,
        conversation_id=conversation.id,
        person_id=conversation.person_id,
        membership_id=None,
        action="approve",
        data={"approval": "a"},
        group=group,
        created_at=START,
        subject_version=3,
    )


def a_line(conversation: Conversation, text: str, at: datetime = START) -> TranscriptLine:
    return TranscriptLine(conversation.id, Author.PERSON, text, at, name="Buyer One (sample)")


def everything() -> list[object]:
    """One of each entity, referring to each other, children first."""
    person = a_person()
    membership = a_membership(person)
    conversation = a_conversation(person, membership=membership)
    cart = a_cart(person)
    return [
        a_purchase_order(cart, membership),
        an_approval(cart, membership),
        a_reservation(cart),
        CompanyLedger("7", START),
        Attempt("code", "k", START),
        a_verification(conversation),
        a_case(conversation),
        a_button(conversation),
        a_line(conversation, "Bonjour"),
        cart,
        conversation,
        membership,
        an_account(person),
        person,
    ]


def a_message(external_id: str, chat_id: str = "C1", text: str = "Bonjour") -> InboundMessage:
    return InboundMessage("slack", "T1", external_id, chat_id, InboundKind.TEXT, text=text)
