"""The merchant: company, accounts, fiscal years, payment terms, and who may call."""

import datetime as dt

from trytond.pool import Pool
from trytond.transaction import Transaction

from provision.countries import country, create_countries


def create_company(merchant):
    """The selling company with its address and VAT number; the administrator's own company."""
    pool = Pool()
    language = pool.get("ir.lang").search([("code", "=", "en")])[0]
    create_countries()
    address = merchant["address"]
    (party,) = pool.get("party.party").create(
        [
            {
                "name": merchant["name"],
                "lang": language.id,
                "addresses": [
                    (
                        "create",
                        [
                            {
                                "street_unstructured": address["street"],
                                "postal_code": address["postal_code"],
                                "city": address["city"],
                                "country": country(address["country"]).id,
                            }
                        ],
                    )
                ],
                "identifiers": [("create", [{"type": "eu_vat", "code": merchant["vat_number"]}])],
                "contact_mechanisms": [("create", [{"type": "email", "value": merchant["email"]}])],
            }
        ]
    )
    (euro,) = pool.get("currency.currency").create(
        [{"name": "Euro", "symbol": "€", "code": "EUR", "numeric_code": "978"}]
    )
    (company,) = pool.get("company.company").create(
        [{"party": party.id, "currency": euro.id, "timezone": merchant.get("timezone")}]
    )
    warehouses = pool.get("stock.location").search([("type", "=", "warehouse")])
    pool.get("stock.location").write(warehouses, {"address": party.addresses[0].id})
    administrator = pool.get("res.user").search([("login", "=", "admin")])
    pool.get("res.user").write(
        administrator, {"companies": [("add", [company.id])], "company": company.id}
    )


def create_accounts():
    """Tryton's universal chart of accounts, and what is posted to which account by default."""
    pool = Pool()
    company_id = Transaction().context["company"]
    wizard = pool.get("account.create_chart", type="wizard")
    template_id = pool.get("ir.model.data").get_id("account", "account_template_root_en")
    session_id, _, _ = wizard.create()
    values = {"account": {"company": company_id, "account_template": template_id}}
    wizard.execute(session_id, values, "create_account")
    values["properties"] = {
        "company": company_id,
        "account_receivable": account("receivable").id,
        "account_payable": account("payable").id,
        "category_account_revenue": account("revenue").id,
        "category_account_expense": account("expense").id,
    }
    wizard.execute(session_id, values, "create_properties")
    wizard.delete(session_id)


def account(kind):
    """The company's account of a kind: receivable, payable, revenue, expense; or by its code."""
    domain = [("closed", "!=", True)]
    if kind[0].isdigit():
        domain.append(("code", "=", kind))
    else:
        domain.append((f"type.{kind}", "=", True))
    return Pool().get("account.account").search(domain, limit=1)[0]


def ensure_fiscal_years(years):
    """Fiscal years with monthly periods and their own move and invoice sequences."""
    pool = Pool()
    year_model, sequence_model = pool.get("account.fiscalyear"), pool.get("ir.sequence.strict")
    company_id = Transaction().context["company"]
    data = pool.get("ir.model.data")
    for year in years:
        if year_model.search([("start_date", "=", dt.date(year, 1, 1))]):
            continue
        move, invoice = sequence_model.create(
            [
                {
                    "name": f"{name} {year}",
                    "prefix": prefix,
                    "padding": 5,
                    "company": company_id,
                    "sequence_type": data.get_id(module, identifier),
                }
                for name, prefix, module, identifier in (
                    ("Account Move", "", "account", "sequence_type_account_move"),
                    ("Invoice", f"{year}-", "account_invoice", "sequence_type_account_invoice"),
                )
            ]
        )
        sequences = {
            f"{way}_{kind}_sequence": invoice.id
            for way in ("out", "in")
            for kind in ("invoice", "credit_note")
        }
        (fiscal_year,) = year_model.create(
            [
                {
                    "name": str(year),
                    "start_date": dt.date(year, 1, 1),
                    "end_date": dt.date(year, 12, 31),
                    "company": company_id,
                    "move_sequence": move.id,
                    "invoice_sequences": [("create", [{"company": company_id, **sequences}])],
                }
            ]
        )
        year_model.create_period([fiscal_year])


def create_payment_terms(terms):
    """Ids of terms by name: so many days, then the end of that month where it says so."""

    def deltas(term):
        yield {"days": term["days"]}
        if term.get("end_of_month"):
            yield {"day": 31}

    created = (
        Pool()
        .get("account.invoice.payment_term")
        .create(
            [
                {
                    "name": term["name"],
                    "lines": [
                        (
                            "create",
                            [
                                {
                                    "type": "remainder",
                                    "relativedeltas": [("create", list(deltas(term)))],
                                }
                            ],
                        )
                    ],
                }
                for term in terms
            ]
        )
    )
    return {term.name: term.id for term in created}


def configure_sales():
    """Invoice and ship when an order is processed; order numbers that people can say."""
    pool = Pool()
    configuration = pool.get("sale.configuration")(1)
    configuration.sale_invoice_method = "order"
    configuration.sale_shipment_method = "order"
    configuration.save()
    sequences = pool.get("ir.sequence")
    sequence = pool.get("ir.model.data").get_id("sale", "sequence_sale")
    sequences.write([sequences(sequence)], {"prefix": "SO", "padding": 5})


def create_payment_method():
    """How past invoices were paid: by bank transfer."""
    pool = Pool()
    journal = pool.get("account.journal").search([("type", "=", "cash")])[0]
    cash = account("1.1.1").id
    pool.get("account.invoice.payment.method").create(
        [
            {
                "name": "Bank transfer",
                "journal": journal.id,
                "credit_account": cash,
                "debit_account": cash,
            }
        ]
    )


API_GROUPS = (
    ("sale", "group_sale"),
    ("account", "group_account"),
    ("stock", "group_stock"),
    ("sale_stock_quantity", "group_sale_stock_quantity"),
)


def create_api_user(login, password):
    """The assistant's user.

    It may accept a shortage of stock (the buyer is asked first), and may not exceed a credit
    limit, since it is in the group for the former and not in that for the latter.
    """
    pool = Pool()
    data = pool.get("ir.model.data")
    company_id = Transaction().context["company"]
    pool.get("res.user").create(
        [
            {
                "name": "Comptoir",
                "login": login,
                "password": password,
                "companies": [("add", [company_id])],
                "company": company_id,
                "groups": [("add", [data.get_id(*group) for group in API_GROUPS])],
            }
        ]
    )
