"""Every page: axe finds nothing, nothing overflows, no side outgrows, the console is silent."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from maillage.core import errors
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.links.services import first_path, invitation_path
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.stopping import stop_token
from maillage.roof.demo.accounts import ACCOUNTS
from maillage.roof.demo.making import make_demo
from tests.addresses import Address, cooperation_addresses
from tests.browser.conftest import EVERY_DAY, axe_violations
from tests.browser.walking import Walk, faulty, only_faulty, walking
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user, make_user_session
from tests.foundation.cooperations.makers import (
    make_access,
    make_administrator,
    make_answer_link,
    make_cooperation,
    make_invitation,
)
from tests.foundation.mail.carried import sent_messages
from tests.foundation.mail.makers import make_letter, make_rhythm
from tests.ground.directory.makers import make_member, make_person

pytestmark = pytest.mark.django_db(transaction=True)
WalkAs = Callable[..., Walk]
LOOKS = (
    ("wide", "light"),
    ("phone", "dark"),
    pytest.param("wide", "dark", marks=pytest.mark.long),
    pytest.param("phone", "light", marks=pytest.mark.long),
)
every_look = pytest.mark.parametrize(("size", "theme"), LOOKS)
ROOMS = sorted({address.room for address in cooperation_addresses()})
# The pages of the rooms are read by night on a phone, whose window is then widened; those of the
# demonstration, which has colours and words of every kind, by day and wide. With --long, each of
# them is then read by night in the same window become a phone's.
LOOKS_OF_ROOMS = (
    pytest.param("wide", "light", marks=pytest.mark.long),
    *LOOKS[1:],
)
LOOKS_OF_DEMONSTRATION = (
    LOOKS[0],
    pytest.param(*LOOKS[1], marks=pytest.mark.long),
    *LOOKS[2:],
)
OWN = (
    "missions:portfolio",
    "cooperations:new_cooperation",
    "mail:rhythm",
    "account",
    "account_reauthenticate",
    "account_change_password",
    "account_logout",
    "cooperations:account_close",
    "mfa_index",
    "usersessions_list",
)
SIGNED_OUT = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
SPOILED = """() => {
  document.querySelector("h1").style.color = "#dddddd";
  document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='data:,'>");
}"""
OVERFLOWING = """() => [
  "@media (max-width: 350px) { body { min-width: 350px; } }",
  "@media (min-width: 1200px) { body { min-width: 1300px; } }",
].forEach((rule) => document.styleSheets[0].insertRule(rule))"""
OUTGROWN = """() => document.querySelector("main").insertAdjacentHTML("beforeend", `
  <div class="m-split">
    <p>Une ligne.</p><div class="m-side">${"<p>Une ligne.</p>".repeat(9)}</div>
  </div>
`)"""
FAINT_BY_NIGHT = """() => document.styleSheets[0].insertRule(
  "@media (prefers-color-scheme: dark) and (width < 400px) { h1 { color: #333 !important } }")"""
LINK = re.compile(r'href="(/[^"#]*)')


@pytest.fixture(autouse=True)
def _long_looks(request: pytest.FixtureRequest, is_long: bool) -> None:
    """Two looks out of four, unless everything is asked for."""
    if request.node.get_closest_marker("long") and not is_long:
        pytest.skip("two of the four looks are walked without --long")


@pytest.fixture
def walk_as(browser: Browser, live_server: LiveServer, size: str, theme: str) -> Iterator[WalkAs]:
    """Opens a window signed in as a client, or as nobody."""
    with walking(browser, live_server.url, size, theme) as walk:

        def walk_as(client: Client | None = None) -> Walk:
            walk.page.context.clear_cookies()
            if client is not None:
                walk.sign_in(client)
            return walk

        yield walk_as


def readers(cooperation: Cooperation) -> dict[str, Access]:
    """An access of each role, the officer's first."""
    return {role: make_access(cooperation=cooperation, role=role) for role in Role.values}


def reader_of(address: Address, accesses: dict[str, Access]) -> Access:
    """The first of these accesses that may open the address."""
    door = address.door
    assert door is not None
    assert door.can is not None
    return next(access for access in accesses.values() if door.can(access))


def is_page(answer: HttpResponseBase) -> bool:
    """Whether the answer is a page to be read here, and no file to take away."""
    shown = "attachment" not in answer.get("Content-Disposition", "")
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and shown


@pytest.mark.parametrize(("size", "theme"), LOOKS_OF_ROOMS)
@pytest.mark.parametrize("room", ROOMS)
def test_pages_of_a_room_have_no_fault(
    walk_as: WalkAs, cooperation: Cooperation, room: str, size: str, theme: str
) -> None:
    """A page whose empty form is refused is read as it comes back: what it held, and its errors."""
    accesses = readers(cooperation)
    names_by_name = {}
    for address in cooperation_addresses():
        if address.room != room:
            continue
        client, path = signed_in(reader_of(address, accesses)), address.url(cooperation)
        answer = client.get(path)
        refused = client.post(path, {})
        shown = refused if is_page(refused) else answer
        if is_page(shown):
            names_by_name[address.name] = walk_as(client).faults_of(path, shown)

    assert names_by_name
    assert only_faulty(names_by_name) == {}


