"""What the assistant may count on, whatever the engine: reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shop_client.errors import PictureUnusable, UnknownCompany, UnknownSku
from shop_client.model import PriceRequest, ProductStatus, RelationKind, Role
from shop_client.pictures import LARGEST_PICTURE
from shop_client.port import Shop

from .harness import FACILITY, HOTEL, OFFICE, RESTAURANTS, Harness, eur, the_company


async def test_the_shop_introduces_itself(shop: Shop) -> None:
    info = await shop.info()
    assert (info.country, info.currency) == ("BE", "EUR")
    assert info.merchant_name == "Comptoir Sample Supplies"
    assert info.merchant_vat_number == "BE0123456749"


async def test_a_company_is_found_by_its_vat_number(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    assert office.name == "Atelier Nord SRL (sample)"
    assert (office.vat_number, office.country, office.language) == (OFFICE, "BE", "fr")
    assert (office.payment_terms.name, office.payment_terms.days) == ("Net 30", 30)
    assert office.po_required
    assert office.po_pattern == r"^PO-\d{4,6}$"
    assert office.credit is not None
    assert office.credit.limit == eur("5000")
    assert office.credit.used > eur("0"), "unpaid invoices of the past count"
    assert {address.city for address in office.addresses} == {"Schaerbeek", "Vilvoorde"}
    assert [address.city for address in office.addresses if address.invoice] == ["Schaerbeek"]


async def test_two_accounts_stand_under_one_vat_number(shop: Shop) -> None:
    companies = await shop.find_companies(RESTAURANTS)
    assert {company.name for company in companies} == {
        "Les Tables de la Rive, Lyon (sample)",
        "Les Tables de la Rive, Lille (sample)",
    }
    assert len({company.id for company in companies}) == 2


@pytest.mark.parametrize("number", ["BE0417497106", "XX000", ""])
async def test_nobody_is_found_under_an_unknown_number(shop: Shop, number: str) -> None:
    assert await shop.find_companies(number) == ()


async def test_a_company_is_read_again_by_its_id(shop: Shop) -> None:
    hotel = await the_company(shop, HOTEL)
    assert await shop.company(hotel.id) == hotel


@pytest.mark.parametrize("company_id", ["987654321", "nobody", ""])
async def test_an_unknown_company_is_an_error_that_says_so(shop: Shop, company_id: str) -> None:
    with pytest.raises(UnknownCompany):
        await shop.company(company_id)


async def test_contacts_come_with_roles_limits_and_whether_they_still_work_there(
    shop: Shop,
) -> None:
    office = await the_company(shop, OFFICE)
    contacts = {contact.email: contact for contact in await shop.contacts(office.id)}
    buyer = contacts["buyer@atelier-nord.example"]
    assert buyer.roles == {Role.REQUESTER}
    assert buyer.spending_limit == eur("300")
    assert (buyer.company_id, buyer.name, buyer.language) == (office.id, "Buyer (sample)", "fr")
    approver = contacts["approver@atelier-nord.example"]
    assert Role.APPROVER in approver.roles
    assert approver.spending_limit is None
    assert Role.ADMINISTRATOR in contacts["office@atelier-nord.example"].roles
    assert not contacts["former.buyer@atelier-nord.example"].active
    assert all(contact.active for email, contact in contacts.items() if "former" not in email)


async def test_one_person_is_a_contact_of_two_companies(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    restaurants = await shop.find_companies(RESTAURANTS)
    lyon = next(company for company in restaurants if "Lyon" in company.name)
    for company in (office, lyon):
        emails = {contact.email for contact in await shop.contacts(company.id)}
        assert "accountant@fiduciaire.example" in emails


async def test_products_come_in_four_languages_with_what_an_order_needs_to_know(
    shop: Shop,
) -> None:
    (paper,) = await shop.products(["PAP-A4-80"])
    assert paper.name.keys() >= {"en", "fr", "de", "nl"}
    assert len(set(paper.name.values())) == 4
    assert paper.pack_size == paper.minimum_quantity == 5
    assert paper.status is ProductStatus.ORDERABLE
    assert paper.category
    assert paper.unit
    assert paper.synonyms["fr"]
    (gloves,) = await shop.products(["GLV-NIT-L"])
    assert gloves.attributes["size"] == "L"


async def test_a_discontinued_product_names_its_successor_and_alternatives(shop: Shop) -> None:
    (old,) = await shop.products(["COF-BEAN-CLA-1K"])
    assert old.status is ProductStatus.DISCONTINUED
    related = {(relation.kind, relation.sku) for relation in old.relations}
    assert (RelationKind.SUCCESSOR, "COF-BEAN-1K") in related
    assert (RelationKind.ALTERNATIVE, "COF-BEAN-ESP-1K") in related


async def test_products_come_in_the_order_asked_and_unknown_ones_are_left_out(shop: Shop) -> None:
    found = await shop.products(["TEA-BLK-100", "NO-SUCH-THING", "PAP-A4-80"])
    assert [product.sku for product in found] == ["TEA-BLK-100", "PAP-A4-80"]


async def test_each_company_has_its_own_prices(shop: Shop) -> None:
    requests = [PriceRequest("COF-BEAN-1K", Decimal(1)), PriceRequest("PAP-A4-80", Decimal(5))]
    office, hotel, facility = [
        await shop.prices((await the_company(shop, number)).id, requests)
        for number in (OFFICE, HOTEL, FACILITY)
    ]
    assert [price.sku for price in office] == ["COF-BEAN-1K", "PAP-A4-80"]
    coffee = {price[0].unit_price.amount for price in (office, hotel, facility)}
    assert coffee == {Decimal("13.34"), Decimal("13.775"), Decimal("14.50")}
    assert {price[0].list_price for price in (office, hotel, facility)} == {eur("14.50")}


async def test_a_company_pays_less_from_a_quantity_on(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    quantities = [Decimal(1), Decimal(9), Decimal(10), Decimal(500)]
    prices = await shop.prices(office.id, [PriceRequest("GLV-NIT-L", q) for q in quantities])
    assert [price.quantity for price in prices] == quantities
    few, nine, ten, many = [price.unit_price.amount for price in prices]
    assert few == nine == Decimal("6.348")
    assert ten == many == Decimal("6.072")


async def test_a_price_list_may_discount_one_category_only(shop: Shop) -> None:
    lyon, *_ = await shop.find_companies(RESTAURANTS)
    coffee, gloves = await shop.prices(
        lyon.id,
        [PriceRequest("COF-BEAN-1K", Decimal(1)), PriceRequest("GLV-NIT-L", Decimal(1))],
    )
    assert coffee.unit_price == eur("13.05")
    assert gloves.unit_price == gloves.list_price == eur("6.90")


async def test_two_hundred_prices_come_in_one_call(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    page = await shop.catalogue_changes(None, limit=200)
    requests = [PriceRequest(product.sku, Decimal(1)) for product in page.products]
    prices = await shop.prices(office.id, requests)
    assert [price.sku for price in prices] == [request.sku for request in requests]
    assert all(price.unit_price.amount > 0 for price in prices)


async def test_stock_says_what_can_ship_and_how_long_the_rest_takes(shop: Shop) -> None:
    short, none = await shop.stock(["GLV-NIT-XL", "GLV-LAT-XL"])
    assert (short.sku, short.available, short.lead_time_days) == ("GLV-NIT-XL", Decimal(4), 9)
    assert (none.available, none.lead_time_days) == (Decimal(0), 14)


async def test_prices_and_stock_of_an_unknown_sku_are_an_error(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    with pytest.raises(UnknownSku):
        await shop.prices(office.id, [PriceRequest("NO-SUCH-THING", Decimal(1))])
    with pytest.raises(UnknownSku):
        await shop.stock(["PAP-A4-80", "NO-SUCH-THING"])


PNG, GIF = b"\x89PNG\r\n\x1a\n drawn twice", b"GIF89a drawn once"


async def test_a_product_shows_how_it_looks(shop: Shop) -> None:
    (gloves,) = await shop.products(["GLV-NIT-L"])
    picture = await shop.product_picture(gloves.sku)
    assert gloves.has_picture
    assert picture is not None
    assert (picture.filename, picture.media_type) == ("GLV-NIT-L.png", "image/png")
    assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
    other = await shop.product_picture("COF-BEAN-1K")
    assert other is not None
    assert other.content != picture.content


async def test_a_product_without_a_picture_says_so(shop: Shop) -> None:
    (desk,) = await shop.products(["DSK-SIT-160"])
    assert not desk.has_picture
    assert await shop.product_picture(desk.sku) is None


async def test_the_picture_of_an_unknown_sku_is_an_error(shop: Shop) -> None:
    with pytest.raises(UnknownSku):
        await shop.product_picture("NO-SUCH-THING")


async def test_the_catalogue_tells_when_a_picture_comes_and_goes(
    harness: Harness, shop: Shop
) -> None:
    cursor: str | None = None
    while not (page := await shop.catalogue_changes(cursor)).complete:
        cursor = page.cursor
    for name, content, media_type in (("1.gif", GIF, "image/gif"), ("2.png", PNG, "image/png")):
        await harness.attach("RUL-30", name, content)
        page = await shop.catalogue_changes(page.cursor)
        assert [(p.sku, p.has_picture) for p in page.products] == [("RUL-30", True)]
        newest = await shop.product_picture("RUL-30")
        assert newest is not None
        assert (newest.media_type, newest.content) == (media_type, content)
    await harness.detach_all("RUL-30")
    page = await shop.catalogue_changes(page.cursor)
    assert [(p.sku, p.has_picture) for p in page.products] == [("RUL-30", False)]
    assert await shop.product_picture("RUL-30") is None


async def test_a_file_is_no_picture_by_its_name_alone(harness: Harness, shop: Shop) -> None:
    await harness.attach("CTR-18", "cutter.png", b"%PDF-1.7 a data sheet")
    assert await shop.product_picture("CTR-18") is None
    await harness.attach("CTR-18", "cutter.pdf", PNG)
    await harness.attach("CTR-18", "picture.jpg", b"<svg onload='alert(1)'/>")
    picture = await shop.product_picture("CTR-18")
    assert picture is not None
    assert (picture.filename, picture.content) == ("CTR-18.png", PNG)


async def test_a_picture_that_is_too_large_is_refused(harness: Harness, shop: Shop) -> None:
    most = PNG.ljust(LARGEST_PICTURE, b"\0")
    await harness.attach("SCI-21", "scissors.png", most)
    picture = await shop.product_picture("SCI-21")
    assert picture is not None
    assert picture.content == most
    await harness.attach("SCI-21", "scissors.png", most + b"\0")
    with pytest.raises(PictureUnusable):
        await shop.product_picture("SCI-21")


async def test_asking_for_nothing_gives_nothing(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    assert await shop.products([]) == ()
    assert await shop.stock([]) == ()
    assert await shop.prices(office.id, []) == ()


async def test_the_catalogue_is_read_page_by_page_without_loss_or_repetition(shop: Shop) -> None:
    cursor, skus, pages, complete = None, [], 0, False
    while not complete:
        page = await shop.catalogue_changes(cursor, limit=40)
        assert len(page.products) + len(page.removed) <= 40
        skus += [product.sku for product in page.products]
        cursor, complete, pages = page.cursor, page.complete, pages + 1
    assert pages > 3
    assert len(skus) == len(set(skus)) >= 150
    assert "FREIGHT" not in skus


async def test_a_change_of_the_catalogue_is_seen_once_from_the_cursor_on(
    harness: Harness, shop: Shop
) -> None:
    cursor: str | None = None
    while not (page := await shop.catalogue_changes(cursor)).complete:
        cursor = page.cursor
    await harness.rename("PEN-BAL-BLU", "Ballpoint pens, sky blue")
    changes = await shop.catalogue_changes(page.cursor)
    assert [product.sku for product in changes.products] == ["PEN-BAL-BLU"]
    assert changes.products[0].name["en"] == "Ballpoint pens, sky blue"
    assert changes.complete
    again = await shop.catalogue_changes(changes.cursor)
    assert (again.products, again.removed, again.complete) == ((), (), True)
