"""Whole lists as csv, xlsx or ndjson: streamed, never built whole in memory."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import orjson
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from bruggen.kit.problems import NotAcceptable

Format = Literal["json", "csv", "xlsx", "ndjson"]
MEDIA_TYPES: dict[str, Format] = {
    "application/json": "json",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/x-ndjson": "ndjson",
}
TYPE_OF: dict[Format, str] = {name: media for media, name in MEDIA_TYPES.items()}
FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
"""What the API document says of a file, of whatever type."""
ROWS_A_CHUNK = 200
Record = Mapping[str, object]


def wanted_format(request: Request, asked: Format | None) -> Format:
    """The format of the answer: the `format` parameter, else the Accept header, else JSON.

    Raises NotAcceptable when the header allows none of ours.
    """
    if asked:
        return asked
    header = request.headers.get("accept", "")
    if not header or "*/*" in header:
        named = [part.partition(";")[0].strip().lower() for part in header.split(",")]
        return next((MEDIA_TYPES[name] for name in named if name in MEDIA_TYPES), "json")
    for part in header.split(","):
        media = part.partition(";")[0].strip().lower()
        if media in MEDIA_TYPES:
            return MEDIA_TYPES[media]
        if media in ("application/*", "text/html", "application/problem+json"):
            return "json"
    raise NotAcceptable(f"This list is given as: {', '.join(MEDIA_TYPES)}.")


def cell(value: object) -> str | int | float | bool:
    """A value as a spreadsheet holds it: lists joined by '; '; a text is never taken for a formula (CWE-1236)."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = "; ".join(str(cell(part)) for part in value) if isinstance(value, list | tuple) else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def export(kind: Format, name: str, columns: Mapping[str, str], records: Iterable[Record]) -> Response:
    """The records as a file called `name`. `columns`: property -> heading, in the order shown; ndjson gives all as is."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    if kind == "xlsx":
        path = _write_xlsx(columns, records)
        return FileResponse(
            path, media_type=TYPE_OF[kind], headers=headers, background=BackgroundTask(path.unlink, missing_ok=True)
        )
    lines = _csv_lines(columns, records) if kind == "csv" else _ndjson_lines(records)
    return StreamingResponse(lines, media_type=TYPE_OF[kind], headers=headers)


def _csv_lines(columns: Mapping[str, str], records: Iterable[Record]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    # The mark makes Excel read the file as UTF-8.
    buffer.write("\ufeff")
    writer.writerow(columns.values())
    for number, record in enumerate(records, start=1):
        writer.writerow([cell(record.get(name)) for name in columns])
        if number % ROWS_A_CHUNK == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _ndjson_lines(records: Iterable[Record]) -> Iterator[bytes]:
    chunk: list[bytes] = []
    for record in records:
        chunk.append(orjson.dumps(dict(record), option=orjson.OPT_APPEND_NEWLINE))
        if len(chunk) == ROWS_A_CHUNK:
            yield b"".join(chunk)
            chunk.clear()
    yield b"".join(chunk)


def _write_xlsx(columns: Mapping[str, str], records: Iterable[Record]) -> Path:
    # Only here: few ask for it, and every start would wait for it.
    import xlsxwriter

    with tempfile.NamedTemporaryFile(prefix="bruggen-", suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    # constant_memory writes row by row to disk.
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, list(columns.values()), bold)
    for row, record in enumerate(records, start=1):
        for column, name in enumerate(columns):
            sheet.write(row, column, cell(record.get(name)))
    book.close()
    return path
