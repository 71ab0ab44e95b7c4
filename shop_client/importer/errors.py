"""What can go wrong with an import; each message says what to do.

ImportFailed
├── FileUnreadable     no such file, damaged, or no table with a header
├── ColumnMissing      a column that is needed was not found
├── FormatUnclear      dates or numbers could be read in two ways, or in none
├── NothingToImport    no line of the file is left
└── LoaderFailed       the shop's half did not start, stopped, or fell silent
"""

from __future__ import annotations

from shop_client.errors import ShopError


class ImportFailed(ShopError):  # noqa: N818 - says what happened
    """An import that can't go on; the message is a sentence for the person who asked for it."""


class FileUnreadable(ImportFailed):
    """The file is missing, damaged, or no table with a header."""


class ColumnMissing(ImportFailed):
    """A column that is needed was named and is not there, or could not be guessed."""


class FormatUnclear(ImportFailed):
    """The dates or numbers of the file could be read in two ways, or in none."""


class NothingToImport(ImportFailed):
    """No line of the file is left to import."""


class LoaderFailed(ImportFailed):
    """The half of the import that runs inside the shop did not come to its end."""
