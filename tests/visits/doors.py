"""Who comes in at an address, and who does not?"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.life.services import close_cooperation
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from tests.lengths import lengths
from tests.models_of_databases import server_address
from tests.registry import url_arguments
from tests.visits.pages import text_of_page
from tests.visits.place import SIGN_IN, Visit, undone, writes
from tests.visits.readers import OTHER_ORIGIN

Rule = Callable[[Visit], Iterator[str]]
OPEN = {
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
SEEN = re.compile(r"<span>Visible par</span> <b>([^<]*)</b>")
LINKS = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
ROLES_BY_WORDS = {
    "chacun selon son accès": set(Role),
    "chacun selon son accès, sauf les observateurs": set(Role) - {Role.OBSERVER},
    "tous les accès": set(Role),
    "publiable": set(Role),
    "qui prend part": set(Role) - {Role.OBSERVER},
}
METHODS = ("get", "head", "post", "put", "delete")
FACTORS = "/compte/second-facteur/"
LIFE = ":life"  # the gestures that a closed cooperation keeps
WRITERS = Role.values if lengths.is_long else ["officer", "partner"]
FROM_HERE = {"referer": "https://testserver/"}
TYPED = {"family_name": "Gaborit <script>", "name": "Côte de Jade", "version": "1"}


def anonymous_is_sent_to_sign_in(visit: Visit) -> Iterator[str]:
    """Nobody opens anything, but for a closed list of pages and signed links."""
    if visit.address.name in OPEN or visit.kind in {"open", "answer"}:
        return
    for method in METHODS:
        answer = visit.reader("nobody").ask(method, visit.path)
        led = answer.headers.get("Location", "").partition("?")[0]
        if (answer.status_code, led) != (302, SIGN_IN):
            yield f"nobody {method.upper()}: {answer.status_code} {led}"


def stranger_finds_nothing(visit: Visit) -> Iterator[str]:
    """A cooperation does not exist for whoever has no access to it.

    Methods that nothing answers are refused before anybody is looked at: its readers ask them.
    """
    if visit.kind == "cooperation":
        statuses = visit.reader("stranger").statuses(("get", "head", "post"), visit.path)
        if statuses != [404, 404, 404]:
            yield f"stranger: {statuses}"


def door_opens_to_the_right_alone(visit: Visit) -> Iterator[str]:
    """The roles that have not the right are refused; no other method is answered to the others.

    A door knows of a role whether it has the right, and nothing else: what it does with all that is
    not read is asked by one role that has it, and by one that has not.
    """
    requested: set[bool] = set()
    for role in Role.values if visit.kind == "cooperation" else ():
        is_open = visit.may_open(role)
        due: dict[str, int] = {} if is_open else {"get": 403}
        if is_open not in requested or lengths.is_long:
            due |= {"put": 405, "delete": 405} | ({} if is_open else {"head": 403, "post": 403})
        requested.add(is_open)
        statuses = visit.reader(role).statuses(tuple(due), visit.path)
        if statuses != list(due.values()):
            yield f"{role}: {statuses}"


def audience_is_who_may_open(visit: Visit) -> Iterator[str]:
    """What stands after « Visible par » says to nobody that all read what the door refuses.

    A record's own level stays: it says who reads what is written, not who may write it.
    """
    readers = [role for role in Role if visit.kind == "cooperation" and visit.may_open(role)]
    if not readers or not (seen := SEEN.search(text_of_page(visit.page(readers[0])))):
        return
    refused = set(Role).difference(readers)
    whole = unescape(seen[1]).removesuffix(", chacun selon son accès")
    wrong = refused & ROLES_BY_WORDS.get(whole, set())
    if wrong:
        yield f"« {unescape(seen[1])} », but 403 for {', '.join(sorted(wrong))}"


def links_lead_where_one_may_come(visit: Visit) -> Iterator[str]:
    """No link of a page, its menus included, leads a role to a page whose door refuses it."""
    for role in Role.values if visit.kind == "cooperation" else ():
        if not visit.may_open(role):
            continue
        paths = {unescape(path) for path in LINKS.findall(text_of_page(visit.page(role)))}
        closed = {path for path in paths if refuses(visit.place.accesses[role], path)}
        yield from (f"{role}: {path}" for path in sorted(closed))


def refuses(access: Access, path: str) -> bool:
    """Whether the door of this path refuses this access; a file or a library's page does not."""
    try:
        door = getattr(resolve(path).func, "door", None)
    except Resolver404:
        return False
    return door is not None and door.can is not None and not door.can(access)


def page_is_read_and_writes_nothing(visit: Visit) -> Iterator[str]:
    """The roles that have the right read the page, which writes nothing."""
    for role in page_readers(visit):
        status = visit.page(role).status_code
        if status not in {200, 302, 405}:
            yield f"{role}: {status}"
        yield from (f"{role} GET writes: {query}" for query in visit.written(role))


