"""What compose.yaml and deploy/kubernetes.yaml say is what the commands and settings understand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from pydantic import ValidationError

from bot.cli.app import app
from bot.cli.serving import needed_by
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
MANIFESTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8"))
)
GUIDE = (ROOT / "docs" / "how-to" / "production.md").read_text(encoding="utf-8")
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "comptoir"}


def settings_in(names: Iterator[str] | list[str]) -> set[str]:
    return {name.lower().removeprefix("comptoir_") for name in names if "comptoir_" in name.lower()}


def pods() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each workload with its container."""
    for manifest in MANIFESTS:
        if manifest["kind"] in ("Deployment", "Job"):
            (container,) = manifest["spec"]["template"]["spec"]["containers"]
            yield manifest, container


def config_map() -> dict[str, str]:
    (found,) = (one["data"] for one in MANIFESTS if one["kind"] == "ConfigMap")
    return dict(found)


@pytest.mark.parametrize("source", ["compose.yaml", "deploy/kubernetes.yaml"])
def test_every_variable_is_a_setting(source: str) -> None:
    text = (ROOT / source).read_text(encoding="utf-8")
    named = set(re.findall(r"COMPTOIR_[A-Z_]+", text))
    assert named
    assert settings_in(list(named)) <= set(Settings.model_fields)


def test_every_variable_of_the_guide_is_a_setting() -> None:
    named = set(re.findall(r"(?:COMPTOIR|comptoir)_[A-Za-z_]+(?![\w.*])", GUIDE))
    metrics = set(re.findall(r"`(comptoir_\w+)", GUIDE))
    assert settings_in(sorted(named - metrics)) <= set(Settings.model_fields)


def test_values_of_both_are_valid_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for values in (config_map(), *(one["environment"] for one in OURS.values())):
        with monkeypatch.context() as patch:
            for name, value in values.items():
                patch.setenv(name, str(tmp_path) if name.endswith("_DIR") else value)
            assert Settings().health_port == 8001


def test_each_process_of_compose_has_what_it_needs() -> None:
    assert set(OURS) == {"migrate", "serve", "work"}
    for name, service in OURS.items():
        (command,) = service["command"]
        assert command == name
        assert command in COMMANDS
        given = settings_in([*service["environment"], *service["secrets"]])
        # The shop's address stands in deploy/comptoir.env, which is the merchant's.
        assert {need for need, _ in needed_by(command)} - given <= {"shop_url"}
        assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert "COMPTOIR_SHOP_URL=" in GUIDE


def test_each_process_of_kubernetes_has_what_it_needs() -> None:
    secret = set(re.findall(r"--from-file=deploy/secrets/(comptoir_\w+)", GUIDE))
    given = settings_in([*config_map(), *secret])
    commands = set()
    for _, container in pods():
        if container["image"] == "comptoir":
            (command,) = container["args"]
            commands.add(command)
            assert {need for need, _ in needed_by(command)} <= given
    assert commands == {"migrate", "serve", "work"}


def test_processes_have_the_time_to_stop_and_are_asked_at_ports_that_are_there() -> None:
    longest = Settings.model_fields["stop_seconds"].default
    for service in OURS.values():
        assert int(service["stop_grace_period"].removesuffix("s")) > longest
    for manifest, container in pods():
        if manifest["kind"] != "Deployment":
            continue
        spec = manifest["spec"]
        assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"]
        ports = {port["name"] for port in container["ports"]}
        for probe in ("startupProbe", "readinessProbe"):
            assert container[probe]["httpGet"]["port"] in ports
        if container["image"] == "comptoir":
            assert spec["template"]["spec"]["terminationGracePeriodSeconds"] > longest + 5


def test_services_lead_to_processes() -> None:
    labels = [m["spec"]["template"]["metadata"]["labels"] for m, _ in pods()]
    for service in (one for one in MANIFESTS if one["kind"] == "Service"):
        assert service["spec"]["selector"] in labels
    (ingress,) = (one for one in MANIFESTS if one["kind"] == "Ingress")
    paths = [path["path"] for path in ingress["spec"]["rules"][0]["http"]["paths"]]
    assert paths == ["/slack/", "/telegram/", "/decide/"]


def test_images_come_from_no_particular_registry() -> None:
    images = [one["image"] for one in COMPOSE["services"].values()]
    images += [container["image"] for _, container in pods()]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    images += re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    assert [image for image in images if "/" in image] == []


def test_what_the_images_are_made_of_is_there_and_let_in() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"
    }
    for sources in re.findall(r"^COPY (.+) \S+$", dockerfile, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists()
            assert source.split("/")[0] in let_in
    targets = set(re.findall(r" AS (\w+)$", dockerfile, re.MULTILINE))
    assert {one["build"]["target"] for one in COMPOSE["services"].values() if "build" in one} == (
        targets
    )


def test_a_file_of_a_secret_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "comptoir_secret_key").write_text("from a file\n", encoding="utf-8")
    (tmp_path / "postgres_password").write_text("not ours", encoding="utf-8")
    monkeypatch.setenv("COMPTOIR_SECRETS_DIR", str(tmp_path))
    monkeypatch.delenv("COMPTOIR_SECRET_KEY", raising=False)
    found = Settings().secret_key
    assert found is not None
    assert found.get_secret_value() == "from a file"
    monkeypatch.setenv("COMPTOIR_SECRET_KEY", "from the environment")
    found = Settings().secret_key
    assert found is not None
    assert found.get_secret_value() == "from the environment"


def test_a_folder_of_secrets_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_SECRETS_DIR", str(tmp_path / "none"))
    with pytest.raises(ValidationError, match="secrets_dir"):
        Settings()
