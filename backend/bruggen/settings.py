"""Typed settings, read from `BRUGGEN_*` environment variables."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    cors_origins: list[str] = Field(
        default=[],
        description='Origins that may call the API from a browser, as a JSON list: `["https://bruggen.example"]`.',
    )
    page_cache_bytes: int = Field(
        default=64 * 1024 * 1024,
        ge=0,
        description="Upper bound, in bytes, of ready-made public answers kept in memory by each process.",
    )
    index_poll_seconds: float = Field(
        default=0.1,
        gt=0,
        le=60,
        description="Seconds between two looks at the change log and at the search index.",
    )
    log_level: str = Field(default="INFO", description="Lowest level that is logged: DEBUG, INFO, WARNING or ERROR.")
    log_format: str = Field(default="text", description="`text` for people, `json` for machines.")


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
