"""Past orders from a CSV file into the shop: `comptoir shop import`.

The pure half reads, judges and plans (`options`, `columns`, `reading`, `formats`, `survey`,
`cleaning`, `plan`, `plan_file`); `run` hands the plan to the half inside the shop.
"""

from shop_client.importer.cleaning import EXPLANATIONS, Reason
from shop_client.importer.columns import Field
from shop_client.importer.errors import ImportFailed
from shop_client.importer.options import ImportOptions
from shop_client.importer.run import Report, import_history

__all__ = [
    "EXPLANATIONS",
    "Field",
    "ImportFailed",
    "ImportOptions",
    "Reason",
    "Report",
    "import_history",
]
