"""What is given as an example: proxies that keep no address, a service that can touch little."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "docs/deploy"


def test_nginx_keeps_neither_addresses_nor_where_one_comes_from() -> None:
    text = (DEPLOY / "nginx.conf").read_text()

    (shape,) = re.findall(r"log_format maillage '(.*)';", text)
    blocks = text.split("server {")[1:]

    assert re.findall(r"\$\w+", shape) == [
        "$remote_addr",
        "$time_iso8601",
        "$request_method",
        "$status",
        "$body_bytes_sent",
    ]
    groups = [re.findall(r"access_log (.*);", block) for block in blocks]
    assert groups == [["/var/log/nginx/maillage.log maillage"], ["off"]]
    assert "error_log /var/log/nginx/maillage-errors.log crit;" in blocks[0]


def test_caddy_keeps_nothing_of_a_request() -> None:
    text = (DEPLOY / "Caddyfile").read_text()

    assert "request delete" in text
    assert re.findall(r"^\s*log\b.*", text, re.MULTILINE) == ["\tlog default {"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
@pytest.mark.parametrize("words", [["verify"], ["security", "--offline=true", "--threshold=20"]])
def test_service_is_read_by_systemd_and_is_little_exposed(words: list[str]) -> None:
    unit = DEPLOY / "maillage.service"

    judged = subprocess.run(
        ["systemd-analyze", *words, str(unit)], capture_output=True, text=True, check=False
    )

    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_service_can_neither_take_the_machine_nor_change_it() -> None:
    lines = (DEPLOY / "maillage.service").read_text().splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")

    wanted = {
        "CapabilityBoundingSet": "",
        "MemoryMax": "75%",
        "ProtectClock": "yes",
        "ProtectHostname": "yes",
        "ProtectKernelLogs": "yes",
        "ProtectProc": "invisible",
        "RestrictNamespaces": "yes",
        "SystemCallFilter": "@system-service",
        "UMask": "0077",
    }
    assert {name: settings.get(name) for name in wanted} == wanted


DOCUMENTED = set(re.findall(r"`([A-Z_]+)[`=]", (DEPLOY.parent / "deploy.md").read_text()))


def test_image_is_built_from_a_release_and_serves_as_its_own_account() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    orders = [line.split(" ", 1) for line in lines if re.match(r"[A-Z]+ ", line)]
    by_name = {name: value for name, value in orders if name != "RUN"}
    environment = dict(re.findall(r'(\w+)="?([^" ]*)"?', by_name["ENV"]))

    assert orders[:2] == [["ARG", "BASE=debian:trixie-slim"], ["FROM", "${BASE}"]]
    assert environment["MAILLAGE_DATA"] == by_name["VOLUME"]
    assert environment["MAILLAGE_ENV"] == ""
    assert by_name["USER"] == "10001"
    assert json.loads(by_name["CMD"]) == ["python3", "run", "serve", "--host", "0.0.0.0"]  # noqa: S104


def test_compose_keeps_its_data_and_reads_settings_that_exist() -> None:
    text = (DEPLOY / "compose.yaml").read_text()
    value = yaml.safe_load(text)
    ours, base = value["services"]["maillage"], value["services"]["base"]
    context = DEPLOY / ours["build"]["context"]

    assert (context / ours["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert set(ours["environment"]) <= DOCUMENTED
    assert set(re.findall(r"\$\{(\w+)", text)) <= DOCUMENTED
    assert ours["volumes"] == ["donnees:/donnees"]
    assert base["volumes"] == ["base:/var/lib/postgresql/data"]
    assert set(value["volumes"]) == {"base", "donnees"}
    assert ours["ports"] == ["127.0.0.1:${PORT:-8000}:${PORT:-8000}"]


def test_every_setting_that_is_read_is_documented() -> None:
    settings = DEPLOY.parents[1] / "src/maillage/config"
    names = {
        name
        for path in settings.glob("*.py")
        for name in re.findall(r'"(MAILLAGE_[A-Z_]+)"', path.read_text())
    }

    assert names - DOCUMENTED == set()
