"""Reads the coordinators' table as it was published and brings the database in line with it.

The text is untidy: empty cells, two people in one cell, an address that breaks off. Nothing is invented:
an empty cell is "not published", a missing address stays missing and is reported.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.features.coordinators.queries import get_posts
from bruggen.kit.failures import OperatorError
from bruggen.models import Coordinator, CoordinatorPost, Region

COLUMNS = ("region", "role", "published_text")
ROLES = ("youthCareEducation", "togetherAgainstDropout")
LONGEST_TEXT = 200
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(slots=True)
class Person:
    """A name and, when it was published completely, an address."""

    name: str
    email: str | None = None


@dataclass(slots=True)
class Report:
    """What an import did; `errors` and `warnings` name the line of the file they are about."""

    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_cell(text: str) -> tuple[list[Person], list[str]]:
    """The people in a published cell, and what is missing in it.

    `Oona en Sofie (sofie@x.be; ` gives two people; the address goes to the one whose name it holds.
    """
    names_text, _, addresses_text = text.partition("(")
    names = (part.strip() for part in re.split(r"\s+en\s+|\s*[,;&]\s*", names_text))
    people = [Person(name) for name in dict.fromkeys(names) if name]
    addresses = ADDRESS.findall(addresses_text)
    if len(people) == 1 and len(addresses) == 1:
        people[0].email = addresses[0]
        return people, []
    problems = []
    for address in addresses:
        owners = [person for person in people if person.name.split()[0].casefold() in address.casefold()]
        if len(owners) == 1 and owners[0].email is None:
            owners[0].email = address
        else:
            problems.append("an address is published that belongs to none of the names for certain; it was left out")
    problems.extend(f"no complete address is published for {person.name}" for person in people if not person.email)
    return people, problems


def import_coordinators(session: Session, path: Path) -> Report:
    """Bring the posts in line with the file. A broken row is reported and the rest is kept.

    The caller commits, or rolls all back when it finds errors. Running it twice changes nothing.
    Raises OperatorError when the file cannot be read as a table with the columns region, role, published_text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OperatorError(f"cannot read {path}: {error}") from error
    if not rows or not set(COLUMNS) <= rows[0][1].keys():
        raise OperatorError(f"{path} is not a coordinators' table: it needs the columns {', '.join(COLUMNS)} and a row")
    report = Report()
    regions = set(session.scalars(select(Region.code)))
    posts = get_posts(session)
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        region, role = (row["region"] or "").strip(), (row["role"] or "").strip()
        fault = _fault(region, role, row, regions, seen)
        if fault:
            report.errors.append(f"line {line}: {fault}")
            continue
        seen.add((region, role))
        text = row["published_text"].strip()
        people, problems = read_cell(text)
        report.warnings.extend(f"line {line} ({region}, {role}): {problem}" for problem in problems)
        post = posts.get((region, role))
        if post is None:
            post = CoordinatorPost(region_code=region, role=role, publication="notPublished", coordinators=[])
            session.add(post)
        post.published_text = text
        post.publication = "published" if people else "notPublished"
        _align(post, people, report)
    session.flush()
    return report


def _fault(region: str, role: str, row: dict[str, str], regions: set[str], seen: set[tuple[str, str]]) -> str | None:
    text = row.get("published_text")
    if text is None or None in row:
        return f"the row has not {len(COLUMNS)} cells; put quotes around a text with a comma"
    if len(text) > LONGEST_TEXT or "\0" in text:
        return f"the published text is longer than {LONGEST_TEXT} characters, or is no text"
    if region not in regions:
        return f"region {region!r} is unknown; the codes are {', '.join(sorted(regions))}"
    if role not in ROLES:
        return f"role {role!r} is unknown; write {' or '.join(ROLES)}"
    if (region, role) in seen:
        return f"the post {region}, {role} stands in the file twice; the first was taken"
    return None


def _align(post: CoordinatorPost, people: Iterable[Person], report: Report) -> None:
    held = {person.name: person for person in post.coordinators}
    kept = []
    for position, person in enumerate(people):
        coordinator = held.pop(person.name, None)
        if coordinator is None:
            coordinator = Coordinator(role=post.role, position=position, name=person.name, email=person.email)
            report.created += 1
        elif (coordinator.email, coordinator.position) != (person.email, position):
            coordinator.email, coordinator.position = person.email, position
            report.updated += 1
        else:
            report.unchanged += 1
        kept.append(coordinator)
    report.removed += len(held)
    if kept != post.coordinators:
        post.coordinators = kept
