"""What does the demonstration show on the database at hand? Run as `python -m tests.demo_pages`."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import django
from django.test import Client, override_settings
from django.urls import resolve, reverse
from time_machine import travel

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LINK = re.compile(r'href="(/[^"#]*)')
# What is drawn at random: tokens of forms, signed links and keys, the end of the name of a place.
DRAWN = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|/[\w-]*:[\w:-]{20,}/|\b[\w-]{32,}\b'
    r"|(?<=-)[a-z0-9]{5}(?=/)"
)
READERS = ("officer", "partner", "")


def main() -> None:
    """Tells the demonstration as of one minute, and writes each of its pages, as JSON."""
    django.setup()
    with travel(NOW, tick=False):
        sys.stdout.write(json.dumps(dict(_pages())))


def _pages() -> Iterator[tuple[str, str]]:
    from maillage.foundation.accounts.models import User
    from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR
    from maillage.roof.demo.making import make_demo

    with override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True):
        make_demo(today=NOW.date())
        for account in (one for one in (*ACCOUNTS, ADMINISTRATOR) if one.role in READERS):
            client = Client()
            client.force_login(User.objects.get(email=account.email))
            for path, text in _one_page_of_each(client):
                yield f"{account.role} {DRAWN.sub('', path)}", DRAWN.sub("", text)


def _one_page_of_each(client: Client) -> Iterator[tuple[str, str]]:
    """The pages that one reaches by links, one for each view."""
    waiting, names = [reverse("missions:portfolio")], {"missions:portfolio"}
    for path in waiting:
        answer = client.get(path)
        is_page = answer.status_code == 200 and "html" in answer["Content-Type"]
        if not is_page or "attachment" in answer.get("Content-Disposition", ""):
            continue
        yield path, answer.text
        for link in LINK.findall(answer.text):
            view = "" if link.startswith("/static/") else resolve(link.partition("?")[0]).view_name
            if view and view not in names:
                names.add(view)
                waiting.append(link)


if __name__ == "__main__":
    main()
