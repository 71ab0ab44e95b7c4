"""All tables, gathered so that `metadata` is whole."""

from bot.storage.metadata import metadata
from bot.storage.tables_companies import (
    attempt,
    company_ledger,
    credit_reservation,
    invitation,
    mandate,
    membership,
    vat_evidence,
    verification,
)
from bot.storage.tables_orders import approval_request, cart, purchase_order
from bot.storage.tables_queues import inbox, local_message, outbox
from bot.storage.tables_slack import slack_installation, slack_oauth_state
from bot.storage.tables_talk import (
    button_token,
    channel_account,
    conversation,
    person,
    staff_case,
    transcript_line,
)

__all__ = [
    "approval_request",
    "attempt",
    "button_token",
    "cart",
    "channel_account",
    "company_ledger",
    "conversation",
    "credit_reservation",
    "inbox",
    "invitation",
    "local_message",
    "mandate",
    "membership",
    "metadata",
    "outbox",
    "person",
    "purchase_order",
    "slack_installation",
    "slack_oauth_state",
    "staff_case",
    "transcript_line",
    "vat_evidence",
    "verification",
]
