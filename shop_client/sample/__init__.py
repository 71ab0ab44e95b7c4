"""The sample shop: a believable Belgian supplier of office, cleaning and catering goods.

`products.csv` holds its catalogue, `pictures/` how some of it looks, `shop.toml` its terms and
customers with their past orders, `policies/` what it says about itself in each language. Nobody in
it is a real person or company.
"""

from shop_client.sample.products import load_products
from shop_client.sample.records import (
    LANGUAGES,
    PriceRule,
    SampleAddress,
    SampleCompany,
    SampleContact,
    SampleFreight,
    SampleMerchant,
    SampleOrder,
    SamplePaymentTerms,
    SamplePriceList,
    SampleProduct,
    SampleShop,
    SupportHours,
)
from shop_client.sample.shop import load_shop

__all__ = [
    "LANGUAGES",
    "PriceRule",
    "SampleAddress",
    "SampleCompany",
    "SampleContact",
    "SampleFreight",
    "SampleMerchant",
    "SampleOrder",
    "SamplePaymentTerms",
    "SamplePriceList",
    "SampleProduct",
    "SampleShop",
    "SupportHours",
    "load_products",
    "load_shop",
]
