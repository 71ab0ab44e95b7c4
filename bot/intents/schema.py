"""What an utterance means: the language contract as types."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.lines import LineOp as LineOp


class Intent(StrEnum):
    """What a person wants of the assistant."""

    GREET = "greet"
    GOODBYE = "goodbye"
    THANK = "thank"
    HELP = "help"
    IDENTIFY = "identify"
    SEARCH_PRODUCTS = "search_products"
    ASK_PRICE = "ask_price"
    ASK_STOCK = "ask_stock"
    ASK_PRODUCT = "ask_product"
    ASK_POLICY = "ask_policy"
    ADD_LINES = "add_lines"
    CHANGE_LINE = "change_line"
    REMOVE_LINES = "remove_lines"
    SHOW_CART = "show_cart"
    EMPTY_CART = "empty_cart"
    REORDER = "reorder"
    SUBMIT_CART = "submit_cart"
    SET_PO_NUMBER = "set_po_number"
    SET_DELIVERY = "set_delivery"
    APPROVE = "approve"
    REJECT = "reject"
    ORDER_STATUS = "order_status"
    LIST_ORDERS = "list_orders"
    GET_INVOICE = "get_invoice"
    CANCEL_ORDER = "cancel_order"
    REQUEST_QUOTE = "request_quote"
    TALK_TO_HUMAN = "talk_to_human"
    AFFIRM = "affirm"
    DENY = "deny"
    CHANGE_LANGUAGE = "change_language"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Line:
    """A product that was named, with what was said about it.

    Attributes:
        product: the words that name it, as written, without quantity and unit; or a SKU.
        quantity: None where none was said.
        unit: as said, singular, lower case, written out; None where none was said.
        op: None for lines of a search, a question or a quotation.
    """

    product: str
    quantity: Decimal | None = None
    unit: str | None = None
    op: LineOp | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """One utterance, understood; nothing in it is invented.

    Attributes:
        language: ISO 639-1, detected for this message, or None when it is too short to tell.
        confidence: of the intent, 0 to 1.
        order_ref: "last", "usual", an order number as written, or an ISO month or date.
        delivery_date: ISO date.
        vat_number: compact, with its country prefix.
        language_wanted: ISO 639-1, for change_language.
        degraded: the parser was out of reach; only rules were applied.
    """

    text: str
    language: str | None
    intent: Intent
    confidence: float
    lines: tuple[Line, ...] = ()
    order_ref: str | None = None
    po_number: str | None = None
    delivery_date: str | None = None
    delivery_address: str | None = None
    vat_number: str | None = None
    email: str | None = None
    language_wanted: str | None = None
    degraded: bool = False
