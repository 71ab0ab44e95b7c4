"""What the assistant does: one file a use case, registered by intent.

Importing this registers them all; an intent without an action fails here.
"""

from bot.actions import (
    approval,
    delivery,
    human,
    identify,
    lines,
    orders,
    placement,
    products,
    questions,
    readback,
    registry,
    reorder,
    smalltalk,
    submit,
)
from bot.intents.schema import Intent

__all__ = [
    "approval",
    "delivery",
    "human",
    "identify",
    "lines",
    "orders",
    "placement",
    "products",
    "questions",
    "readback",
    "registry",
    "reorder",
    "smalltalk",
    "submit",
]

if missing := set(Intent) - set(registry.INTENTS):
    raise RuntimeError(f"no action for {sorted(missing)}")
