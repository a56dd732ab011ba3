"""New codes, and what people read in place of those that are there."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyExists
from bruggen.features.refdata import queries
from bruggen.features.refdata.schemas import CodeInput, LabelInput, NewCode
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import Code

CLOSED = frozenset(
    {
        "catchmentScopes",
        "contactKinds",
        "contactVisibilities",
        "ageBands",
        "postRoles",
        "caseStates",
        "caseChannels",
        "caseTaskKinds",
        "referrerSectors",
    }
)
"""Lists of which the product's own rules know every code. Their labels are people's, as everywhere."""


def add_code(session: Session, list_name: str, wanted: NewCode) -> None:
    """Give a list another code. Raises BadRequest for a closed list, AlreadyExists."""
    if list_name in CLOSED:
        detail = f"The product knows what each code of {list_name} means: this list takes no others. Labels can be changed."
        raise BadRequest(issues=[input_issue("invalidInput", detail, location="path", name="listName", value=list_name)])
    detail = f"The list {list_name} has this code: /api/v1/refData/{list_name}/codes/{wanted.code}."
    taken = AlreadyExists(detail, issues=[input_issue("invalidInput", detail, location="body", name="code", value=wanted.code)])
    if queries.get_code(session, list_name, wanted.code):
        raise taken
    code = Code(list_name=list_name, code=wanted.code)
    _fill(session, code, wanted)
    session.add(code)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error


def change_code(session: Session, code: Code, patch: Patch[CodeInput]) -> None:
    """Change the labels, the explanation or the place of a code. Raises BadRequest."""
    current = CodeInput.model_construct(
        label=LabelInput.model_construct(nl=code.label_nl, fr=code.label_fr, en=code.label_en),
        description=code.description_nl,
        position=code.position,
    )
    _fill(session, code, patch.apply_to(current))
    session.flush()


def _fill(session: Session, code: Code, wanted: CodeInput) -> None:
    code.label_nl, code.label_fr, code.label_en = wanted.label.nl, wanted.label.fr, wanted.label.en
    code.description_nl = wanted.description
    if wanted.position is None or wanted.position != code.position:
        _place(session, code, wanted.position)


def _place(session: Session, code: Code, position: int | None) -> None:
    with session.no_autoflush:
        others = [other for other in queries.get_codes(session, code.list_name) if other is not code]
    place = len(others) if position is None else min(position, len(others))
    for number, one in enumerate([*others[:place], code, *others[place:]]):
        if one.position != number:
            one.position = number
