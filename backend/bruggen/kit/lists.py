"""A SELECT as a list answer: a page of JSON, or the whole list as csv, xlsx or ndjson."""

from collections.abc import Callable, Iterator, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from bruggen.kit.answers import answer
from bruggen.kit.db import AnyRow
from bruggen.kit.exports import Format, Record, export, wanted_format
from bruggen.kit.page import Collection, CursorCollection, CursorQuery, Item, ListQuery, PageQuery, page_links, with_parameter
from bruggen.kit.problems import invalid
from bruggen.kit.schema import Schema

ROWS_AT_ONCE = 500
MakeItems = Callable[[Session, Sequence[AnyRow]], list[Item]]


def list_answer(
    request: Request,
    query: ListQuery,
    session: Session,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_item: Callable[[AnyRow], Item],
) -> Response:
    """The ordered statement's rows as the kind of list the caller asked for.

    Raises BadRequest for a page beyond the last, NotAcceptable for a format we do not make.
    """
    kind = wanted_format(request, query.format)
    if kind == "json":
        return page_answer(request, query, session, statement, item_model, make_item)
    return export_rows(request, kind, statement, item_model, make_item)


def bulk_answer(
    request: Request,
    query: ListQuery,
    session: Session,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_items: MakeItems[Item],
) -> Response:
    """As list_answer, for items that are made of many rows at once.

    `make_items` gets the session to read the rest from: that of a file lives longer than the request's own.
    """
    kind = wanted_format(request, query.format)
    if kind != "json":
        return _export(request, kind, statement, item_model, make_items)
    rows, total = fetch_rows(session, query, statement)
    return answer(request, query, collection(request, query, make_items(session, rows), total, item_model))


def page_answer(
    request: Request,
    query: ListQuery | PageQuery,
    session: Session,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_item: Callable[[AnyRow], Item],
) -> Response:
    """The ordered statement's rows as a page of JSON. Raises BadRequest for a page beyond the last."""
    return answer(request, query, fetch_page(session, request, query, statement, item_model, make_item))


def cursor_answer(
    request: Request,
    query: CursorQuery,
    session: Session,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_item: Callable[[AnyRow], Item],
    cursor: Callable[[Item], object],
) -> Response:
    """The ordered statement's rows as a list that is read on from a cursor: for lists that are long or grow under the reader.

    The statement begins where the caller's `after` says; `cursor` is what a reader of this item sends to read on.
    """
    kind = wanted_format(request, query.format)
    if kind != "json":
        return export_rows(request, kind, statement, item_model, make_item)
    items = [make_item(row) for row in session.execute(statement.limit(query.page_size + 1))]
    shown = items[: query.page_size]
    path, parameters = request.url.path, request.url.query
    links = {"self": f"{path}?{parameters}" if parameters else path, "first": with_parameter(path, parameters, "after", None)}
    if len(items) > len(shown):
        links["next"] = with_parameter(path, parameters, "after", str(cursor(shown[-1])))
    body = CursorCollection[item_model](items=shown, page_size=query.page_size, **links)  # type: ignore[valid-type]
    return answer(request, query, body)


def export_rows(
    request: Request,
    kind: Format,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_item: Callable[[AnyRow], Item],
) -> Response:
    """All of the ordered statement's rows as a file."""
    return _export(request, kind, statement, item_model, lambda _reading, rows: [make_item(row) for row in rows])


def _export(
    request: Request,
    kind: Format,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_items: MakeItems[Item],
) -> Response:
    def records() -> Iterator[Record]:
        # The request's own session is closed before a stream starts: this one lives as long as the stream.
        with request.app.state.sessions() as reading:
            found = reading.execute(statement.execution_options(yield_per=ROWS_AT_ONCE))
            for rows in found.partitions():
                for item in make_items(reading, rows):
                    yield item.model_dump(mode="json", by_alias=True, exclude_none=True)

    name = request.url.path.rpartition("/")[2]
    flat = (flatten(record) for record in records()) if kind != "ndjson" else records()
    return export(kind, name, {column: column for column in columns_of(item_model)}, flat)


def fetch_page(
    session: Session,
    request: Request,
    query: ListQuery | PageQuery,
    statement: Select[*tuple[Any, ...]],
    item_model: type[Item],
    make_item: Callable[[AnyRow], Item],
) -> Collection[Item]:
    """One page of the statement's rows with the exact total."""
    rows, total = fetch_rows(session, query, statement)
    return collection(request, query, [make_item(row) for row in rows], total, item_model)


def fetch_rows(
    session: Session, query: ListQuery | PageQuery, statement: Select[*tuple[Any, ...]]
) -> tuple[Sequence[AnyRow], int]:
    """The rows of one page, and how many there are in all: for items that are made of a whole page at once."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    return session.execute(statement.limit(query.page_size).offset(offset_of(query, total))).all(), total


def offset_of(query: ListQuery | PageQuery, total: int) -> int:
    """How many items lie before the page. Raises BadRequest for a page beyond the last."""
    offset = (query.page - 1) * query.page_size
    if query.page > 1 and offset >= total:
        raise invalid("page", f"There are {total} items; page {query.page} lies beyond the last.", value=query.page)
    return offset


def collection(
    request: Request, query: ListQuery | PageQuery, items: list[Item], total: int, item_model: type[Item]
) -> Collection[Item]:
    """The items of a page with the links to the others."""
    links = page_links(request.url.path, request.url.query, query.page, query.page_size, total)
    return Collection[item_model](  # type: ignore[valid-type]
        items=items, total=total, page=query.page, page_size=query.page_size, **links
    )


def columns_of(model: type[Schema], prefix: str = "") -> list[str]:
    """The columns a list of these items has in a table: nested objects become `name.nl`."""
    columns: list[str] = []
    for name, field in model.model_fields.items():
        shown = prefix + (field.alias or name)
        nested = _nested(field.annotation)
        if nested:
            columns.extend(columns_of(nested, shown + "."))
        else:
            columns.append(shown)
    return columns


def _nested(annotation: Any) -> type[Schema] | None:
    """The schema of an object in the object, also of one that may be left out."""
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    schemas = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Schema)]
    return schemas[0] if schemas else None


def flatten(record: Record, prefix: str = "") -> dict[str, object]:
    """A nested record as one table row; an object in a list is shown by its name or code."""
    row: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            row.update(flatten(value, f"{prefix}{name}."))
        elif isinstance(value, list):
            row[prefix + name] = [
                part.get("name") or part.get("value") or part.get("code") or part.get("nisCode")
                if isinstance(part, dict)
                else part
                for part in value
            ]
        else:
            row[prefix + name] = value
    return row
