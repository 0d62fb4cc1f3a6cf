"""What stands before the visits: made once, and found again as it was by each of them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.roof.upkeep.models import Beat
from tests.addresses import Address
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_administrator, make_cooperation
from tests.reliability.forms_on_pages import Page
from tests.roof.upkeep.makers import make_beat
from tests.visits.elsewhere import Elsewhere, make_elsewhere, make_objects
from tests.visits.questions import EVERY, QuestionMiddleware, words_read
from tests.visits.readers import OTHER_ORIGIN, Reader, production_client

SIGN_IN = "/compte/connexion/"
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
ALLOWED_WRITES = re.compile(r'"(django_session|journal_logentry|usersessions_usersession|cache)"')
IN_PRODUCTION = ("SECURE_", "SESSION_COOKIE", "CSRF_COOKIE", "X_FRAME", "CONTENT_SEC")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Place:
    """A cooperation that holds one object of each kind, its readers, and its neighbours.

    `beside` shares its workspace, `elsewhere` nothing; `foreign_token` is that of somebody else.
    """

    cooperation: Cooperation
    beside: Cooperation
    elsewhere: Elsewhere
    accesses: Mapping[str, Access]
    objects: Mapping[int, Mapping[str, object]]
    readers: Mapping[str, Reader]
    foreign_token: str

    def comes_back(self) -> None:
        """Everything is as it was: the background works, nobody has asked anything."""
        Beat.objects.update(at=timezone.now())
        for reader in self.readers.values():
            reader.comes_back()

    def path(self, address: Address, objects_of: Cooperation | None = None) -> str:
        """The URL of the address here, which names the objects of that cooperation."""
        owner = objects_of or self.cooperation
        return address.path(self.cooperation, self.objects[owner.pk])


@dataclass
class Visit:
    """One address, asked everything in the place; what a reader got is asked once."""

    place: Place
    address: Address
    opened: dict[str, tuple[Page, list[str]]] = field(default_factory=dict)

    @cached_property
    def path(self) -> str:
        """The URL of the address."""
        return self.place.path(self.address)

    @property
    def kind(self) -> str:
        """The kind of the door, nothing when a library guards the address."""
        return self.address.door.kind if self.address.door else ""

    @property
    def is_open(self) -> bool:
        """Whether one comes in without account."""
        return self.kind in {"open", "answer"} or self.address.name == "account_login"

    def may_open(self, name: str) -> bool:
        """Whether the door opens to this reader; libraries and own pages open to everybody."""
        can = self.address.door.can if self.address.door else None
        return can is None or (name in self.place.accesses and can(self.place.accesses[name]))

    def reader(self, name: str) -> Reader:
        """A reader: nobody, a role, the stranger, the administrator, or the guarded officer."""
        return self.place.readers[name]

    def page(self, name: str) -> Page:
        """What this reader gets here, asked once, from another origin: none is invited."""
        return self._open(name)[0]

    def written(self, name: str) -> list[str]:
        """What opening the page wrote."""
        return self._open(name)[1]

    def reads(self, name: str, question: Mapping[str, str]) -> bool:
        """Whether this question can change what this reader gets here."""
        read = words_read(self.page(name).wsgi_request.GET)
        return EVERY in read or not read.isdisjoint(question)

    def _open(self, name: str) -> tuple[Page, list[str]]:
        if name not in self.opened:
            with CaptureQueriesContext(connection) as queries:
                page = self.reader(name).ask("get", self.path, headers=OTHER_ORIGIN)
            self.opened[name] = (page, writes(queries))
        return self.opened[name]


def writes(queries: CaptureQueriesContext) -> list[str]:
    """The writes among these queries, but for sessions and the journal of openings."""
    return [
        query["sql"]
        for query in queries.captured_queries
        if WRITES.match(query["sql"]) and not ALLOWED_WRITES.search(query["sql"])
    ]


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is undone at its end: what follows finds the same records."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def in_production(read: Mapping[str, object]) -> Iterator[None]:
    """The headers and cookies of these settings; their names and static files stay those here."""
    taken = {name: value for name, value in read.items() if name.startswith(IN_PRODUCTION)}
    noting = f"{QuestionMiddleware.__module__}.{QuestionMiddleware.__qualname__}"
    with override_settings(**taken, MIDDLEWARE=[*settings.MIDDLEWARE, noting]):
        yield


def make_place() -> Place:
    """A cooperation with an access of each role, one object of each kind, and its neighbours."""
    make_beat()
    cooperation = make_cooperation(profile="ctg")
    accesses = {role: make_access(cooperation=cooperation, role=role) for role in Role.values}
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    elsewhere = make_elsewhere()
    users = {role: access.user for role, access in accesses.items()} | {
        "stranger": make_access(user=make_user()).user,
        "administrator": make_administrator(workspace=cooperation.workspace).user,
    }
    readers = {name: _signed_in(name, user) for name, user in users.items()}
    readers["nobody"] = Reader("nobody", production_client(), {})
    readers["guarded"] = _guarded(users["officer"], f"/c/{cooperation.slug}/acces/inviter/")
    return Place(
        *(cooperation, beside, elsewhere, accesses),
        objects={place.pk: make_objects(place) for place in (cooperation, beside)}
        | {elsewhere.cooperation.pk: elsewhere.objects},
        readers=readers,
        foreign_token=_token_on(production_client(), SIGN_IN),
    )


def _signed_in(name: str, user: User, *, guarded: bool = False) -> Reader:
    client = production_client(guarded=guarded)
    client.force_login(user)
    return Reader(name, client, _cookies(client))


def _guarded(user: User, form: str) -> Reader:
    """The officer, whose forms must carry the token that they were given with this one."""
    reader = _signed_in("guarded", user, guarded=True)
    _token_on(reader.client, form)
    return Reader(reader.name, reader.client, _cookies(reader.client))


def _cookies(client: Client) -> dict[str, str]:
    return {name: cookie.value for name, cookie in client.cookies.items()}


def _token_on(client: Client, form: str) -> str:
    return str(TOKEN.findall(client.get(form).text)[0])