@every_look
def test_own_pages_have_no_fault(
    walk_as: WalkAs, cooperation: Cooperation, size: str, theme: str
) -> None:
    access = make_access(cooperation=cooperation)
    make_access(user=access.user, cooperation=make_cooperation(name="Côte de Jade"))
    make_administrator(workspace=cooperation.workspace, user=access.user)
    make_user_session(user=access.user)
    paths = [reverse(name) for name in OWN]

    walk = walk_as(signed_in(access))

    make_letter(workspace_id=cooperation.workspace_id)
    colleague = make_access(cooperation=cooperation, role="team").user_id
    slug = cooperation.workspace.slug
    pages = ("workspace", "mail", "workspace_accounts")
    looked_after = [reverse(f"cooperations:{page}", args=[slug]) for page in pages]
    looked_after += [reverse("cooperations:workspace_account", args=[slug, colleague])]
    person = make_person(workspace=cooperation.workspace)
    looked_after += [reverse("people_rights:workspace_people", args=[slug]) + "?q=gaborit"]
    looked_after += [
        reverse(f"people_rights:{page}", args=[slug, person.pk])
        for page in ("workspace_person", "workspace_person_erase")
    ]
    assert faulty(walk, [*paths, *looked_after]) == {}


@every_look
def test_signed_out_pages_have_no_fault(walk_as: WalkAs, size: str, theme: str) -> None:
    closed = make_invitation(expires_at=timezone.now() - timedelta(days=1))
    paths = [
        *(reverse(name) for name in SIGNED_OUT),
        invitation_path(make_invitation()),
        invitation_path(make_invitation(email=make_user().email)),
        invitation_path(closed),
        first_path(),
        path_of(card_link()),
        path_of(card_link(is_open=False)),
        recovery_path(make_user()),
        reverse("mail:stop", args=[stop_token(make_user().pk)]),
        reverse("mail:stop", args=[stop_token(make_rhythm(every="never").user_id)]),
        "/compte/mot-de-passe/nouveau/1-faux/",
    ]

    assert faulty(walk_as(), paths) == {}


def card_link(*, is_open: bool = True) -> AnswerLink:
    """A link by which a member checks its card."""
    member = make_member()
    days = timedelta(days=30 if is_open else -1)
    return make_answer_link(
        cooperation=member.cooperation,
        target=member.organisation_id,
        expires_at=timezone.now() + days,
    )


def recovery_path(user: User) -> str:
    """The path by which the user chooses another password."""
    Client().post(reverse("account_reset_password"), {"email": user.email})
    return str(re.findall(r"https?://[^/\s]+(/\S+)", str(sent_messages()[-1].body))[0])


@every_look
def test_kept_form_is_shown_before_and_after_the_sign_in(
    walk_as: WalkAs, access: Access, size: str, theme: str
) -> None:
    client, path = Client(), f"/c/{access.cooperation.slug}/ma-journee/passer-la-main/"
    sign_in = client.post(path, {"text": "Rappeler Machecoul avant jeudi."}).headers["Location"]

    before = walk_as(client).faults(sign_in)
    client.force_login(access.user)
    after = walk_as(client).faults(reverse("account_resume"))

    assert (before, after) == ([], [])


@every_look
def test_error_pages_have_no_fault(
    walk_as: WalkAs, cooperation: Cooperation, settings: Settings, size: str, theme: str
) -> None:
    observer = signed_in(make_access(cooperation=cooperation, role="observer"))
    walk = walk_as(observer)
    home = f"/c/{cooperation.slug}/"
    wsgirequest = RequestFactory().get("/")
    wsgirequest.user = make_user()
    answers = {
        "/erreur/400/": errors.bad_request(wsgirequest, ValueError()),
        "/erreur/413/": errors.too_large(wsgirequest),
        "/erreur/429/": errors.too_many(wsgirequest),
        "/erreur/500/": errors.server_error(wsgirequest),
        "/erreur/503/": errors.unavailable(wsgirequest),
        "/erreur/formulaire/": errors.expired_form(typed_request()),
    }

    names_by_path = {path: walk.faults_of(path, answer) for path, answer in answers.items()}
    names_by_path |= {
        path: walk.faults(path) for path in (f"{home}acces/inviter/", f"{home}rien/", "/x/")
    }

    assert only_faulty(names_by_path) == {}


def typed_request() -> HttpRequest:
    """A form that was sent too late."""
    sent = RequestFactory().post("/", {"text": "Rappeler Machecoul avant jeudi."})
    sent.user = make_user()
    return sent


