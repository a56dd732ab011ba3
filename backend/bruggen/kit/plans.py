"""A word to the planner of SQLite, which has no statistics: it takes every condition on an indexed column for a rare one."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Unindexed(FunctionElement[Any]):
    """The same value, found along no index (https://sqlite.org/optoverview.html, unary "+").

    For a condition that holds for most rows, and for the order of few. PostgreSQL, which counts its rows, hears nothing of it.
    """

    inherit_cache = True

    def __init__(self, value: ColumnElement[Any] | InstrumentedAttribute[Any]) -> None:
        super().__init__(value)
        self.type = value.type


@compiles(Unindexed)
def _as_it_is(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clause_expr, **options)


@compiles(Unindexed, "sqlite")
def _plus(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return "+" + compiler.process(element.clause_expr, **options)
