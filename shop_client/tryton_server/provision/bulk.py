"""Transactions of one step, and the creation of many records at once."""

from trytond.pool import Pool
from trytond.transaction import Transaction, TransactionError

# What the steps lock at some point. Tryton only takes locks at the start of a transaction: one that
# finds a lock missing starts again, which would repeat minutes of work.
_LOCKED = (
    "account_configuration",
    "account_journal_period",
    "ir_configuration",
    "ir_sequence_strict",
    "sale_configuration",
)

# Tryton checks the unique constraints of all records of a call in one nested SQL expression,
# which SQLite refuses to parse beyond about a hundred records.
BATCH = 40


def batches(items, size=BATCH):
    """Slices of at most `size` items."""
    items = list(items)
    return [items[i : i + size] for i in range(0, len(items), size)]


def create(model, values):
    """Creates records of a model, some at a time; returns them in the order given."""
    records = []
    for batch in batches(values):
        records.extend(Pool().get(model).create(batch))
    return records


def run(database, function):
    """Runs a function in a transaction of the system user, for the only company if there is one."""
    extras = {"_lock_tables": list(_LOCKED)}
    while True:
        with Transaction().start(database, 0, **extras) as transaction:
            company = Pool().get("company.company").search([], limit=1)
            try:
                with transaction.set_context(company=company[0].id if company else None):
                    return function()
            except TransactionError as error:
                transaction.rollback()
                error.fix(extras)
