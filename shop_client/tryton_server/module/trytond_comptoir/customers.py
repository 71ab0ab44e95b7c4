"""Customers as plain data: who they are, what they owe, who may order for them."""

from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import inactive_records


def merchant(company):
    """The company that sells."""
    party = company.party
    address = party.address_get()
    return {
        "name": party.name,
        "vat_number": _vat_number(party),
        "country": address.country.code if address and address.country else "",
        "currency": company.currency.code,
    }


def by_vat(vat_number):
    """Active parties that have this number, with its country prefix, as an identifier."""
    prefix, rest = vat_number[:2].lower(), vat_number[2:]
    return (
        Pool()
        .get("party.party")
        .search(
            [
                (
                    "identifiers",
                    "where",
                    [
                        [
                            "OR",
                            [("type", "=", "eu_vat"), ("code_compact", "=", vat_number)],
                            [
                                ("type", "=", f"{prefix}_vat"),
                                ("code_compact", "in", [rest, vat_number]),
                            ],
                        ]
                    ],
                )
            ],
            order=[("id", "ASC")],
        )
    )


def by_id(party_id):
    """A party, active or not; None when there is none."""
    with inactive_records():
        found = Pool().get("party.party").search([("id", "=", int(party_id))])
    return found[0] if found else None


def as_dict(party, company):
    """A customer, its terms, its credit (tax included; None without a limit), its addresses."""
    term = party.customer_payment_term or Pool().get("sale.sale")().default_payment_term(
        company=company.id
    )
    limit = party.get_multivalue("credit_limit_amount", company=company.id)
    invoice, delivery = party.address_get(type="invoice"), party.address_get(type="delivery")
    return {
        "id": party.id,
        "name": party.name,
        "vat_number": _vat_number(party),
        "country": invoice.country.code if invoice and invoice.country else "",
        "language": (party.lang.code if party.lang else "en"),
        "currency": (party.customer_currency or company.currency).code,
        "payment_terms": terms_as_dict(term),
        "credit_limit": limit,
        "credit_used": _credit_used(party, company) if limit is not None else None,
        "po_required": bool(party.po_required),
        "po_pattern": party.po_pattern or None,
        "active": bool(party.active),
        "addresses": [
            {
                "id": address.id,
                "name": address.party_name or party.name,
                "street": address.street or "",
                "postal_code": address.postal_code or "",
                "city": address.city or "",
                "country": address.country.code if address.country else "",
                "invoice": address == invoice,
                "delivery": bool(address.delivery),
                "default_delivery": address == delivery,
            }
            for address in party.addresses
        ],
    }


def terms_as_dict(term):
    """Payment terms by name, and their days when they are a plain number of days."""
    if not term:
        return {"name": "", "days": 0}
    if isinstance(term, int):
        term = Pool().get("account.invoice.payment_term")(term)
    days = sum(delta.days or 0 for line in term.lines for delta in line.relativedeltas)
    return {"name": term.name, "days": days}


def contacts(party_id):
    """E-mail contacts: {id, name, email, role, limit, language, active}."""
    mechanism_model = Pool().get("party.contact_mechanism")
    with inactive_records():
        found = mechanism_model.search(
            [("party", "=", int(party_id)), ("type", "=", "email")], order=[("id", "ASC")]
        )
        return [
            {
                "id": contact.id,
                "name": contact.name or "",
                "email": contact.value.lower(),
                "role": contact.b2b_role or "requester",
                "limit": contact.b2b_limit,
                "language": contact.language.code if contact.language else None,
                "active": bool(contact.active and contact.party.active),
            }
            for contact in found
        ]


def _vat_number(party):
    for identifier in party.identifiers:
        kind, code = identifier.type or "", identifier.code_compact
        if kind == "eu_vat":
            return code
        if kind.endswith("_vat"):
            prefix = kind[:2].upper()
            return code if code.startswith(prefix) else prefix + code
    return ""


def _credit_used(party, company):
    """What is invoiced and unpaid, and what is ordered and not invoiced yet, tax included.

    Tryton's own credit amount counts orders without their tax.
    """
    sale_model = Pool().get("sale.sale")
    ordered = sale_model.search(
        [
            ("party", "=", party.id),
            ("company", "=", company.id),
            ("state", "in", ["confirmed", "processing"]),
            ("invoice_state", "in", ["none", "pending"]),
        ]
    )
    return (party.receivable or Decimal(0)) + sum(
        (sale.total_amount for sale in ordered), Decimal(0)
    )
