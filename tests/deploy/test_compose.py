"""deploy/compose.yml: every process is watched, bounded, and holds as little power as it needs."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft201909Validator

from bot.cli import processes
from bot.config.environment import SETTINGS

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "caf-assistant"}
NAMES = {setting.name for setting in SETTINGS}
SECRETS = {setting.name for setting in SETTINGS if setting.default is None}
FACING_OUTSIDE = {"web1", "web2", "worker1", "worker2"}
"""Whoever is called by the proxy, and whoever calls the platforms."""

SCHEMA = json.loads(Path(__file__).with_name("compose-spec.json").read_text(encoding="utf-8"))
LATER: dict[str, dict[str, Any]] = {
    "properties": {"name": {"type": "string"}},
    "limits": {"pids": {"type": ["string", "integer"]}},
}
"""What we use of later versions of the specification than the schema's, as those have it."""

every_service = pytest.mark.parametrize("name", SERVICES)
every_one_of_ours = pytest.mark.parametrize("name", OURS)


def faults(compose: dict[str, Any]) -> list[str]:
    """What the specification's schema says against a file."""
    schema = copy.deepcopy(SCHEMA)
    schema["properties"] |= LATER["properties"]
    limits = schema["definitions"]["deployment"]["properties"]["resources"]["properties"]["limits"]
    limits["properties"] |= LATER["limits"]
    return [fault.message for fault in Draft201909Validator(schema).iter_errors(compose)]


def test_the_file_is_as_the_specification_has_it() -> None:
    """Nothing is said of it; something is said of a word that is misspelt, and of a value of another kind."""
    assert faults(COMPOSE) == []
    for wrong in ({"read_onli": True}, {"read_only": "often"}, {"healthcheck": {"intervall": "5s"}}):
        compose = copy.deepcopy(COMPOSE)
        compose["services"]["web1"] |= wrong
        assert len(faults(compose)) == 1


@every_service
def test_it_is_watched(name: str) -> None:
    """A check of its health; whoever runs once is waited for instead."""
    if name == "prepare":
        assert SERVICES["web1"]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
    else:
        assert {"test", "interval", "timeout", "retries"} <= SERVICES[name]["healthcheck"].keys()


@every_service
def test_it_is_bounded(name: str) -> None:
    """Processor, memory and number of processes."""
    assert SERVICES[name]["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}


@every_service
def test_it_holds_no_power(name: str) -> None:
    """No root, no capability, a file system that it cannot write to but where it must."""
    service = SERVICES[name]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@every_one_of_ours
def test_only_who_publishes_can_write_entries(name: str) -> None:
    """Web, at a click, and worker, at an hour that was set; pages are nobody's to write."""
    volumes = OURS[name]["volumes"]
    assert ("../data/faq:/app/data/faq" in volumes) == name.startswith(("web", "worker"))
    assert ("../data/faq:/app/data/faq:ro" in volumes) == (not name.startswith(("web", "worker")))
    assert "../bot/config/pages.yml:/app/bot/config/pages.yml:ro" in volumes


@every_service
def test_only_who_must_is_reachable(name: str) -> None:
    """The databases, Rasa and the actions are on a network without a way out; ports are this machine's own."""
    service = SERVICES[name]
    assert ("outside" in service["networks"]) == (name in FACING_OUTSIDE)
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert COMPOSE["networks"]["inside"]["internal"] is True


@every_one_of_ours
def test_its_settings_exist_and_its_secrets_are_files(name: str) -> None:
    """No value of a secret; each file that is named is handed over."""
    service = OURS[name]
    for setting in service["environment"]:
        secret = setting.removesuffix("_FILE")
        assert setting in NAMES - SECRETS or secret in SECRETS & NAMES, setting
        if secret in SECRETS:
            assert setting.endswith("_FILE")
            file = Path(service["environment"][setting])
            assert file.parent == Path("/run/secrets")
            assert file.name in service["secrets"]
    assert set(service["secrets"]) <= COMPOSE["secrets"].keys()


def test_every_secret_is_a_file() -> None:
    """Below a folder that git does not take."""
    assert all(re.fullmatch(r"secrets/[a-z_]+", secret["file"]) for secret in COMPOSE["secrets"].values())
    assert "deploy/secrets/" in (DEPLOY.parent / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_there_are_two_of_each_process() -> None:
    """And each is started by a command that exists."""
    commands = [tuple(service["command"]) for service in OURS.values()]
    assert sorted(commands) == sorted([("prepare",), *[("run", name) for name in processes.BY_NAME] * 2])


def test_the_image_has_a_user_of_its_own() -> None:
    """The one that the services run as."""
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert "--uid 10001" in dockerfile
    assert dockerfile.index("USER caf") < dockerfile.index("ENTRYPOINT")
