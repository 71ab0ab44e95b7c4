"""Statements that are executed often: built and compiled once, then handed to the driver itself.

SQLAlchemy takes several times as long to pass a statement on as SQLite takes to answer it. What
it knows is kept: the text in either dialect, and how each type is written and read.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Delete, Dialect, Insert, Select, TextClause, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any] | None


class Statement:
    """A statement whose parameters are given by name each time; other values in it stay."""

    def __init__(
        self,
        clause: Select[Any] | Insert | Update | Delete | TextClause,
        columns: Sequence[str] = (),
    ) -> None:
        """Takes a statement as SQLAlchemy builds it.

        Args:
            clause: the statement; each of its `bindparam`s is a parameter.
            columns: of an insert, those that get a parameter of their own name.
        """
        self._clause = clause
        self._columns = list(columns)
        self._forms: dict[str, Form] = {}

    def form(self, dialect: Dialect) -> Form:
        """What is handed to the driver of a dialect."""
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = Form(self._clause, self._columns, dialect)
        return form


class Form:
    """A statement in the words of one dialect.

    Attributes:
        sql: its text, with places for parameters as the driver wants them.
    """

    def __init__(self, clause: Any, columns: list[str], dialect: Dialect) -> None:
        compiled: Any = clause.compile(dialect=dialect, column_keys=columns or None)
        self.sql: str = compiled.string
        names: list[str] = compiled.positiontup or list(compiled.bind_names.values())
        self._names = None if compiled.positional else names
        self._places = [_place(name, compiled.binds[name], dialect) for name in names]
        returned = _returned(clause)
        self._row: Any = namedtuple("_row", [c.name for c in returned], rename=True)  # type: ignore[misc]
        self._decoders = [_decoder(column.type, dialect) for column in returned]

    def bind(self, values: Mapping[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        parameters = [
            known if name is None else values[name] if process is None else process(values[name])
            for name, process, known in self._places
        ]
        return (
            parameters if self._names is None else dict(zip(self._names, parameters, strict=True))
        )

    def read(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """Rows of the driver as named tuples, each value as its column's type has it."""
        make, decoders = self._row._make, self._decoders
        return [
            make(
                [
                    value if decode is None else decode(value)
                    for decode, value in zip(decoders, row, strict=True)
                ]
            )
            for row in rows
        ]


def failed(
    sql: str, error: Exception, base: type[Exception], *, lost: bool = False
) -> BaseException:
    """The driver's error as SQLAlchemy tells it, without the parameters.

    Args:
        sql: the statement.
        error: what the driver raised.
        base: the driver's class of all errors.
        lost: whether the connection is of no more use.
    """
    return DBAPIError.instance(
        sql, None, error, base, hide_parameters=True, connection_invalidated=lost
    )


def _place(
    name: str, bind: BindParameter[Any], dialect: Dialect
) -> tuple[str | None, Process, Any]:
    """The name of a parameter and how it is written; or no name, and the value it always has."""
    process: Process = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.required:
        return name, process, None
    value = bind.effective_value
    return None, None, value if process is None else process(value)


def _decoder(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    process: Process = kind.dialect_impl(dialect).result_processor(dialect, None)
    return process


def _returned(clause: Any) -> list[Any]:
    if isinstance(clause, TextClause):
        return []
    return list(clause.exported_columns)
