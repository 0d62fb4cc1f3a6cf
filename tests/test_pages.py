"""The demonstration as it is sent: valid code, links that say where they lead, tied legends."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR
from maillage.roof.demo.making import make_demo
from tests.rules.pages import Read, links_of, parsed, twin_links
from tests.visits.pages import faults_of, text_of_page

pytestmark = pytest.mark.django_db


def faults_where_names_differ(page: Read) -> list[str]:
    """All that is wrong with a page, twin links too: makers give one name to all that they make."""
    return [*faults_of(page), *twin_links(page.tree)]


def test_demonstration_is_sound() -> None:
    make_demo(today=timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL does so within a minute, and not in a transaction
    total, faults = 0, dict[str, list[str]]()

    for account in (ACCOUNTS[0], ADMINISTRATOR):
        client = Client()
        client.force_login(User.objects.get(email=account.email))
        for path, page in one_page_of_each(client):
            total += 1
            if names := faults_where_names_differ(page):
                faults[path] = names

    assert total > 40
    assert faults == {}


def one_page_of_each(client: Client) -> Iterator[tuple[str, Read]]:
    """The pages that one reaches by links, one for each view."""
    waiting, names = [reverse("missions:portfolio")], {"missions:portfolio"}
    for path in waiting:
        if not (sent := text_of_page(client.get(path))):
            continue
        page = parsed(sent)
        yield path, page
        for link in links_of(page.tree):
            if not link.target.startswith("/") or link.target.startswith("/static/"):
                continue
            view = resolve(link.target.partition("?")[0].partition("#")[0]).view_name
            if view not in names:
                names.add(view)
                waiting.append(link.target.partition("#")[0])


SOUND = '<!doctype html><html lang="fr"><head><title>x</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ('<p id="a">x</p>', []),
        ('<p id="a">x</p><p id="a">y</p>', ["a"]),
        ("<p><div>x</div></p>", ["1:85 unexpected-end-tag"]),
        ('<a href="/a/"></a>', ["sans nom : /a/"]),
        ('<p><a href="/a/">ici</a></p>', ["ici"]),
        ('<a href="/a/">Voir la fiche</a><a href="/b/">Voir la fiche</a>', ["Voir la fiche"]),
        ('<h2>A</h2><a href="/a/">Lire</a><h2>B</h2><a href="/b/">Lire</a>', []),
        ('<svg role="img" aria-label="Carte"></svg>', ["Carte"]),
        ("<main><h2>A</h2><h1>B</h1></main>", ["titre"]),
        ('<input id="a"><label for="a">Nom</label>', ["étiquette : a"]),
        (
            '<figure role="figure" aria-label="Carte"><figcaption>Carte</figcaption>'
            '<svg role="img" aria-label="Pays"></svg></figure>',
            [],
        ),
    ],
)
def test_faults_are_found(body: str, faults: list[str]) -> None:
    names = faults_where_names_differ(parsed(SOUND.format(body)))

    assert [fault.partition(" : [")[0] for fault in names] == faults
