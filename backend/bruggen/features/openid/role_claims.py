"""Which role a claim of the provider stands for: the operator's setting, read once and checked at the start."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from bruggen.access.roles import ROLES, Role
from bruggen.kit.failures import OperatorError

# The organization that the person signs in for: its company number, or the number of an institution.
ORGANIZATION = "vo_orgcode"


class RoleRule(BaseModel):
    """A role, and what an assignment of it has to say. Its organization is the one whose company number the person brings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role
    region: str | None = None
    # By the number of the organization, where it depends on that.
    regions: dict[str, str] = {}
    post: Literal["youthCareEducation", "togetherAgainstDropout"] | None = None
    sector: str | None = None

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        asked = ROLES[self.role]
        given = {"region": bool(self.region or self.regions), "post": bool(self.post), "sector": bool(self.sector)}
        missing = [name for name, is_given in given.items() if name in asked.asks and not is_given]
        if missing:
            raise ValueError(f"the role {self.role} needs: {', '.join(missing)}")
        if self.sector and self.sector not in asked.sectors:
            raise ValueError(f"the role {self.role} knows no sector {self.sector}")
        return self

    def region_for(self, organization: str) -> str | None:
        """The region for somebody who signs in for this organization."""
        return self.regions.get(organization, self.region)


RoleRules = Mapping[str, Mapping[str, RoleRule]]
"""By claim, by its value."""

_RULES: TypeAdapter[dict[str, dict[str, RoleRule]]] = TypeAdapter(dict[str, dict[str, RoleRule]])


def read_rules(setting: Mapping[str, Any]) -> RoleRules:
    """The rules of the setting. Raises OperatorError, which tells the first fault."""
    try:
        return _RULES.validate_python(setting)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise OperatorError(f"BRUGGEN_OIDC_ROLE_CLAIMS: {where}: {fault['msg']}") from error


def matching_rules(rules: RoleRules, claims: Mapping[str, Any]) -> Iterator[RoleRule]:
    """The rules that somebody's claims meet. IDM writes a role that holds for one organization as `role:organization`."""
    suffix = f":{organization_of(claims)}"
    for claim, by_value in rules.items():
        value = claims.get(claim)
        for one in value if isinstance(value, list) else [value]:
            rule = by_value.get(str(one)) or by_value.get(str(one).removesuffix(suffix))
            if rule:
                yield rule


def organization_of(claims: Mapping[str, Any]) -> str:
    """The number of the organization that somebody signs in for; empty when it is for none."""
    return str(claims.get(ORGANIZATION, ""))
