"""Countries, by their ISO 3166-1 code."""

from trytond.pool import Pool

EU_COUNTRIES = {
    "AT": "Austria",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "CY": "Cyprus",
    "CZ": "Czechia",
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GR": "Greece",
    "HR": "Croatia",
    "HU": "Hungary",
    "IE": "Ireland",
    "IT": "Italy",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "LV": "Latvia",
    "MT": "Malta",
    "NL": "Netherlands",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "SE": "Sweden",
    "SI": "Slovenia",
    "SK": "Slovakia",
}
OTHER_COUNTRIES = {"CH": "Switzerland", "GB": "United Kingdom", "NO": "Norway"}


def country(code, name=None):
    """The country record of an ISO 3166-1 code, made when it is missing."""
    model = Pool().get("country.country")
    found = model.search([("code", "=", code)])
    if found:
        return found[0]
    name = name or EU_COUNTRIES.get(code) or OTHER_COUNTRIES.get(code) or code
    return model.create([{"code": code, "name": name}])[0]


def create_countries():
    """The countries that the shop knows from the start; the Member States as such."""
    pool = Pool()
    eu_id = pool.get("ir.model.data").get_id("country", "organization_eu")
    known = sorted({**EU_COUNTRIES, **OTHER_COUNTRIES}.items())
    created = pool.get("country.country").create([{"code": c, "name": n} for c, n in known])
    pool.get("country.organization.member").create(
        [
            {"organization": eu_id, "country": record.id}
            for record in created
            if record.code in EU_COUNTRIES
        ]
    )
