"""What is given as an example: proxies that keep no address, a service that can touch little."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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
