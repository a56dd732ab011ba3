"""How a sign-in can fail. None tells whether an account exists."""

from bruggen.access.problems import NoAccessToken
from bruggen.kit.problems import Problem


class SignInFailed(NoAccessToken):
    """The address or the password is wrong, or there is no such account, or it was suspended: one answer for all."""

    type = "urn:problem-type:bruggen:signInFailed"
    title = "Sign-in Failed"
    detail = "The address or the password is not right."


class CodeRefused(NoAccessToken):
    """The code is wrong or was used, or its ticket ran out."""

    type = "urn:problem-type:bruggen:codeRefused"
    title = "Code Refused"
    detail = "The code is not right, or was used before. Wait for the next one, or sign in again."


class NotRenewed(NoAccessToken):
    """The session has ended: nobody was signed in, signed out, or the renewal was used before."""

    type = "urn:problem-type:bruggen:sessionEnded"
    title = "Session Ended"
    detail = "You are no longer signed in. Sign in again."


class LinkSpent(Problem):
    """The link was used or ran out."""

    type = "urn:problem-type:bruggen:linkSpent"
    status = 410
    title = "Link Spent"
    detail = "This link was used before or is no longer valid. Ask for a new one."