@pytest.mark.parametrize(("size", "theme"), LOOKS_OF_DEMONSTRATION)
def test_demonstration_has_no_fault(walk_as: WalkAs, is_long: bool, size: str, theme: str) -> None:
    """axe reads a page that holds something of a kind unseen; with --long, every page."""
    seen_kinds = None if is_long else set[int]()
    make_demo(today=timezone.localdate())
    names_by_name: dict[str, list[str]] = {}
    seen: set[str] = set()
    for account in ACCOUNTS:
        client = Client()
        client.force_login(User.objects.get(email=account.email))
        walk, pages = walk_as(client), one_page_per_view(client)
        walk.seen = seen_kinds
        for view, (path, answer) in pages.items():
            if is_long or view not in seen:
                faults = walk.faults_of(path, answer)
                if is_long:
                    faults += walk.faults_in_opposite_look(size, theme)
                names_by_name[f"{account.role} {path}"] = faults
        seen |= set(pages)

    assert len(names_by_name) > 40
    assert only_faulty(names_by_name) == {}


def one_page_per_view(client: Client) -> dict[str, tuple[str, HttpResponseBase]]:
    """For each view that this reader reaches by links, the first path found and its page."""
    page_by_view: dict[str, tuple[str, HttpResponseBase]] = {}
    waiting, names = [reverse("missions:portfolio")], {"missions:portfolio"}
    for path in waiting:
        answer = client.get(path)
        if not is_page(answer):
            continue
        page_by_view.setdefault(resolve(path.partition("?")[0]).view_name, (path, answer))
        for link in LINK.findall(answer.content.decode()):
            if link.startswith("/static/"):
                continue
            view = resolve(link.partition("?")[0]).view_name
            if view not in names:
                names.add(view)
                waiting.append(link)
    return page_by_view


@pytest.mark.parametrize(("size", "theme"), EVERY_DAY[:1])
def test_faults_of_look_and_of_structure_are_found(walk_as: WalkAs, size: str, theme: str) -> None:
    walk = walk_as()
    walk.faults(reverse("account_login"))

    walk.page.evaluate(SPOILED)
    names = {line.partition(":")[0] for line in axe_violations(walk.page)}

    assert names >= {"color-contrast", "image-alt"}


@pytest.mark.parametrize(("size", "theme"), EVERY_DAY[1:])
def test_what_overflows_at_one_width_alone_is_found(walk_as: WalkAs, size: str, theme: str) -> None:
    walk = walk_as()
    walk.faults(reverse("account_login"))

    walk.page.evaluate(OVERFLOWING)

    assert walk.faults_here()[-2:] == ["overflows by 30 px at 320", "overflows by 20 px at 1280"]


@pytest.mark.parametrize(("size", "theme"), EVERY_DAY)
def test_side_that_outgrows_its_page_is_found(walk_as: WalkAs, size: str, theme: str) -> None:
    walk = walk_as()
    walk.faults(reverse("account_login"))

    walk.page.evaluate(OUTGROWN)
    lines = [line for line in walk.faults_here() if line.startswith("its side")]

    assert len(lines) == (1 if size == "wide" else 0)


SOUND = '<p class="line">Machecoul</p><p><a href="/a/">Lire</a></p><ul><li>Un</li></ul>'


@pytest.mark.parametrize(("size", "theme"), EVERY_DAY[:1])
@pytest.mark.parametrize(
    ("body", "name"),
    [
        (SOUND + '<section><img src="data:,"></section>', "image-alt"),
        (SOUND.replace("Lire", ""), "link-name"),
        (SOUND.replace('"line"', '"faint"'), "color-contrast"),
        (SOUND.replace("<li>Un</li>", "<p>Un</p>"), "list"),
        (SOUND.replace("<ul>", '<ul role="lst">'), "aria-roles"),
        (SOUND + "<h4>Suite</h4>", "heading-order"),
        (SOUND + "<p><input></p>", "label"),
    ],
)
def test_page_that_holds_anything_new_is_read(
    walk_as: WalkAs, body: str, name: str, size: str, theme: str
) -> None:
    walk = walk_as()
    walk.seen = set()

    assert walk.faults_of("/", page_of(SOUND)) == []
    kinds = set(walk.seen)
    assert walk.faults_of("/", page_of(SOUND.replace("Machecoul", "Blain"))) == []
    assert walk.seen == kinds

    for _ in range(2):  # what is faulty is never held for seen
        names = [line.partition(":")[0] for line in walk.faults_of("/", page_of(body))]
        assert name in names


def page_of(body: str) -> HttpResponse:
    """A page of this body, where what is faint is."""
    return HttpResponse(
        '<!doctype html><html lang="fr"><head><title>Pays de Retz</title>'
        "<style>.faint { color: #ddd } a { display: inline-block; padding: 2rem }</style></head>"
        f"<body><main><h1>Fiches</h1>{body}</main></body></html>"
    )


@pytest.mark.parametrize(("size", "theme"), EVERY_DAY)
def test_fault_of_one_look_is_found(walk_as: WalkAs, size: str, theme: str) -> None:
    walk = walk_as()
    walk.faults(reverse("account_login"))

    walk.page.evaluate(FAINT_BY_NIGHT)
    own, opposite = walk.faults_here(), walk.faults_in_opposite_look(size, theme)

    by_night, by_day = (own, opposite) if theme == "dark" else (opposite, own)
    assert [line.partition(":")[0] for line in by_night] == ["color-contrast"]
    assert by_day == []
