"""The proxies given as examples keep no address: it may hold a searched name, or a link."""

import re
from pathlib import Path

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