def page_readers(visit: Visit) -> list[str]:
    """The roles that have the right; for PostgreSQL, who has the most rights and who the fewest.

    What lies between asks the same queries, of rows that SQLite was asked for as each role.
    """
    names = [role for role in Role.values if visit.may_open(role)]
    if visit.kind != "cooperation" or not names:
        return []
    is_all = lengths.is_long or not server_address()
    return names if is_all else list(dict.fromkeys((names[0], names[-1])))


def objects_of_others_do_not_exist(visit: Visit) -> Iterator[str]:
    """No object of another cooperation is reached, nor of a neighbour unless it is shared."""
    arguments = visit.address.owned_arguments if visit.kind == "cooperation" else ()
    if not arguments:
        return
    shared = all(url_arguments()[argument].shared for argument in arguments)
    officer, place = visit.reader("officer"), visit.place
    for other in [place.elsewhere.cooperation, *([] if shared else [place.beside])]:
        statuses = officer.statuses(("get", "post"), place.path(visit.address, objects_of=other))
        if statuses not in ([404, 404], [405, 404]):
            yield f"officer, objects of {other.name}: {statuses}"


def workspace_opens_to_its_administrators(visit: Visit) -> Iterator[str]:
    """The pages of a workspace do not exist for the officers of its cooperations."""
    if visit.kind == "workspace":
        statuses = [visit.page(name).status_code for name in ("officer", "administrator")]
        if statuses[0] != 404 or statuses[1] not in {200, 405}:
            yield f"officer, administrator: {statuses}"


def foreign_token_changes_nothing(visit: Visit) -> Iterator[str]:
    """A form without its token, or with that of somebody else, is refused before all."""
    if visit.kind != "cooperation":
        return
    foreign = TYPED | {"csrfmiddlewaretoken": visit.place.foreign_token}
    guarded = visit.reader("guarded")
    with CaptureQueriesContext(connection) as queries:
        answers = [guarded.ask("post", visit.path, sent, FROM_HERE) for sent in (TYPED, foreign)]
    if [answer.status_code for answer in answers] != [403, 403]:
        yield f"officer POST: {[answer.status_code for answer in answers]}"
    yield from (f"officer POST writes: {query}" for query in writes(queries))


def every_method_is_answered(visit: Visit) -> Iterator[str]:
    """Nothing fails, whatever is done; TRACE sends nothing back, no other origin is invited.

    What else is wrong with an answer is noted by its reader. The rules of the door of a cooperation
    have asked there what is not asked here again.
    """
    at_door = visit.kind == "cooperation"
    with undone():
        for name in ("nobody", "officer"):
            traced = visit.reader(name).ask("trace", visit.path)
            if not traced.headers.get("Content-Type", "text/html").startswith("text/html"):
                yield f"{name} TRACE: {traced.headers['Content-Type']}"
            if not at_door:
                visit.page(name)
                visit.reader(name).statuses(("post", "put"), visit.path)
        if at_door:
            visit.page("officer")
            visit.reader("officer").ask("post", visit.path)
        visit.reader("officer").ask("options", visit.path, headers=OTHER_ORIGIN)


def second_factor_comes_first(visit: Visit) -> Iterator[str]:
    """An officer without the second factor that the workspace asks for opens nothing."""
    if visit.kind != "cooperation":
        return
    workspace = Workspace.objects.filter(pk=visit.place.cooperation.workspace_id)
    with undone():
        workspace.update(requires_second_factor=True)
        led = visit.reader("officer").ask("get", visit.path).headers.get("Location")
    if led != FACTORS:
        yield f"officer without a second factor: {led}"


def closed_is_read_and_not_written(visit: Visit) -> Iterator[str]:
    """A closed cooperation refuses what would write, whoever asks, and no page of it offers to."""
    if visit.kind != "cooperation" or LIFE in visit.address.name:
        return
    author = visit.place.accesses["officer"].user
    with undone():
        cooperation = Cooperation.objects.get(pk=visit.place.cooperation.pk)
        close_cooperation(author=author, cooperation=cooperation, reason="Le contrat est fini.")
        for role in WRITERS if lengths.is_long else ["officer"]:
            yield from _refused(visit, role)
        for role in WRITERS:
            page = visit.reader(role).ask("get", visit.path)
            if not page.streaming and b'method="post"' in page.content.split(b"<footer")[0]:
                yield f"{role}, closed: the page offers to write"


def _refused(visit: Visit, role: str) -> Iterator[str]:
    sent = {"name": "Écrit", "withdraw": "1"}
    with CaptureQueriesContext(connection) as queries:
        status = visit.reader(role).ask("post", visit.path, sent).status_code
    if status != 403:
        yield f"{role} POST, closed: {status}"
    yield from (f"{role} POST writes, closed: {query}" for query in writes(queries))
