"""Generated cases: facts, sealed words, and a timeline of forty lines each, written straight into the database."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Engine, Table, insert

from bruggen.casework.application import coded
from bruggen.casework.codes import LETTERS
from bruggen.casework.path import STEPS, State
from bruggen.casework.sealing import key_context, seal_text
from bruggen.directory.analysis import words_of
from bruggen.kit.clock import now
from bruggen.kit.db import Base
from bruggen.kit.envelope import DataKey, OuterKeys, new_data_key
from bruggen.kit.ids import new_id
from bruggen.models import CaseCode, CaseConsultation, CaseEvent, CaseKey, CaseSearchText, CaseTask, CaseText

MODELS = (CaseConsultation, CaseKey, CaseCode, CaseText, CaseSearchText, CaseEvent, CaseTask)
Rows = dict[type[Base], list[dict[str, Any]]]
# A fifth in the region that is searched: ten thousand of fifty thousand.
REGIONS = (*(("OVL",) * 5), *(("ANT", "BRU", "LIM", "VBR", "WVL") * 4))
THEMES = ("truancy", "schoolRefusal", "behavior", "psychologicalVulnerability", "exclusion", "bullying", "homeSituation")
OPEN = (State.SUBMITTED, State.IN_SCREENING, State.CONSULT_PLANNED, State.CONSULT_HELD, State.FOLLOW_UP)
# A tenth is under way; the rest was closed over the years.
STATES = (*OPEN, *((State.CLOSED,) * 40), *((State.REFERRED_ON,) * 5))
WORDS = (
    "school leerling thuis begeleiding gesprek plan traject wachtlijst contact klas opvang vertrouwen rust stap week overleg "
    "ondersteuning vraag kans groep leefgroep internaat stage lesrooster afspraak ouders context aanpak vorming herstel tijd "
    "terugkeer verwachting voorstel moeilijk goed beter samen elke dag nog niet al meer weinig vaak soms nooit opnieuw daarna"
).split()
SENTENCES = 12
BATCH = 500
# One case in a thousand holds it: what the search in words looks for.
RARE = "zonnewijzer"


def fill_cases(engine: Engine, keys: OuterKeys, cases: int, events: int, seed: int, coordinators: list[UUID]) -> None:
    """So many cases with so many lines of timeline each. The same seed makes the same cases.

    On PostgreSQL the engine is a superuser's: there is no COPY behind the wall.
    """
    random_ = random.Random(seed)
    for begin in range(0, cases, BATCH):
        rows: Rows = {model: [] for model in MODELS}
        for number in range(begin, min(cases, begin + BATCH)):
            _case(keys, random_, number, events, coordinators, rows)
        with engine.begin() as connection:
            for model in MODELS:
                _write(connection, model, rows[model])
        if begin % 10_000 == 0:
            print(f"  {begin:,} cases", flush=True)


def _write(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Straight into the table, past the session. All rows name the same columns: so they go in one statement."""
    table = Base.metadata.tables[model.__tablename__]
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    elif rows:
        connection.execute(insert(table), rows)


def _copy(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    columns = [table.c[name] for name in rows[0]] if rows else []
    bound = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) or _as_is for column in columns]
    names = ", ".join(column.name for column in columns)
    driver: Any = connection.connection.dbapi_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([bind(value) for bind, value in zip(bound, row.values(), strict=True)])


def _as_is(value: Any) -> Any:
    return value


def _case(keys: OuterKeys, random_: random.Random, number: int, events: int, coordinators: list[UUID], rows: Rows) -> None:
    case_id = new_id()
    state = random_.choice(STATES)
    begun = now() - timedelta(days=random_.uniform(1, 1500))
    plain = new_data_key()
    key = DataKey(plain)
    wrapped = keys.wrap(plain, key_context(case_id))
    rows[CaseKey].append({"case_id": case_id, "wrapped_key": wrapped.data, "outer_key": wrapped.key_id})
    themes = random_.sample(THEMES, 2)
    rows[CaseConsultation].append(
        {
            "id": case_id,
            "version": 1,
            "code": _code(number),
            "state": state,
            "channel": "form",
            "demo": False,
            "region_code": random_.choice(REGIONS),
            "coordinator_id": random_.choice(coordinators),
            "sector": random_.choice(("clb", "youthCare")),
            "wanted": "consult",
            "urgency": random_.choice(("normal", "normal", "soon", "urgent")),
            "domicile": "44021",
            "birth_year": random_.randint(2005, 2020),
            "age_band": random_.choice(("under12", "over12")),
            "level": random_.choice(("primary", "secondary", "specialSecondary")),
            "schooling": random_.choice(("regular", "partTime", "atHome", "excluded")),
            "coded": coded(("themes", theme) for theme in themes),
            "first_due_on": (now() + timedelta(days=random_.randint(-5, 40))).date() if state in OPEN else None,
            "submitted_at": begun,
            "last_activity_at": begun + timedelta(days=random_.uniform(0, 200)),
            "created_at": begun,
            "updated_at": begun,
        }
    )
    for position, theme in enumerate(themes):
        rows[CaseCode].append({"case_id": case_id, "list_name": "themes", "code": theme, "position": position})
    told = " ".join(_sentences(random_, SENTENCES)) + (f" {RARE}" if number % 1000 == 0 else "")
    summary = next(_sentences(random_, 1))
    for part, text in (("summary", summary), ("application", orjson.dumps({"blocked": told}).decode())):
        rows[CaseText].append({"case_id": case_id, "part": part, "sealed": seal_text(key, part, text)})
    folded = " ".join(words_of(f"{summary} {told}"))
    rows[CaseSearchText].append({"case_id": case_id, "audience": "everyone", "sealed": seal_text(key, "search everyone", folded)})
    rows[CaseEvent].extend(_events(random_, key, case_id, begun, events))
    if state in OPEN:
        rows[CaseTask].append(_task(case_id, begun))


def _task(case_id: UUID, begun: datetime) -> dict[str, Any]:
    return {"id": new_id(), "version": 1, "case_id": case_id, "kind": "plan", "due_on": now().date(), "created_at": begun}


def _events(random_: random.Random, key: DataKey, case_id: UUID, begun: datetime, count: int) -> Iterator[dict[str, Any]]:
    names = list(STEPS)
    for number in range(count):
        event_id = new_id()
        said = number % 2 == 0
        yield {
            "id": event_id,
            "case_id": case_id,
            "occurred_at": begun + timedelta(days=number),
            "kind": "note" if said else names[number % len(names)],
            "audience": "everyone",
            "actor_kind": "user",
            "detail": {},
            "sealed": seal_text(key, event_id, next(_sentences(random_, 1))) if said else None,
        }


def _sentences(random_: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield " ".join(random_.choices(WORDS, k=14)).capitalize() + "."


def _code(number: int) -> str:
    signs = ""
    for _ in range(6):
        number, rest = divmod(number, len(LETTERS))
        signs += LETTERS[rest]
    return f"ROTS-{signs[:4]}-{signs[4:]}"
