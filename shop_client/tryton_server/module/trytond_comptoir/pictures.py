"""Pictures of products: files that the merchant attached to them in Tryton's own way."""

from sql.functions import CurrentTimestamp
from trytond.model import fields
from trytond.pool import Pool, PoolMeta
from trytond.tools import grouped_slice, reduce_ids
from trytond.transaction import Transaction

_PRODUCTS = ("product.product", "product.template")


def is_picture(data):
    """Whether bytes are a PNG, JPEG, GIF or WebP by their magic numbers."""
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def pictured(products):
    """Ids of those products that have a picture, of their own or of their template."""
    found = set()
    names = [str(record) for product in products for record in (product, product.template)]
    for some in grouped_slice(dict.fromkeys(names)):
        found.update(str(a.resource) for a in _attachments(list(some)))
    return {p.id for p in products if str(p) in found or str(p.template) in found}


def newest(product):
    """The attachment that is the product's picture: its own before its template's; or None."""
    for record in (product, product.template):
        if found := _attachments([str(record)], limit=1):
            return found[0]
    return None


def _attachments(resources, limit=None):
    return (
        Pool()
        .get("ir.attachment")
        .search(
            [("resource", "in", resources), ("type", "=", "data"), ("is_picture", "=", True)],
            order=[("create_date", "DESC"), ("id", "DESC")],
            limit=limit,
        )
    )


class Attachment(metaclass=PoolMeta):
    """Notes what is a picture, so that many products can be asked for theirs at once."""

    __name__ = "ir.attachment"

    is_picture = fields.Boolean(
        "Is Picture", readonly=True, help="Whether the file is a picture, by its first bytes."
    )

    @classmethod
    def __register__(cls, module):
        """Looks once at what was attached to products before."""
        is_new = not cls.__table_handler__(module).column_exist("is_picture")
        super().__register__(module)
        if is_new:
            cls._look_at_old_ones()

    @classmethod
    def _look_at_old_ones(cls):
        table, cursor = cls.__table__(), Transaction().connection.cursor()
        of_products = table.resource.like("product.product,%") | table.resource.like(
            "product.template,%"
        )
        cursor.execute(*table.select(table.id, where=of_products & (table.type == "data")))
        for (attachment,) in cursor.fetchall():
            cursor.execute(*table.select(table.id, table.data, where=table.id == attachment))
            values = [{"id": i, "data": data} for i, data in cursor.fetchall()]
            data = cls.data.get([attachment], cls, "data", values)[attachment]
            if is_picture(data or b""):
                cursor.execute(
                    *table.update([table.is_picture], [True], where=table.id == attachment)
                )

    @classmethod
    def preprocess_values(cls, mode, values):
        """Whoever sets the bytes does not say what they are."""
        values = super().preprocess_values(mode, values)
        values.pop("is_picture", None)
        if "data" in values:
            values["is_picture"] = is_picture(values["data"] or b"")
        return values

    @classmethod
    def on_modification(cls, mode, attachments, field_names=None):
        """A product whose attachments change has changed: the catalogue tells it again."""
        super().on_modification(mode, attachments, field_names=field_names)
        for name in _PRODUCTS:
            ids = {a.resource.id for a in attachments if a.resource and a.resource.__name__ == name}
            for some in grouped_slice(ids):
                _touch(name, some)


def _touch(name, ids):
    table = Pool().get(name).__table__()
    Transaction().connection.cursor().execute(
        *table.update([table.write_date], [CurrentTimestamp()], where=reduce_ids(table.id, ids))
    )
