"""What is deployed fits together: images, compose.yaml, settings. `make prove-image` truly builds and runs it."""

import json
import re
from typing import Any

import pytest
import yaml

from bruggen.settings import Settings
from tests.rules.house import ROOT, read, tracked
from tools.dockerfile import instructions

COMPOSE: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = instructions(read("Dockerfile"))
IGNORED_BY_THE_PROJECT = {"BRUGGEN_DATABASE_PASSWORD", "BRUGGEN_DATABASE_ADMIN_PASSWORD"}


def test_every_setting_in_compose_exists() -> None:
    named = set(re.findall(r"\bBRUGGEN_[A-Z_]+", read("compose.yaml"))) - IGNORED_BY_THE_PROJECT
    assert named
    assert named <= {f"BRUGGEN_{name.upper()}" for name in Settings.model_fields}


def test_every_image_that_is_built_is_a_stage_of_the_dockerfile() -> None:
    stages = {arguments.partition(" AS ")[2] for name, arguments in DOCKERFILE if name == "FROM"}
    targets = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    assert targets == {"app", "web"}
    assert targets <= stages


def test_every_service_waits_for_services_that_exist() -> None:
    awaited = {name for service in SERVICES.values() for name in service.get("depends_on", {})}
    assert awaited
    assert awaited <= set(SERVICES)


def test_every_volume_exists() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert (ROOT / source).is_file() if source.startswith(".") else source in COMPOSE["volumes"], volume


def test_the_key_file_lies_on_a_volume_of_its_own_that_the_migration_fills() -> None:
    folder = SERVICES["app"]["environment"]["BRUGGEN_CASE_KEYS"].removeprefix("file:").partition("/")[0]
    (volume,) = SERVICES["migrate"]["volumes"]
    assert volume in SERVICES["app"]["volumes"]
    assert volume.endswith(f"/{folder}")
    others = [one for service in SERVICES.values() for one in service.get("volumes", []) if one != volume]
    assert [one for one in others if one.split(":")[0] == volume.split(":")[0] or one.split(":")[1].endswith(f"/{folder}")] == []
    # A new volume takes its owner from the image's folder.
    assert any(name == "RUN" and f" {folder} " in arguments and "chown" in arguments for name, arguments in DOCKERFILE)


def test_no_password_is_written_down() -> None:
    environment = SERVICES["database"]["environment"]
    assert "{BRUGGEN_DATABASE_ADMIN_PASSWORD:?" in environment["POSTGRES_PASSWORD"]
    assert "{BRUGGEN_DATABASE_PASSWORD:?" in environment["BRUGGEN_DATABASE_PASSWORD"]
    assert ".env" not in {path.name for path in tracked()}


@pytest.mark.parametrize("name", ["app", "web", "migrate"])
def test_a_service_of_ours_has_no_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_ports_are_open_to_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_what_the_images_copy_is_there_and_let_through() -> None:
    rules = read(".dockerignore").splitlines()
    copied = [
        source
        for name, arguments in DOCKERFILE
        if name == "COPY" and "--from" not in arguments
        for source in arguments.split()[:-1]
    ]
    assert copied
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert [
        source
        for source in copied
        if not any(source == rule[1:] or source.startswith(f"{rule[1:]}/") for rule in rules if rule[:1] == "!")
    ] == []


def test_both_images_run_as_an_ordinary_user() -> None:
    stages = re.split(r"^FROM ", read("Dockerfile"), flags=re.MULTILINE)
    final = [stage for stage in stages if re.search(r" AS (app|web)$", stage, re.MULTILINE)]
    assert len(final) == 2
    assert all(re.search(r"^USER [1-9]", stage, re.MULTILINE) for stage in final)


def test_the_front_end_is_told_where_the_api_is_and_let_in() -> None:
    api = json.loads(read("deploy/config.json"))["apiBaseUrl"]
    assert api.rpartition(":")[2] == SERVICES["app"]["ports"][0].split(":")[1]
    frontend = SERVICES["web"]["ports"][0].split(":")[1]
    assert f'"http://localhost:{frontend}"' in SERVICES["app"]["environment"]["BRUGGEN_CORS_ORIGINS"]
