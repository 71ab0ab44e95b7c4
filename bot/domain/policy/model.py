"""What an approval policy is made of; as a file it is YAML of this very shape.

Amounts are in the policy's currency, tax included. E-mail addresses name people, in lower case.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import msgspec

from bot.domain.entities import Need
from shop_client.model import Role


class Period(StrEnum):
    """How long something is added up, by the company's own calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a policy; a field that is misspelt is an error, not ignored."""


class Spending(_Strict, frozen=True):
    """An amount in a period."""

    amount: Decimal
    period: Period


class Condition(_Strict, frozen=True):
    """What a rule looks at; all that is set must hold.

    Attributes:
        total_over: the order's total is more than this.
        spent_over: what the requester ordered in the period, this order included, is more.
        budget: name of a budget of the company that this order would overdraw.
        skus, categories: any line is one of these products, or in one of these categories.
        unusual_quantity: a line has more than so many times the company's largest quantity of
            that product so far; nothing is unusual about one that it never ordered.
        new_product: the company never ordered one of the products.
        new_address: the delivery address is not one that the company ordered to before.
        price_over_last: a line's unit price is more than so many percent above the last paid.
        without_po_number: no purchase-order number is given.
        discount_over: a line is discounted by more than so many percent of its list price.
    """

    total_over: Decimal | None = None
    spent_over: Spending | None = None
    budget: str | None = None
    skus: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    unusual_quantity: Decimal | None = None
    new_product: bool = False
    new_address: bool = False
    price_over_last: Decimal | None = None
    without_po_number: bool = False
    discount_over: Decimal | None = None


class Tier(_Strict, frozen=True):
    """Who is asked: named people, or a role, or the requester's manager.

    Attributes:
        need: one of them, or all.
        manager: up the line of managers to the first who may spend the amount.
    """

    people: tuple[str, ...] = ()
    role: Role | None = None
    manager: bool = False
    need: Need = Need.ANY


class Rule(_Strict, frozen=True):
    """When its conditions hold, its tiers must agree, one after the other.

    Attributes:
        name: for people.
        requesters: e-mail addresses it is for; empty: everybody's.
    """

    name: str
    ask: tuple[Tier, ...]
    when: Condition = Condition()
    requesters: tuple[str, ...] = ()


class Budget(_Strict, frozen=True):
    """What may be spent in a period, by a cost centre or project, or by all."""

    name: str
    amount: Decimal
    period: Period
    cost_centre: str | None = None


class Tolerance(_Strict, frozen=True):
    """How much dearer than approved an order may become without being asked for anew.

    Attributes:
        percent: of the approved total.
        amount: at most this much in all, whatever the percentage; None: no such bound.
    """

    percent: Decimal = Decimal(0)
    amount: Decimal | None = None


class Times(_Strict, frozen=True):
    """When people are reminded, who is asked instead, and when a request ends.

    Attributes:
        time_zone: IANA name; None: that of the company's country, else the merchant's.
        country: whose public holidays are kept, ISO 3166-1 alpha-2; None: the company's.
        subdivision: of that country, as the `holidays` library names it ("BY" of Germany).
        days: working days, 0 for Monday.
        starts, ends: of the working day, "09:00".
        remind_after: working hours after it was asked, for each reminder.
        escalate_after: working hours after which others are asked too; None: never.
        escalate_to: e-mail addresses of these, before the administrators.
        expires_after: days after which an undecided request ends.
        digest_below: requests of less are gathered into one message a day; None: none are.
        digest_at: when that message goes out, "16:00".
    """

    time_zone: str | None = None
    country: str | None = None
    subdivision: str | None = None
    days: tuple[Annotated[int, msgspec.Meta(ge=0, le=6)], ...] = (0, 1, 2, 3, 4)
    starts: str = "09:00"
    ends: str = "17:00"
    remind_after: tuple[Decimal, ...] = (Decimal(8), Decimal(24), Decimal(56))
    escalate_after: Decimal | None = Decimal(24)
    escalate_to: tuple[str, ...] = ()
    expires_after: Annotated[int, msgspec.Meta(ge=1)] = 14
    digest_below: Decimal | None = None
    digest_at: str = "16:00"


class Policy(_Strict, frozen=True):
    """All of it.

    Without rules the shop's own limits hold: what is over somebody's limit is asked of whoever
    may decide on the amount. Rules come on top of that unless `own_limits` is off.

    Attributes:
        currency: ISO 4217, of all its amounts; None: the company's. An order in another one is
            compared with no amount: it needs an approval.
        managers: who is whose manager, by e-mail address.
        own_limits: whether a requester's own spending limit asks for approval too.
        same_person_twice: whether one person may agree in two tiers of one request.
    """

    currency: str | None = None
    rules: tuple[Rule, ...] = ()
    managers: dict[str, str] = {}
    budgets: tuple[Budget, ...] = ()
    own_limits: bool = True
    same_person_twice: bool = False
    tolerance: Tolerance = Tolerance()
    times: Times = Times()
