"""Invented cases for a demo, made as people make them: each goes through the product's own steps."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bruggen.access.caller import Caller, Grant
from bruggen.access.roles import Role
from bruggen.casework.path import STEPS
from bruggen.casework.steps import INPUTS
from bruggen.casework.taking import take_step
from bruggen.features.case_consultations.schemas import NewCase
from bruggen.features.case_consultations.service import begin
from bruggen.kit.actor import ActorKind, set_actor
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from bruggen.models import CaseConsultation, RoleAssignment, User
from bruggen.seeding.accounts import DOMAIN, remove_demo_accounts, seed_demo_accounts
from bruggen.seeding.files import DEMO, read_yaml

Entry = Mapping[str, Any]
OTHER = {"clb": "jeugdhulp", "jeugdhulp": "clb"}
SECTORS = {"clb": "clb", "jeugdhulp": "youthCare"}


def seed_demo_work(session: Session) -> None:
    """Add the demo accounts and their cases, as far as they are missing."""
    seed_demo_accounts(session)
    seed_demo_cases(session)


def remove_demo_work(session: Session) -> None:
    """Take the demo cases out, and the accounts."""
    remove_demo_cases(session)
    remove_demo_accounts(session)


def seed_demo_cases(session: Session) -> int:
    """Add the demo cases, once; returns how many. Needs the demo accounts and the keys of cases."""
    open_wall(session, SYSTEM_WALL)
    if session.scalar(select(CaseConsultation.id).where(CaseConsultation.demo).limit(1)):
        return 0
    entries: list[Entry] = read_yaml(DEMO / "cases.yaml")
    for entry in entries:
        _add(session, entry)
    return len(entries)


def remove_demo_cases(session: Session) -> int:
    """Take the demo cases out, with their keys; returns how many."""
    open_wall(session, SYSTEM_WALL)
    cases = session.scalars(
        select(CaseConsultation)
        .where(CaseConsultation.demo)
        .options(selectinload(CaseConsultation.codes), selectinload(CaseConsultation.texts), selectinload(CaseConsultation.key))
    ).all()
    for case in cases:
        session.delete(case)
    session.flush()
    return len(cases)


def _add(session: Session, entry: Entry) -> None:
    applicant = _caller(session, entry["by"])
    said = {"sector": SECTORS.get(entry["by"]), "region": applicant.grants[0].region, **entry["application"]}
    set_actor(session, applicant.actor)
    case = begin(session, applicant, NewCase.model_validate(said), key=new_id(), demo=True)
    if entry.get("draft"):
        return
    if entry.get("confirmed"):
        case.other_side_id, case.confirmed_at = _user_id(session, OTHER[entry["by"]]), now()
    _take(session, applicant, case, "submissions", {})
    for step in entry.get("steps", ()):
        taker = _caller(session, step["by"])
        set_actor(session, taker.actor)
        _take(session, taker, case, step["step"], step.get("said", {}))


def _take(session: Session, caller: Caller, case: CaseConsultation, step: str, said: dict[str, Any]) -> None:
    if "consultAt" in said:
        # In the file it is days from today: a demo is always of now.
        day = now() + timedelta(days=int(said["consultAt"]))
        said = {**said, "consultAt": day.replace(minute=0, second=0, microsecond=0)}
    take_step(session, caller, case, STEPS[step], INPUTS[step].model_validate(said))
    session.flush()


def _caller(session: Session, mailbox: str) -> Caller:
    user_id = _user_id(session, mailbox)
    roles = session.scalars(select(RoleAssignment).where(RoleAssignment.user_id == user_id))
    grants = tuple(Grant(Role(role.role), role.region_code, role.organization_id) for role in roles)
    return Caller(ActorKind.USER, user_id, grants=grants, demo=True)


def _user_id(session: Session, mailbox: str) -> UUID:
    return session.scalars(select(User.id).where(User.email == f"{mailbox}@{DOMAIN}")).one()
