"""The index file: SQLite with two full-text tables. A cache: any doubt about it and it is rebuilt.

`words` finds products by whole words, their stems and beginnings; `spelling` finds the words that
may be meant by a mistyped one. What changes the file opens it anew, so that any thread may do it;
what reads it does so in one thread, and keeps the products it has read until the file changes.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.catalogue.matching import Document, Texts, typo
from bot.catalogue.relations import Vocabulary
from bot.catalogue.words import STEMMER_VERSION, Token, codes, compact, split, tokens
from shop_client.model import CataloguePage, Product

LAYOUT = f"2/{STEMMER_VERSION}"
MOST_FOUND = 50
"""Rows each of the ways to find a product contributes to the ranking."""
_MOST_SPELLINGS = 5
_BUSY_SECONDS = 10.0
_FRESH_SECONDS = 0.05
"""So long a product that was read is given again without looking whether the file has changed."""
_MOST_KEPT = 20_000
"""Products, or words, that are kept in memory."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (
    sku TEXT PRIMARY KEY, compact TEXT NOT NULL, body BLOB NOT NULL
);
CREATE INDEX product_compact ON product (compact);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, sku TEXT NOT NULL, language TEXT NOT NULL, body BLOB NOT NULL
);
CREATE INDEX document_sku ON document (sku);
CREATE VIRTUAL TABLE words USING fts5 (
    language, named, loose, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
CREATE TABLE term (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE spelling USING fts5 (word, tokenize = 'trigram');
"""

_encode = msgspec.json.Encoder().encode
_decode_product = msgspec.json.Decoder(Product).decode
_decode_document = msgspec.json.Decoder(Document).decode


def documents(product: Product) -> list[Document]:
    """A product's texts, one a language."""
    values = [
        name if value == "yes" else value
        for name, value in product.attributes.items()
        if value != "no" and not value.isdigit()
    ]
    languages = list(dict.fromkeys([*product.name, *product.synonyms])) or ["en"]
    result = []
    for language in languages:
        only = [language]
        name = product.name.get(language, "")
        synonyms = product.synonyms.get(language, ())
        joined = codes(" ; ".join([name, *synonyms, *values]))
        joined += [part for part in split(product.sku, "") if any(c.isdigit() for c in part)]
        result.append(
            Document(
                language=language,
                name=tokens(name, only),
                head=tokens(name.split(", ")[0], only),
                synonyms=tuple(tokens(text, only) for text in synonyms),
                extra=tokens(" ; ".join(values), only) + tuple((code,) for code in joined),
                loose=tokens(f"{product.description.get(language, '')} {product.category}", only),
            )
        )
    return result


def _spread(found: Iterable[Token]) -> str:
    return " ".join(dict.fromkeys(form for token in found for form in token))


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Entry:
    """A product with its texts: of each language apart, and of all together."""

    product: Product
    own: dict[str, Texts]
    all: Texts


class Database:
    """The index file at `path`; every method blocks.

    Attributes:
        vocabulary: the words of all products found so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.vocabulary = Vocabulary()
        self._shop: str | None = None
        self._open: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._state: object = None
        self._fresh_until = 0.0
        self._entries: dict[str, Entry | None] = {}
        self._skus: dict[int, str] = {}
        self._known: dict[str, bool] = {}
        self._likely: dict[str, list[str]] = {}

    def close(self) -> None:
        """Ends the connection that reads; the next reader opens another."""
        if self._open is not None:
            self._open.close()
        self._open = self._file = self._state = None
        self._fresh_until = 0.0

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection that reads; what was kept is forgotten when the file has changed."""
        try:
            if self._open is not None and self._is_replaced():
                self.close()
            if self._open is None:
                self._open = sqlite3.connect(
                    self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
                )
                self._file = self._on_disk()
            state = self._open.execute("PRAGMA data_version").fetchone()
            kept = len(self._entries) + len(self._known) + len(self._likely)
            if state != self._state or kept > _MOST_KEPT:
                self._state = state
                self._forget()
            self._fresh_until = time.monotonic() + _FRESH_SECONDS
            yield self._open
        except sqlite3.DatabaseError:
            self.close()
            raise

    def _on_disk(self) -> tuple[int, int] | None:
        """Tells one file at this path from another; None while there is none."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _is_replaced(self) -> bool:
        """Another file is here now. Until there is one, that which is gone is good to read."""
        now = self._on_disk()
        return now is not None and now != self._file

    def _forget(self) -> None:
        self.vocabulary = Vocabulary()
        self._entries.clear()
        self._skus.clear()
        self._known.clear()
        self._likely.clear()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def _transaction(self, connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def prepare(self, shop: str) -> None:
        """Makes the file usable: creates it, or empties it when its layout or shop is another."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._shop = shop
        try:
            self._prepare(shop)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            self._prepare(shop)

    def _prepare(self, shop: str) -> None:
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            with self._transaction(connection):
                if self._meta(connection) | {"cursor": ""} == {
                    "layout": LAYOUT,
                    "shop": shop,
                    "cursor": "",
                }:
                    return
                self._empty(connection)
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    connection.execute(statement)
                rows = {"layout": LAYOUT, "shop": shop}.items()
                connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)

    @staticmethod
    def _meta(connection: sqlite3.Connection) -> dict[str, str]:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        return dict(connection.execute("SELECT key, value FROM meta")) if known else {}

    @staticmethod
    def _empty(connection: sqlite3.Connection) -> None:
        for kind in ("CREATE VIRTUAL TABLE%", "CREATE TABLE%"):
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE ?"
            for (name,) in connection.execute(query, (kind,)).fetchall():
                connection.execute(f'DROP TABLE IF EXISTS "{name}"')

    def cursor(self) -> str | None:
        """How far into the shop's changes the index has come.

        A file that was deleted or spoilt since it was prepared is prepared again.
        """
        if self._shop is not None and not self._is_usable():
            self.prepare(self._shop)
        with self._connection() as connection:
            return self._meta(connection).get("cursor")

    def _is_usable(self) -> bool:
        try:
            with self._connection() as connection:
                return "layout" in self._meta(connection)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False

    def take(self, page: CataloguePage, after: str | None) -> bool:
        """Takes a page in; False, and nothing done, when another process was quicker."""
        try:
            return self._take(page, after)
        finally:
            self._fresh_until = 0.0

    def _take(self, page: CataloguePage, after: str | None) -> bool:
        with self._connection() as connection, self._transaction(connection):
            if self._meta(connection).get("cursor") != after:
                return False
            if page.cursor == after and not page.products and not page.removed:
                return True  # and nobody forgets what they have read
            for sku in page.removed:
                self._remove(connection, sku)
            for product in page.products:
                self._remove(connection, product.sku)
                self._insert(connection, product)
            connection.execute("REPLACE INTO meta VALUES ('cursor', ?)", (page.cursor,))
            return True

    @staticmethod
    def _remove(connection: sqlite3.Connection, sku: str) -> None:
        rows = connection.execute("SELECT id FROM document WHERE sku = ?", (sku,)).fetchall()
        connection.executemany("DELETE FROM words WHERE rowid = ?", rows)
        connection.execute("DELETE FROM document WHERE sku = ?", (sku,))
        connection.execute("DELETE FROM product WHERE sku = ?", (sku,))

    @staticmethod
    def _insert(connection: sqlite3.Connection, product: Product) -> None:
        row = (product.sku, compact(product.sku), _encode(product))
        connection.execute("INSERT INTO product VALUES (?, ?, ?)", row)
        for document in documents(product):
            id_ = connection.execute(
                "INSERT INTO document (sku, language, body) VALUES (?, ?, ?)",
                (product.sku, document.language, _encode(document)),
            ).lastrowid
            named = _spread(document.tokens)
            connection.execute(
                "INSERT INTO words (rowid, language, named, loose) VALUES (?, ?, ?, ?)",
                (id_, document.language, named, _spread(document.loose)),
            )
            for word in named.split():
                new = connection.execute("INSERT OR IGNORE INTO term VALUES (?)", (word,))
                if new.rowcount:
                    connection.execute("INSERT INTO spelling (word) VALUES (?)", (word,))

    def product(self, sku: str) -> Product | None:
        """The product with this very SKU, as it was a moment ago at the earliest."""
        if time.monotonic() < self._fresh_until and (entry := self._entries.get(sku)) is not None:
            return entry.product
        with self._reading() as connection:
            found = self._load(connection, [sku])
        return found[0].product if found else None

    def with_sku(self, text: str) -> list[Product]:
        """Products whose SKU this is, however it is written."""
        query = "SELECT sku FROM product WHERE compact = ? ORDER BY sku = ? DESC, sku"
        with self._reading() as connection:
            rows = connection.execute(query, (compact(text), text.strip())).fetchall()
            return [entry.product for entry in self._load(connection, [row[0] for row in rows])]

    def known(self, phrase: Sequence[Token]) -> set[Token]:
        """The tokens of which some product has the word itself, or its stem of four letters up."""
        with self._reading() as connection:
            return {
                token
                for token in phrase
                if any(
                    self._is_known(connection, form)
                    for form in (token[0], *(f for f in token[1:] if len(f) >= 4))
                )
            }

    def _is_known(self, connection: sqlite3.Connection, form: str) -> bool:
        if (known := self._known.get(form)) is None:
            query = "SELECT 1 FROM vocabulary WHERE term = ? AND col = 'named'"
            known = self._known[form] = bool(connection.execute(query, (form,)).fetchone())
        return known

    def find(self, phrase: Sequence[Token], known: Collection[Token], language: str) -> list[Entry]:
        """Products that may be meant, by SKU."""
        with self._reading() as connection:
            meant = [
                token if token in known else (*token, *self._spellings(connection, token[0]))
                for token in phrase
            ]
            found: dict[int, None] = {}
            for query in _queries(meant, language):
                found |= dict.fromkeys(_rows(connection, query))
            skus = {sku for id_ in found if (sku := self._sku(connection, id_)) is not None}
            return self._load(connection, sorted(skus))

    def _spellings(self, connection: sqlite3.Connection, word: str) -> list[str]:
        """Words of the catalogue that this one may be mistyped for, the likeliest first."""
        if len(word) < 4:
            return []
        if (likely := self._likely.get(word)) is None:
            trigrams = " OR ".join(sorted({_quoted(word[i : i + 3]) for i in range(len(word) - 2)}))
            statement = "SELECT word FROM spelling WHERE spelling MATCH ? ORDER BY rank LIMIT ?"
            near = [row[0] for row in connection.execute(statement, (trigrams, MOST_FOUND))]
            rated = sorted((w for w in near if typo(word, w)), key=lambda w: -typo(word, w))
            likely = self._likely[word] = rated[:_MOST_SPELLINGS]
        return likely

    def _sku(self, connection: sqlite3.Connection, document: int) -> str | None:
        if (sku := self._skus.get(document)) is None:
            query = "SELECT sku FROM document WHERE id = ?"
            row = connection.execute(query, (document,)).fetchone()
            if row is None:  # the file has changed meanwhile
                return None
            sku = self._skus[document] = row[0]
        return sku

    def _load(self, connection: sqlite3.Connection, skus: Sequence[str]) -> list[Entry]:
        """These products, in this order; those that there are none of left out."""
        for sku in skus:
            if sku not in self._entries:
                self._entries[sku] = self._read(connection, sku)
        return [entry for sku in skus if (entry := self._entries[sku]) is not None]

    def _read(self, connection: sqlite3.Connection, sku: str) -> Entry | None:
        row = connection.execute("SELECT body FROM product WHERE sku = ?", (sku,)).fetchone()
        if row is None:
            return None
        query = "SELECT body FROM document WHERE sku = ? ORDER BY id"
        texts = [_decode_document(body) for (body,) in connection.execute(query, (sku,))]
        entry = Entry(
            _decode_product(row[0]), {text.language: Texts([text]) for text in texts}, Texts(texts)
        )
        self.vocabulary.add(entry.all.named | entry.all.loose)
        return entry


def _rows(connection: sqlite3.Connection, query: str) -> list[int]:
    statement = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 0, 2, 1) LIMIT ?"
    return [row[0] for row in connection.execute(statement, (query, MOST_FOUND))]


def _queries(phrase: Sequence[Token], language: str) -> Iterator[str]:
    """All words in the person's language, all words in any, then any word."""
    either = [
        "(" + " OR ".join(_quoted(f) + ("*" if len(f) >= 4 else "") for f in token) + ")"
        for token in phrase
    ]
    yield f"language : {_quoted(language)} AND {{named}} : ({' AND '.join(either)})"
    yield f"{{named}} : ({' AND '.join(either)})"
    yield f"{{named loose}} : ({' OR '.join(either)})"
