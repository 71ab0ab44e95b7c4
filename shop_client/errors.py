"""What can go wrong between Comptoir and a shop.

ShopError
├── ShopUnavailable       no answer in time, refused, 5xx: trying again may help
│   └── OutcomeUnknown    the request may have taken effect: look up before anything else
├── ShopRefused           the shop understood and said no: trying again does not help
│   ├── UnknownSku, UnknownCompany, NotFound
│   ├── NotOrderable      a product is discontinued or planned
│   ├── TooLittleStock
│   ├── CreditExceeded
│   ├── TotalChanged      the order's total is not what was shown
│   ├── PictureUnusable   a product's picture is too large, or none
│   └── NotCancellable
└── ShopMisconfigured     wrong credentials, a missing module: a person must act
"""

from __future__ import annotations

from shop_client.money import Money


class ShopError(Exception):
    """Any failure of a shop."""


class ShopUnavailable(ShopError):  # noqa: N818 - the domain's word
    """The shop gave no answer; nothing was changed there."""


class OutcomeUnknown(ShopUnavailable):
    """The shop gave no answer to a request that may have taken effect."""


class ShopMisconfigured(ShopError):  # noqa: N818
    """Credentials or the shop's set-up are wrong; the message says what to mend."""


class ShopRefused(ShopError):  # noqa: N818
    """The shop said no; `detail` is its own sentence, hostile text like any other."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(ShopRefused):
    """There is no such thing, or not for this company."""


class UnknownSku(NotFound):
    """No product has this SKU."""


class UnknownCompany(NotFound):
    """No company has this id."""


class NotOrderable(ShopRefused):
    """A product of the order can't be ordered; `detail` is its SKU."""


class TooLittleStock(ShopRefused):
    """The shop refuses the order for want of stock."""


class CreditExceeded(ShopRefused):
    """The company would owe more than the shop allows."""


class NotCancellable(ShopRefused):
    """The order is too far along."""


class PictureUnusable(ShopRefused):
    """What the shop keeps as a product's picture is too large, or none."""


class TotalChanged(ShopRefused):
    """The order came to another total than was shown; it was not confirmed."""

    def __init__(self, expected: Money, actual: Money) -> None:
        super().__init__("")
        self.expected = expected
        self.actual = actual
