"""The identity provider of this installation, as its settings say."""

from dataclasses import dataclass

from bruggen.features.openid.role_claims import RoleRules, read_rules
from bruggen.kit.openid import OpenIdProvider, Registration
from bruggen.settings import Settings

CALLBACK = "/auth/openIdConnect/callbacks"


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Who signs people in, what its claims stand for, and which of its words mean that a second factor was asked for."""

    provider: OpenIdProvider
    rules: RoleRules
    second_factor_values: tuple[str, ...]

    @property
    def issuer(self) -> str:
        """Its name."""
        return self.provider.registration.issuer


def make_identity_provider(settings: Settings) -> IdentityProvider | None:
    """The provider; None when none is set. Raises OperatorError when the settings do not fit together."""
    if not settings.oidc_issuer:
        return None
    registration = Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        scopes=settings.oidc_scopes,
        redirect_uri=settings.oidc_redirect_url or f"{settings.public_url}{CALLBACK}",
        timeout_seconds=settings.oidc_timeout_seconds,
    )
    rules = read_rules(settings.oidc_role_claims)
    return IdentityProvider(OpenIdProvider(registration), rules, tuple(settings.oidc_second_factor_values))
