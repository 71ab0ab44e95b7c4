"""Belgian VAT at each rate, and what becomes of it across a border."""

from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import Transaction

from provision.countries import country
from provision.merchant import account
from provision.translations import translate

_VAT_NAMES = {
    "en": "VAT {rate} %",
    "fr": "TVA {rate} %",
    "de": "MwSt. {rate} %",
    "nl": "btw {rate} %",
}
INTRA_COMMUNITY = {
    "names": {
        "en": "VAT 0 % intra-Community supply",
        "fr": "TVA 0 % livraison intracommunautaire",
        "de": "MwSt. 0 % innergemeinschaftliche Lieferung",
        "nl": "btw 0 % intracommunautaire levering",
    },
    "notes": {
        "en": "Reverse charge: intra-Community supply, exempt under Article 138 of"
        " Directive 2006/112/EC.",
        "fr": "Autoliquidation : livraison intracommunautaire exonérée, article 138 de la"
        " directive 2006/112/CE.",
        "de": "Steuerschuldnerschaft des Leistungsempfängers: innergemeinschaftliche Lieferung,"
        " steuerfrei nach Artikel 138 der Richtlinie 2006/112/EG.",
        "nl": "Btw verlegd: intracommunautaire levering, vrijgesteld op grond van artikel 138 van"
        " Richtlijn 2006/112/EG.",
    },
}
EXPORT = {
    "names": {
        "en": "VAT 0 % export",
        "fr": "TVA 0 % exportation",
        "de": "MwSt. 0 % Ausfuhr",
        "nl": "btw 0 % uitvoer",
    },
    "notes": {
        "en": "Export, exempt under Article 146 of Directive 2006/112/EC.",
        "fr": "Exportation exonérée, article 146 de la directive 2006/112/CE.",
        "de": "Ausfuhr, steuerfrei nach Artikel 146 der Richtlinie 2006/112/EG.",
        "nl": "Uitvoer, vrijgesteld op grond van artikel 146 van Richtlijn 2006/112/EG.",
    },
}


def create(rates, home):
    """Domestic VAT at each rate, and the rules for intra-Community supplies and exports.

    Returns:
        Ids: ({rate: tax}, {"eu": rule, "other": rule}), rates in per cent.
    """
    pool = Pool()
    tax_model, rule_model = pool.get("account.tax"), pool.get("account.tax.rule")
    company_id, payable = Transaction().context["company"], account("6.3.6").id
    common = {
        "company": company_id,
        "type": "percentage",
        "invoice_account": payable,
        "credit_note_account": payable,
    }
    names = [{k: v.format(rate=rate) for k, v in _VAT_NAMES.items()} for rate in rates]
    exempt = (INTRA_COMMUNITY, EXPORT)
    taxes = tax_model.create(
        [
            {**common, "name": n["en"], "description": n["en"], "rate": Decimal(rate) / 100}
            for n, rate in zip(names, rates, strict=True)
        ]
        + [
            {
                **common,
                "name": kind["names"]["en"],
                "description": kind["names"]["en"],
                "legal_notice": kind["notes"]["en"],
                "rate": Decimal(0),
            }
            for kind in exempt
        ]
    )
    ids = [tax.id for tax in taxes]
    translate("account.tax", "description", ids, names + [kind["names"] for kind in exempt])
    translate("account.tax", "legal_notice", ids[len(rates) :], [kind["notes"] for kind in exempt])
    domestic = dict(zip(rates, taxes, strict=False))
    intra, export = taxes[len(rates) :]
    home_id = country(home).id
    eu_id = pool.get("ir.model.data").get_id("country", "organization_eu")

    def rule(name, within_eu):
        """At home the home tax; in the Union what `within_eu` says; beyond it an export."""
        lines = []
        for tax in domestic.values():
            lines += [
                {"to_country": home_id, "origin_tax": tax.id, "tax": tax.id},
                {"to_organization": eu_id, "origin_tax": tax.id, "tax": within_eu or tax.id},
                {"origin_tax": tax.id, "tax": export.id},
            ]
        return {
            "name": name,
            "kind": "sale",
            "company": company_id,
            "lines": [("create", lines)],
        }

    rules = rule_model.create(
        [
            rule("Customer in another Member State", intra.id),
            rule("Customer outside the European Union", None),
        ]
    )
    eu_rule, export_rule = rules
    return (
        {rate: tax.id for rate, tax in domestic.items()},
        {"eu": eu_rule.id, "other": export_rule.id},
    )
