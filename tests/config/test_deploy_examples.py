"""The proxies given as examples keep no address: it may hold a searched name, or a link."""

import re
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "docs/deploy"


def test_nginx_keeps_neither_addresses_nor_where_one_comes_from() -> None:
    said = (DEPLOY / "nginx.conf").read_text()

    (shape,) = re.findall(r"log_format maillage '(.*)';", said)
    blocks = said.split("server {")[1:]

    assert re.findall(r"\$\w+", shape) == [
        "$remote_addr",
        "$time_iso8601",
        "$request_method",
        "$status",
        "$body_bytes_sent",
    ]
    kept = [re.findall(r"access_log (.*);", block) for block in blocks]
    assert kept == [["/var/log/nginx/maillage.log maillage"], ["off"]]
    assert "error_log /var/log/nginx/maillage-errors.log crit;" in blocks[0]


def test_caddy_keeps_nothing_of_a_request() -> None:
    said = (DEPLOY / "Caddyfile").read_text()

    assert "request delete" in said
    assert re.findall(r"^\s*log\b.*", said, re.MULTILINE) == ["\tlog default {"]
