"""Every page as it is sent: valid code, links that say where they lead, tied legends."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.roof.demo.accounts import ACCOUNTS, ADMINISTRATOR
from maillage.roof.demo.telling import tell_demo
from tests.addresses import Address, addresses, cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_administrator
from tests.rules.pages import (
    Read,
    links_of,
    out_of_order,
    parsed,
    repeated_ids,
    twin_links,
    unclear_links,
    untied_drawings,
)

pytestmark = pytest.mark.django_db
ROOMS = sorted({address.name.partition(":")[0] for address in cooperation_addresses()})
Faults = dict[str, list[str]]


def faults_of(page: Read) -> list[str]:
    """All that is wrong with a page."""
    return [
        *page.errors,
        *repeated_ids(page.tree),
        *unclear_links(page.tree),
        *untied_drawings(page.tree),
        *out_of_order(page.tree),
    ]


def faults_where_names_differ(page: Read) -> list[str]:
    """The same, and links that share a name: makers give one name to all that they make."""
    return [*faults_of(page), *twin_links(page.tree)]


def page_of(client: Client, path: str) -> str:
    """The page that this address gives; nothing when it is a file or a way elsewhere."""
    answer = client.get(path)
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return ""
    return "" if "attachment" in answer.get("Content-Disposition", "") else answer.text


def read(paths: dict[str, str], client: Client) -> tuple[int, Faults]:
    """How many of these addresses are pages, and what is wrong with each."""
    pages = {name: page for name, path in paths.items() if (page := page_of(client, path))}
    found = {name: faults_of(parsed(page)) for name, page in pages.items()}
    return len(pages), {name: faults for name, faults in found.items() if faults}


def may_open(address: Address, access: Access) -> bool:
    """Whether this access passes the door of the address."""
    can: Callable[[Access], bool] | None = address.door.can if address.door else None
    return can is not None and can(access)


@pytest.mark.parametrize("room", ROOMS)
def test_pages_of_a_room_are_sound(room: str, cooperation: Cooperation) -> None:
    here = [one for one in cooperation_addresses() if one.name.partition(":")[0] == room]
    accesses = [make_access(cooperation=cooperation, role=role) for role in Role.values]
    total, faults = 0, dict[str, list[str]]()

    for access in accesses[:1] + accesses[2:3]:
        paths = {one.name: one.url(cooperation) for one in here if may_open(one, access)}
        pages, found = read(paths, signed_in(access))
        total, faults = total + pages, faults | found

    assert total > 0
    assert faults == {}


def test_own_and_open_pages_are_sound(cooperation: Cooperation) -> None:
    administrator = make_administrator(workspace=cooperation.workspace).user
    client = Client()
    client.force_login(administrator)
    kinds = {"workspace", "own", "open"}
    paths = {
        one.name: one.url(cooperation)
        for one in addresses()
        if one.door is not None and one.door.kind in kinds and not one.owned_arguments
    }

    pages, faults = read(paths, client)

    assert pages > 12
    assert faults == {}


def test_demonstration_is_sound() -> None:
    tell_demo(today=timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL does so within a minute, and not in a transaction
    total, faults = 0, dict[str, list[str]]()

    for account in (ACCOUNTS[0], ADMINISTRATOR):
        client = Client()
        client.force_login(User.objects.get(email=account.email))
        for path, page in one_page_of_each(client):
            total += 1
            if found := faults_where_names_differ(page):
                faults[path] = found

    assert total > 40
    assert faults == {}


def one_page_of_each(client: Client) -> Iterator[tuple[str, Read]]:
    """The pages that one reaches by links, one for each view."""
    waiting, known = [reverse("missions:portfolio")], {"missions:portfolio"}
    for path in waiting:
        if not (sent := page_of(client, path)):
            continue
        page = parsed(sent)
        yield path, page
        for link in links_of(page.tree):
            if not link.target.startswith("/") or link.target.startswith("/static/"):
                continue
            view = resolve(link.target.partition("?")[0].partition("#")[0]).view_name
            if view not in known:
                known.add(view)
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
    found = faults_where_names_differ(parsed(SOUND.format(body)))

    assert [fault.partition(" : [")[0] for fault in found] == faults
