"""What the assistant does: one file a use case, registered by intent.

Importing this registers them all; an intent without an action fails here.
"""

from bot.actions import (
    approval,
    approval_list,
    delivery,
    editing,
    files,
    home,
    human,
    identify,
    joining,
    lines,
    members,
    order_file,
    order_list,
    orders,
    placement,
    products,
    questions,
    readback,
    registry,
    reminding,
    reorder,
    smalltalk,
    submit,
    unreachable,
)
from bot.intents.schema import Intent

__all__ = [
    "approval",
    "approval_list",
    "delivery",
    "editing",
    "files",
    "home",
    "human",
    "identify",
    "joining",
    "lines",
    "members",
    "order_file",
    "order_list",
    "orders",
    "placement",
    "products",
    "questions",
    "readback",
    "registry",
    "reminding",
    "reorder",
    "smalltalk",
    "submit",
    "unreachable",
]

if missing := set(Intent) - set(registry.INTENTS):
    raise RuntimeError(f"no action for {sorted(missing)}")
