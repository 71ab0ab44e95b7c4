"""All tables, gathered so that `metadata` is whole."""

from bot.storage.metadata import metadata
from bot.storage.tables_approvals import absence, approval_request, company_policy
from bot.storage.tables_audit import audit_entry, audit_head
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
from bot.storage.tables_orders import cart, purchase_order
from bot.storage.tables_queues import inbox, local_message, outbox
from bot.storage.tables_schema import schema_floor
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
    "absence",
    "approval_request",
    "attempt",
    "audit_entry",
    "audit_head",
    "button_token",
    "cart",
    "channel_account",
    "company_ledger",
    "company_policy",
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
    "schema_floor",
    "slack_installation",
    "slack_oauth_state",
    "staff_case",
    "transcript_line",
    "vat_evidence",
    "verification",
]
