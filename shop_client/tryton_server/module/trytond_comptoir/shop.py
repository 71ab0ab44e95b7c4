"""The remote procedures of `comptoir.shop`: batched reads, a price without an order, an order."""

import functools

from trytond.i18n import gettext
from trytond.model import Model
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.rpc import RPC
from trytond.tools import escape_wildcard
from trytond.transaction import Transaction

from . import catalogue, customers, order, pictures, sales
from .invoice import lock_sequences


def _in_company(method):
    """Runs a procedure for the company of the user, and passes it as the first argument."""

    @functools.wraps(method)
    def wrapper(cls, *args):
        user = Pool().get("res.user")(Transaction().user)
        with Transaction().set_context(company=user.company.id):
            return method(cls, Pool().get("company.company")(user.company.id), *args)

    return classmethod(wrapper)


def _party(party_id):
    """An active customer. Raises Refused."""
    found = Pool().get("party.party").search([("id", "=", int(party_id))])
    if not found:
        raise order.Refused([{"problem": "unknown_company", "sku": None}])
    return found[0]


class Shop(Model):
    """What the assistant asks of the shop. All amounts are Decimal, in the company's currency."""

    __name__ = "comptoir.shop"

    @classmethod
    def __setup__(cls):
        super().__setup__()
        reads = (
            "info companies company contacts catalogue products prices stock quote"
            " orders order_by invoices picture"
        )
        cls.__rpc__.update({name: RPC(check_access=False) for name in reads.split()})
        for name in ("create_order", "invoice_order"):
            cls.__rpc__[name] = RPC(readonly=False, check_access=False)

    @_in_company
    def info(cls, company):
        """The merchant: {name, vat_number, country, currency}."""
        return customers.merchant(company)

    @_in_company
    def companies(cls, company, vat_number):
        """Active customers under a compact VAT number with its country prefix."""
        return [customers.as_dict(party, company) for party in customers.by_vat(vat_number)]

    @_in_company
    def company(cls, company, party_id):
        """One customer, inactive ones included; None when there is none."""
        party = customers.by_id(party_id)
        return party and customers.as_dict(party, company)

    @_in_company
    def contacts(cls, company, party_id):
        """Every e-mail contact of a customer, archived ones included."""
        return customers.contacts(party_id)

    @_in_company
    def catalogue(cls, company, cursor=None, limit=500):
        """Products changed since a cursor: {products, removed, cursor, complete}."""
        return catalogue.changes(cursor, limit)

    @_in_company
    def products(cls, company, skus):
        """The products that exist among `skus`, in that order."""
        found = order.products_by_sku(skus)
        return catalogue.as_dicts([found[sku] for sku in dict.fromkeys(skus) if sku in found])

    @_in_company
    def prices(cls, company, party_id, requests):
        """The customer's unit prices for [[sku, quantity]], in that order; None if unknown."""
        try:
            sale = order.new_sale(_party(party_id), company)
        except order.Refused:
            raise ValidationError(gettext("comptoir.msg_unknown_company")) from None
        found = order.products_by_sku([sku for sku, _ in requests])
        result = []
        for sku, quantity in requests:
            product = found.get(sku)
            if product is None:
                result.append(None)
                continue
            line = order.goods_line(sale, product, quantity)
            result.append(
                {
                    "sku": sku,
                    "quantity": quantity,
                    "unit_price": line.unit_price,
                    "list_price": product.list_price_used,
                }
            )
        return result

    @_in_company
    def stock(cls, company, skus):
        """[{sku, available, lead_time_days}] in the order asked; None for an unknown one."""
        found = order.products_by_sku(skus)
        available = catalogue.available(found.values(), company)
        return [
            found.get(sku)
            and {
                "sku": sku,
                "available": available[found[sku].id],
                "lead_time_days": found[sku].template.lead_time_days,
            }
            for sku in skus
        ]

    @_in_company
    def picture(cls, company, sku, most):
        """The newest picture of a product: {size, content}; None for an unknown product.

        A size of 0 means that it has none; the content of one over `most` bytes is null.
        """
        product = order.products_by_sku([sku]).get(sku)
        if product is None:
            return None
        attachment = pictures.newest(product)
        size = attachment.data_size if attachment else 0
        return {"size": size, "content": attachment.data if 0 < size <= most else None}

    @_in_company
    def quote(cls, company, draft):
        """What an order would come to; saves nothing. See `sales.quotation`.

        A draft that can't be ordered gives {"problems": [{"problem", "sku"}]}.
        """
        try:
            sale = order.build(draft, _party(draft["company_id"]), company)
        except order.Refused as refused:
            return {"problems": refused.problems}
        goods = [line for line in sale.lines if not line.charge]
        available = catalogue.available({line.product for line in goods}, company)
        return sales.quotation(sale, order.promised_date(goods, available))

    @_in_company
    def create_order(cls, company, draft):
        """Saves the sale as a draft, unless its client reference exists: that one is returned.

        The caller then calls `sale.sale.quote` and `sale.sale.confirm`.
        """
        sale_model = Pool().get("sale.sale")
        existing = sale_model.search([("client_reference", "=", draft["client_reference"])])
        if existing:
            return {"created": False, **sales.as_dict(existing[0])}
        try:
            sale = order.build(draft, _party(draft["company_id"]), company)
        except order.Refused as refused:
            return {"problems": refused.problems}
        sale.save()
        return {"created": True, **sales.as_dict(sale_model(sale.id))}

    @_in_company
    def invoice_order(cls, company, sale_id):
        """Posts the invoice of a confirmed sale, dated today; returns it as `invoices` does.

        Can be repeated: a sale that a crash left unprocessed is processed first.
        """
        lock_sequences(company)
        sale_model, invoice_model = Pool().get("sale.sale"), Pool().get("account.invoice")
        sale = sale_model(int(sale_id))
        if sale.state == "confirmed":
            sale_model.process([sale])
            sale = sale_model(sale.id)
        drafts = [invoice for invoice in sale.invoices if invoice.state in {"draft", "validated"}]
        if drafts:
            # The warning would be that VIES was not asked by Tryton: the assistant keeps the proof.
            with Transaction().set_context(_skip_warnings=True):
                invoice_model.post(drafts)
        return sales.invoices(sale_model(sale.id))

    @_in_company
    def orders(cls, company, party_id, since=None, until=None, limit=20):
        """Confirmed and later sales of a customer, newest first."""
        domain = [
            ("party", "=", int(party_id)),
            ("state", "in", ["confirmed", "processing", "done"]),
        ]
        if since:
            domain.append(("sale_date", ">=", since))
        if until:
            domain.append(("sale_date", "<=", until))
        found = (
            Pool()
            .get("sale.sale")
            .search(domain, limit=limit, order=[("sale_date", "DESC"), ("id", "DESC")])
        )
        return [sales.as_dict(sale) for sale in found]

    @_in_company
    def order_by(cls, company, field, value):
        """The sale whose `id`, `client_reference` or `number` is `value`, in any state, or None."""
        if field not in {"id", "client_reference", "number"}:
            raise ValueError(field)
        operator = "="
        if field == "number":
            operator, value = "ilike", escape_wildcard(value)
        found = Pool().get("sale.sale").search([(field, operator, value)], limit=1)
        return sales.as_dict(found[0]) if found else None

    @_in_company
    def invoices(cls, company, sale_id):
        """Posted and paid invoices of a sale."""
        return sales.invoices(Pool().get("sale.sale")(int(sale_id)))
