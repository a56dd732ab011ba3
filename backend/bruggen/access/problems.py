"""What goes wrong between a caller and what they ask for. What is refused to somebody is written down (access/denials.py)."""

from collections.abc import Mapping

from bruggen.kit.problems import InputIssue, Problem, ResourceNotFound

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="bruggen"'}


class NoAccessToken(Problem):
    """Nobody signed in, and somebody must."""

    type = "urn:problem-type:belgif:noAccessToken"
    status = 401
    title = "No Access Token"
    detail = "Sign in first: send an access token in the Authorization header."

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, headers=CHALLENGE)


class InvalidAccessToken(NoAccessToken):
    """The token is not one of ours, or what it stood for ended."""

    type = "urn:problem-type:belgif:invalidAccessToken"
    title = "Invalid Access Token"
    detail = "The access token is not valid, or its session has ended. Sign in again."


class ExpiredAccessToken(NoAccessToken):
    """The token was good and ran out."""

    type = "urn:problem-type:belgif:expiredAccessToken"
    title = "Expired Access Token"
    detail = "The access token has run out. Renew it."


class Denied(Problem):
    """Somebody known was refused: `object_type` and `object_id` say what."""

    status = 403

    def __init__(self, detail: str | None = None, *, object_type: str = "", object_id: object = None) -> None:
        super().__init__(detail)
        self.object_type = object_type
        self.object_id = None if object_id is None else str(object_id)


class MissingScope(Denied):
    """The caller may not do this anywhere."""

    type = "urn:problem-type:belgif:missingScope"
    title = "Missing Scope"
    detail = "Your roles do not allow this."


class MissingPermission(Denied):
    """The caller may do this, but not here."""

    type = "urn:problem-type:belgif:missingPermission"
    title = "Missing Permission"
    detail = "You may see this, but not change it."


class Hidden(Denied):
    """It is there, and the caller may not know: it looks exactly like nothing (404)."""

    type = ResourceNotFound.type
    status = ResourceNotFound.status
    title = ResourceNotFound.title
    detail = ResourceNotFound.detail


class AlreadyExists(Problem):
    """What is to be made is there already."""

    type = "urn:problem-type:bruggen:alreadyExists"
    status = 409
    title = "Already Exists"
    detail = "This is there already."


class StillUsed(Problem):
    """What is to be taken away is needed elsewhere; an issue for each kind of use says how often."""

    type = "urn:problem-type:bruggen:stillUsed"
    status = 409
    title = "Still Used"
    detail = "This is still used elsewhere. End those uses first."

    @classmethod
    def by(cls, uses: Mapping[str, int]) -> "StillUsed":
        """By how many records of each resource, under the API's names."""
        issues = [
            InputIssue(type=cls.type, title=cls.title, detail=f"{count} {name}", name=name, value=count)
            for name, count in uses.items()
            if count
        ]
        return cls(f"This is still used by {', '.join(issue.detail for issue in issues)}. End those uses first.", issues=issues)


class AlreadyDone(Problem):
    """What is asked for was done, or became impossible, before."""

    type = "urn:problem-type:bruggen:alreadyDone"
    status = 409
    title = "Already Done"
    detail = "This can no longer be done: it was done before. Read it again."


class LastAdministrator(Problem):
    """Nobody would be left to manage people and roles."""

    type = "urn:problem-type:bruggen:lastAdministrator"
    status = 409
    title = "Last Administrator"
    detail = "Somebody has to stay administrator without an end date. Give somebody else the role first."
