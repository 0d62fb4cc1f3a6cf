"""Do the caches of the process show anybody what was read for another?

Other tests count everything again, for makers write rows that no change announces. Here all is
planted before the clock moves on, so that what is read may be kept, to a day that no other test
lives. On the pages without caches, each reader finds the marked records of their levels alone.
"""

import re
import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.governance.models import Meeting
from tests.addresses import cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.lengths import lengths
from tests.models_of_databases import server_address
from tests.test_visibility import plant, planted_in

pytestmark = pytest.mark.django_db
Cache = Remembered[object]
Pages = dict[tuple[str, int], bytes]
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
WORDS = {
    "missions:search": "?q=retz",
    "missions:search_proposals": "?q=retz",
}  # names are read when words are looked for
AUTHOR, NEIGHBOUR = "author", "officer of the next cooperation"
HERE, BESIDE = "ici", "ailleurs"
# One who reads all, as the author does, one who reads some, and the next cooperation; every role
# with --long. Each page is opened by its roles in `test_visits`.
ROLES = Role.values if lengths.is_long else [Role.OFFICER.value, Role.PARTNER.value]


# Asked only while a meeting is held: none is on the day of this walk.
DURING_A_MEETING = ".queries._sessions"


@dataclass
class Walk:
    """The pages of two cooperations of one workspace, full of marked records, and their readers.

    The author of the records of the first opens them first: what is kept was read for them.
    """

    readers: dict[str, Access]
    urls: dict[int, list[str]]
    requested: list[Cache] = field(default_factory=list)
    answered: set[Cache] = field(default_factory=set)

    def pages(self, numbers: list[int]) -> Pages:
        """What each reader gets at each of these addresses, by the number of the address."""
        return {
            (name, number): body
            for name, access in self.readers.items()
            for number, body in self.opened(access, numbers)
        }

    def opened(self, access: Access, numbers: list[int]) -> Iterator[tuple[int, bytes]]:
        """What this reader gets, after its status."""
        client, urls = signed_in(access), self.urls[access.cooperation_id]
        for number in numbers:
            page = client.get(urls[number])
            yield number, b"%d %s" % (page.status_code, CSRF.sub(b"", page.getvalue()))

    def idle(self) -> list[str]:
        """The caches that never answered."""
        return [
            name
            for name, cache in caches().items()
            if cache not in self.answered and not name.endswith(DURING_A_MEETING)
        ]

    def all_but(self, numbers: list[int]) -> list[int]:
        """The other addresses."""
        values = set(numbers)
        return [
            one for one in range(len(self.urls[self.author.cooperation_id])) if one not in values
        ]

    @property
    def author(self) -> Access:
        """Who wrote the records."""
        return self.readers[AUTHOR]

    def numbers(self) -> list[int]:
        """The addresses that ask a cache when the author opens them, and those that do not open."""
        asking, before = list[int](), 0
        for number, body in self.opened(self.author, self.all_but([])):
            if len(self.requested) > before or not body.startswith(b"200"):
                asking.append(number)
            before = len(self.requested)
        return asking


def planted(author: Access, room: str = "") -> Walk:
    """The walk over the pages of a room, or of all, once everything is written."""
    beside = make_cooperation(workspace=author.cooperation.workspace, name="Côte de Jade")
    readers = {AUTHOR: author}
    readers |= {role: make_access(cooperation=author.cooperation, role=role) for role in ROLES}
    readers |= {NEIGHBOUR: make_access(cooperation=beside)}
    walk = Walk(readers, {})
    for access, place in ((author, HERE), (readers[NEIGHBOUR], BESIDE)):
        plant(access.cooperation, access, place)
        # Before it meets, a meeting has a page of its own, which is read here whatever the day.
        Meeting.objects.update(held_on=timezone.localdate() + timedelta(days=30))
        walk.urls[access.cooperation_id] = [
            one.url(access.cooperation) + WORDS.get(one.name, "")
            for one in cooperation_addresses()
            if one.name.startswith(room)
        ]
    return walk


