"""What is sent to ask for the digest, to confirm it and to end it."""

from pydantic import Field

from bruggen.kit.page import CodeFilter
from bruggen.kit.schema import EmailAddress, Schema


class DigestInput(Schema):
    """An address that wants to be told what is new; of all regions and themes, where it names none."""

    email: EmailAddress
    regions: CodeFilter = Field(default=[], description="Codes of regions.")
    themes: CodeFilter = Field(default=[], description="Codes of the list themes.")


class DigestToken(Schema):
    """What stands behind the # of the link in a mail."""

    token: str = Field(min_length=1, max_length=200)


class DigestState(Schema):
    """What a link in a mail stands for."""

    status: str = Field(description="asked, active or ended.")
    regions: list[str]
    themes: list[str]
