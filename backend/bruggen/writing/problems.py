"""What is in the way of a proposal."""

from collections.abc import Iterable

from bruggen.kit.problems import Problem, input_issue


class RevisionExists(Problem):
    """The record has a pending proposal, and has one at most. `href` is its address, for who may see it."""

    type = "urn:problem-type:bruggen:revisionExists"
    status = 409
    title = "Revision Exists"
    detail = "A change of this is pending already. Go on with that one, or withdraw it first."

    def __init__(self, href: str | None) -> None:
        super().__init__()
        self.href = href


class LiveRecordChanged(Problem):
    """The live record was changed in the same fields as the proposal; `issues` names them."""

    type = "urn:problem-type:bruggen:liveRecordChanged"
    status = 409
    title = "Live Record Changed"
    detail = (
        "What is public was changed since, in the same fields. Look at the differences, and say in a PATCH with its new "
        "version what it has to become."
    )

    def __init__(self, fields: Iterable[str]) -> None:
        hint = "The live record itself says something else here since this proposal began."
        issues = [input_issue("invalidInput", hint, location="body", name=f"content.{field}") for field in fields]
        super().__init__(issues=issues or None)