@contextmanager
def remembering(
    walk: Walk, days: int, key_of: Callable[[Hashable], Hashable] = lambda key: key
) -> Iterator[None]:
    """Caches on, some days later, and looked at; `key_of` may spoil their keys."""
    answer = Remembered.of

    def looked_at(
        cache: Cache, key: Hashable, workspace_id: int, read: Callable[[], object]
    ) -> object:
        reads = []

        def counted() -> object:
            reads.append(cache)
            return read()

        given = answer(cache, key_of(key), workspace_id, counted)
        walk.requested.append(cache)
        if not reads:
            walk.answered.add(cache)
        return given

    later = timezone.now() + timedelta(days=days)
    with pytest.MonkeyPatch.context() as patched, time_machine.travel(later, tick=False):
        patched.setattr(Remembered, "of", looked_at)
        yield


def caches() -> dict[str, Cache]:
    """Every cache that a module of ours holds, or that an object it holds does."""
    modules = [module for name, module in sys.modules.items() if name.startswith("maillage.")]
    pairs = [(f"{m.__name__}.{name}", value) for m in modules for name, value in vars(m).items()]
    inside = [
        (f"{name}.{inner}", value)
        for name, one in pairs
        for inner, value in getattr(one, "__dict__", {}).items()
    ]
    return {name: one for name, one in pairs + inside if isinstance(one, Remembered)}


def _plan_again() -> None:
    """Lets the database choose other plans: lists whose order is not settled come out otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def different(one: Pages, other: Pages) -> list[tuple[str, int]]:
    """Who gets, at which address, something else."""
    return [place for place, body in one.items() if other[place] != body]


def leaks(walk: Walk, pages: Pages) -> dict[str, set[tuple[str, str]]]:
    """The records, by model and level, that each reader finds and may not read."""
    shown = {name: _shown_too_much(walk, pages, name) for name in walk.readers}
    return {name: records for name, records in shown.items() if records}


def _shown_too_much(walk: Walk, pages: Pages, name: str) -> set[tuple[str, str]]:
    text = b"\n".join(body for (who, _number), body in pages.items() if who == name).decode(
        errors="replace"
    )
    own, others = (BESIDE, HERE) if name == NEIGHBOUR else (HERE, BESIDE)
    read = {*walk.readers[name].levels_read, *(["me"] if name in {AUTHOR, NEIGHBOUR} else [])}
    return {one for one in planted_in(text, own) if one[1] not in read} | planted_in(text, others)


def test_pages_are_the_same_with_and_without_caches(access: Access, settings: Settings) -> None:
    walk = planted(access)
    with remembering(walk, days=3):
        settings.REMEMBERED = 512
        numbers = walk.numbers()
        content_by_key = walk.pages(numbers)
        settings.REMEMBERED = 0
        _plan_again()
        counted = walk.pages(numbers)
        others = walk.pages([] if server_address() else walk.all_but(numbers))

    assert [
        (name, walk.urls[access.cooperation_id][n])
        for name, n in different(content_by_key, counted)
    ] == []
    assert server_address() or not walk.idle()  # a few readers ask no cache twice
    assert leaks(walk, counted | others) == {}


def without_reader(key: Hashable) -> Hashable:
    """The key without the numbers and the roles that say who reads."""
    if isinstance(key, tuple):
        return tuple(without_reader(part) for part in key)
    return "" if isinstance(key, int) or key in Role.values else key


@pytest.mark.skipif(bool(server_address()), reason="a key is made before any query")
def test_a_cache_that_forgets_who_reads_is_found(access: Access, settings: Settings) -> None:
    walk = planted(access, room="stakes:")
    with remembering(walk, days=4, key_of=without_reader):
        settings.REMEMBERED = 512
        numbers = walk.numbers()
        content_by_key = walk.pages(numbers)
        settings.REMEMBERED = 0
        counted = walk.pages(numbers)

    given_more = {name for name, _number in different(content_by_key, counted)}
    assert given_more >= {Role.PARTNER.value, NEIGHBOUR}


@pytest.mark.skipif(bool(server_address()), reason="a page is read once it is made")
def test_who_gets_the_pages_of_the_author_reads_too_much(access: Access) -> None:
    walk = planted(access, room="dialogue:notebook")
    pages = walk.opened(access, walk.all_but([]))
    shown = {(name, number): body for number, body in pages for name in walk.readers}

    assert set(leaks(walk, shown)) >= {Role.PARTNER.value, NEIGHBOUR}
