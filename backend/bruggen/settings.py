"""Typed settings, read from `BRUGGEN_*` environment variables."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_SECRET = "bruggen-demo-secret-that-everybody-knows"  # noqa: S105 - refused outside a demo


class Settings(BaseSettings):
    """Everything an operator can set; each is described in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="BRUGGEN_", extra="ignore", frozen=True)

    database_url: str = Field(
        default="sqlite:///var/bruggen.sqlite3",
        description="Where the truth lives: `sqlite:///path` or `postgresql://user:secret@host/name`.",
    )
    directory_path: Path = Field(
        default=Path("var/directory"),
        description="Folder of the search index; derived data, made anew when missing.",
    )
    static_path: Path = Field(
        default=Path("frontend/build"),
        description="Folder of the built single-page application; not served when it does not exist.",
    )
    secret: SecretStr = Field(
        default=SecretStr(DEMO_SECRET),
        description="What keys are derived from: at least 32 random characters. Only a demo may go without one of its own.",
    )
    case_keys: str = Field(
        default="file:var/case-keys.json",
        description="What the keys of cases are wrapped with: `file:path`, or `module:attribute` of code of your own.",
    )
    demo: bool = Field(
        default=False,
        description="A demo: demo accounts may sign in and the secret may be the known one. Never with real data.",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address under which people reach the site, without a slash at the end; links in mails begin with it.",
    )
    trusted_proxies: list[str] = Field(
        default=[],
        description='Addresses of proxies whose word on the caller\'s address is believed, as a JSON list: `["10.0.0.2"]`.',
    )
    cors_origins: list[str] = Field(
        default=[],
        description='Origins that may call the API from a browser, as a JSON list: `["https://bruggen.example"]`.',
    )
    page_cache_bytes: int = Field(
        default=64 * 1024 * 1024,
        ge=0,
        description="Upper bound, in bytes, of ready-made public answers kept in memory by each process.",
    )
    max_body_bytes: int = Field(
        default=1024 * 1024,
        ge=0,
        description="Upper bound, in bytes, of the body of a request.",
    )
    body_seconds: float = Field(
        default=30,
        gt=0,
        description="Seconds in which the whole body of a request has to arrive.",
    )
    index_poll_seconds: float = Field(
        default=0.1,
        gt=0,
        le=60,
        description="Seconds between two looks at the change log and at the search index.",
    )
    mail_url: SecretStr = Field(
        default=SecretStr("outbox:var/outbox"),
        description="Where mail goes: `outbox:folder`, `smtp://host:port` or `smtps://user:password@host`.",
    )
    mail_sender: str = Field(
        default="Bruggen <bruggen@bruggen.example>",
        description="Whose name mails carry: `Name <name@domain>`.",
    )
    jobs_embedded: bool = Field(
        default=True,
        description="Whether each serving process also sends mail and does what else is to be done by itself.",
    )
    audit_anchor_path: Path = Field(
        default=Path("var/audit-anchor"),
        description="File in which is written, outside the database, where the audit trail ends.",
    )
    registration_retention_days: int = Field(
        default=30,
        ge=1,
        le=365,
        description="Days after a session ended for which it is kept who registered for it; then a count is left.",
    )
    oidc_issuer: str = Field(
        default="",
        description="Identity provider that people may sign in at, by the `issuer` of its OpenID Connect; empty: none.",
    )
    oidc_client_id: str = Field(default="", description="Name under which this product is registered at the identity provider.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""),
        description="Secret that goes with that name; empty for a public client, which PKCE alone protects.",
    )
    oidc_scopes: str = Field(
        default="openid profile vo",
        description="What is asked of the identity provider, with spaces between. Never the national number (`rrn`).",
    )
    oidc_redirect_url: str = Field(
        default="",
        description="Where the identity provider sends people back to, if not `public_url` + `/auth/openIdConnect/callbacks`.",
    )
    oidc_role_claims: dict[str, dict[str, Any]] = Field(
        default={},
        description="Which claim, with which value, stands for which role, as JSON.",
    )
    oidc_second_factor_values: list[str] = Field(
        default=[],
        description="Values of `acr` or `amr` that mean that the provider asked for a second factor, as a JSON list.",
    )
    oidc_timeout_seconds: float = Field(
        default=5,
        gt=0,
        le=60,
        description="Seconds that each answer of the identity provider may take.",
    )
    log_level: str = Field(default="INFO", description="Lowest level that is logged: DEBUG, INFO, WARNING or ERROR.")
    log_format: str = Field(default="text", description="`text` for people, `json` for machines.")


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
