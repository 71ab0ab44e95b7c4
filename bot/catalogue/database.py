"""The index file: SQLite with two full-text tables. A cache: any doubt about it and it is rebuilt.

`words` finds products by whole words, their stems and beginnings; `spelling` finds the words that
may be meant by a mistyped one. Every call opens the file anew, so that any thread may make it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bot.catalogue.matching import Document, typo
from bot.catalogue.words import STEMMER_VERSION, Token, codes, compact, split, tokens
from shop_client.model import CataloguePage, Product

LAYOUT = f"2/{STEMMER_VERSION}"
MOST_FOUND = 50
"""Rows each of the ways to find a product contributes to the ranking."""
_MOST_SPELLINGS = 5
_BUSY_SECONDS = 10.0

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


class Database:
    """The index file at `path`; every method blocks."""

    def __init__(self, path: Path) -> None:
        self.path = path

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
        """How far into the shop's changes the index has come."""
        with self._connection() as connection:
            return self._meta(connection).get("cursor")

    def take(self, page: CataloguePage, after: str | None) -> bool:
        """Takes a page in; False, and nothing done, when another process was quicker."""
        with self._connection() as connection, self._transaction(connection):
            if self._meta(connection).get("cursor") != after:
                return False
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
        """The product with this very SKU."""
        with self._connection() as connection:
            row = connection.execute("SELECT body FROM product WHERE sku = ?", (sku,)).fetchone()
        return _decode_product(row[0]) if row else None

    def with_sku(self, text: str) -> list[Product]:
        """Products whose SKU this is, however it is written."""
        query = "SELECT body FROM product WHERE compact = ? ORDER BY sku = ? DESC, sku"
        with self._connection() as connection:
            rows = connection.execute(query, (compact(text), text.strip())).fetchall()
        return [_decode_product(row[0]) for row in rows]

    def known(self, phrase: Sequence[Token]) -> set[Token]:
        """The tokens of which some product has the word itself, or its stem of four letters up."""
        query = "SELECT 1 FROM vocabulary WHERE term = ? AND col = 'named'"
        with self._connection() as connection:
            return {
                token
                for token in phrase
                if any(
                    connection.execute(query, (form,)).fetchone()
                    for form in (token[0], *(f for f in token[1:] if len(f) >= 4))
                )
            }

    def find(
        self, phrase: Sequence[Token], known: Collection[Token], language: str
    ) -> list[tuple[Product, list[Document]]]:
        """Products that may be meant, with their texts; unordered."""
        with self._connection() as connection:
            meant = [
                token if token in known else (*token, *_spellings(connection, token[0]))
                for token in phrase
            ]
            found: dict[int, None] = {}
            for query in _queries(meant, language):
                found |= dict.fromkeys(_rows(connection, query))
            marks = ",".join("?" * len(found))
            skus = f"SELECT DISTINCT sku FROM document WHERE id IN ({marks})"  # noqa: S608
            statement = (
                "SELECT p.body, d.body FROM product p JOIN document d USING (sku)"  # noqa: S608
                f" WHERE sku IN ({skus}) ORDER BY sku"
            )
            rows = connection.execute(statement, list(found)).fetchall()
        grouped: dict[bytes, list[Document]] = {}
        for product, document in rows:
            grouped.setdefault(product, []).append(_decode_document(document))
        return [(_decode_product(body), texts) for body, texts in grouped.items()]


def _rows(connection: sqlite3.Connection, query: str) -> list[int]:
    statement = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 0, 2, 1) LIMIT ?"
    return [row[0] for row in connection.execute(statement, (query, MOST_FOUND))]


def _spellings(connection: sqlite3.Connection, word: str) -> list[str]:
    """Words of the catalogue that this one may be mistyped for, the likeliest first."""
    if len(word) < 4:
        return []
    trigrams = " OR ".join(sorted({_quoted(word[i : i + 3]) for i in range(len(word) - 2)}))
    statement = "SELECT word FROM spelling WHERE spelling MATCH ? ORDER BY rank LIMIT ?"
    near = [row[0] for row in connection.execute(statement, (trigrams, MOST_FOUND))]
    likely = sorted((w for w in near if typo(word, w)), key=lambda w: -typo(word, w))
    return likely[:_MOST_SPELLINGS]


def _queries(phrase: Sequence[Token], language: str) -> Iterator[str]:
    """All words in the person's language, all words in any, then any word."""
    either = [
        "(" + " OR ".join(_quoted(f) + ("*" if len(f) >= 4 else "") for f in token) + ")"
        for token in phrase
    ]
    yield f"language : {_quoted(language)} AND {{named}} : ({' AND '.join(either)})"
    yield f"{{named}} : ({' AND '.join(either)})"
    yield f"{{named loose}} : ({' OR '.join(either)})"
