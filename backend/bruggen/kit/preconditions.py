"""`If-Match`: a change is made to the state that its author saw, or not at all (RFC 9110, 13.1.1; RFC 6585, 3)."""

import re
from typing import Annotated, Any

from fastapi import Header

from bruggen.kit.problems import PROBLEM_CONTENT, BadRequest, PreconditionFailed, PreconditionRequired, input_issue

TAG = re.compile(r'(W/)?"([^"]*)"')
LIST = re.compile(rf"\s*{TAG.pattern}(\s*,\s*{TAG.pattern})*\s*")

IfMatch = Annotated[
    str | None,
    Header(description="The `ETag` of the state that is to be changed; needed, or the answer is 428."),
]
MATCHED: dict[int | str, dict[str, Any]] = {
    412: {"description": "Somebody else changed it meanwhile", "content": PROBLEM_CONTENT},
    428: {"description": "If-Match is missing", "content": PROBLEM_CONTENT},
}


def require_match(if_match: str | None, version: int) -> None:
    """Make sure that the caller saw this version of the record: the first part of our ETags, `"<version>.<digest>"`.

    What is shown beside a record may change without it: the digest does not count. `*` is any version.
    Raises PreconditionRequired without the header, BadRequest when it cannot be read, PreconditionFailed for other versions
    and for weak tags, which say only that something looks alike.
    """
    if if_match is None:
        raise PreconditionRequired
    if if_match.strip() == "*":
        return
    if not LIST.fullmatch(if_match):
        detail = 'Send the ETag as it was received, in its double quotes: If-Match: "7.0123abcd".'
        raise BadRequest(issues=[input_issue("schemaViolation", detail, location="header", name="If-Match", value=if_match)])
    tags = TAG.findall(if_match)
    if not any(not weak and tag.startswith(f"{version}.") for weak, tag in tags):
        if all(weak for weak, _ in tags):
            raise PreconditionFailed("A weak ETag (W/) cannot guard a change. Read the record again without a proxy in between.")
        raise PreconditionFailed
