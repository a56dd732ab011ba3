"""Code lists as those who write meet them: a code is on its list, or the answer names the ones that are."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.problems import InputIssue, input_issue
from bruggen.models import Code


def get_codes(session: Session, lists: Iterable[str]) -> dict[str, list[str]]:
    """The codes of these lists, in the order shown."""
    names = set(lists)
    found: dict[str, list[str]] = {name: [] for name in names}
    statement = select(Code.list_name, Code.code).where(Code.list_name.in_(names)).order_by(Code.position, Code.code)
    for list_name, code in session.execute(statement):
        found[list_name].append(code)
    return found


def unknown_codes(name: str, codes: Iterable[str], known: Sequence[str], *, echo: bool = True) -> list[InputIssue]:
    """An issue for each code that is not on the list; `name` is where it stands in the body.

    Without `echo` nothing of what was sent comes back.
    """
    choices = ", ".join(known)
    return [
        input_issue(
            "invalidInput",
            f"There is no {code if echo else 'such code'}; choose from: {choices}.",
            location="body",
            name=name,
            value=code if echo else None,
        )
        for code in codes
        if code not in known
    ]
