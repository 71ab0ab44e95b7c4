"""Customer companies: terms, price list, credit, addresses and contacts."""

from decimal import Decimal

from trytond.pool import Pool

from provision import bulk
from provision.countries import EU_COUNTRIES, country


def create(companies, price_lists, terms, rules, home):
    """Customers in bulk, in the order given; returns the id of each."""
    languages = {lang.code: lang for lang in Pool().get("ir.lang").search([])}

    def values(company):
        at = company["country"]
        rule = None if at == home else rules["eu" if at in EU_COUNTRIES else "other"]
        language = languages.get(company.get("language"), languages["en"])
        name = company.get("price_list")
        code = {"code": company["code"]} if company.get("code") else {}
        return {
            **code,
            "name": company["name"],
            "lang": language.id,
            "sale_price_list": price_lists[name] if name else None,
            "customer_payment_term": terms[company["payment_terms"]],
            "customer_tax_rule": rule,
            "credit_limit_amount": _amount(company.get("credit_limit")),
            "po_required": company.get("po_required", False),
            "po_pattern": company.get("po_pattern"),
            "identifiers": [("create", [_identifier(n) for n in [company["vat_number"]] if n])],
            "addresses": [("create", [_address(a) for a in company.get("addresses", [])])],
            "contact_mechanisms": [
                ("create", [_contact(c, languages) for c in company.get("contacts", [])])
            ],
        }

    parties = bulk.create("party.party", [values(company) for company in companies])
    return [party.id for party in parties]


def _amount(value):
    return None if value is None else Decimal(str(value))


def _identifier(vat_number):
    code = vat_number[:2]
    kind = "eu_vat" if code in EU_COUNTRIES or code == "EL" else f"{code.lower()}_vat"
    return {"type": kind, "code": vat_number}


def _address(address):
    return {
        "party_name": address.get("name"),
        "street_unstructured": address.get("street"),
        "postal_code": address.get("postal_code"),
        "city": address.get("city"),
        "country": country(address["country"]).id,
        "invoice": address.get("invoice", False),
        "delivery": address.get("delivery", False),
    }


def _contact(contact, languages):
    language = languages.get(contact.get("language"))
    return {
        "type": "email",
        "value": contact["email"],
        "name": contact["name"],
        "b2b_role": contact["role"],
        "b2b_limit": _amount(contact.get("limit")),
        "language": language.id if language else None,
        "active": not contact.get("archived", False),
    }
