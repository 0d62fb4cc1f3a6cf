"""A meeting in Chromium: kept from a phone by keys alone, written by two people at once."""

from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import (
    AgendaItem,
    Body,
    ItemNote,
    JointDecision,
    Meeting,
    Presence,
    Seat,
)
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Keyboard
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.makers import a_meeting_of, make_agenda_item, make_holder, make_seat

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = 5_000
HIGHEST_SEAT = 112
BETWEEN_TAPS = 260  # a little more than what the page waits before it sends
UNSETTLED = ".htmx-added, .htmx-settling, .htmx-swapping"


def seated_meeting(access: Access) -> tuple[Meeting, list[Seat], list[AgendaItem]]:
    """A meeting of three structures on two points."""
    meeting = a_meeting_of(access.cooperation)
    names = ("Commune de Bouin", "Commune de Pornic", "Pays de Retz")
    members = [member_with_name(access.cooperation, name) for name in names]
    seats = [make_seat(body=meeting.body, organisation=one) for one in members]
    for seat in seats:
        make_holder(seat=seat)
    items = [
        make_agenda_item(meeting=meeting, title=title, rank=rank)
        for rank, title in enumerate(("La charte", "Les haies"), start=1)
    ]
    return meeting, seats, items


def today(meeting: Meeting) -> None:
    """The meeting is held today, at no hour: its page is that of a meeting in progress."""
    Meeting.objects.filter(pk=meeting.pk).update(
        held_on=timezone.localdate(), starts_at=None, ends_at=None
    )


def address(access: Access, page: str, number: int) -> str:
    """The path of a page of governance."""
    return reverse(f"governance:{page}", args=[access.cooperation.slug, number])


def take(page: Page, seat: Seat, standing: str) -> None:
    """Takes one of the answers of a seat with the space bar, and waits until it is kept."""
    page.locator(f"#siege-{seat.pk}-{standing}").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Space")
    expect(page.locator(f"#siege-{seat.pk} .m-tonote")).to_have_count(0)
    expect(page.locator(UNSETTLED)).to_have_count(0)


def without_polls(page: Page) -> None:
    """Lets each text through once: what only asks for others' words gets nothing."""
    sent: set[tuple[str, str]] = set()

    def answer(route: Route) -> None:
        request = route.request
        text = parse_qs(request.post_data or "").get("text", [""])[0]
        if not text or (request.url, text) in sent:
            route.fulfill(status=204)
            return
        sent.add((request.url, text))
        route.continue_()

    page.route("**/note/", answer)


def test_a_meeting_is_kept_from_a_phone(opened: Open, access: Access) -> None:
    meeting, seats, items = seated_meeting(access)
    today(meeting)
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    hands = Keyboard(page)

    page.goto(origin + address(access, "meeting", meeting.pk))
    hands.press("link", "Noter les présences")
    take(page, seats[0], "present")
    take(page, seats[1], "excused")
    take(page, seats[2], "absent")
    seen = [(violations(page), overflows(page))]
    without_polls(page)
    page.goto(origin + address(access, "meeting_minutes", meeting.pk))
    for item in items:
        page.locator(f"#note-{item.pk}-texte").focus()
        page.keyboard.type(f"Dit sur {item.title}.")
        expect(page.locator(f"#note-{item.pk}-dit")).to_contain_text("Enregistré")
    seen.append((violations(page), overflows(page)))
    hands.press("link", "Revenir à la séance")
    hands.press("link", "Relevé de décisions")

    expect(page.locator("main")).to_contain_text("Dit sur Les haies.")
    seen.append((violations(page), overflows(page)))
    assert seen == [([], 0)] * 3
    presences = Presence.objects.order_by("seat").values_list("standing", flat=True)
    assert list(presences) == ["present", "excused", "absent"]
    assert hands.unseen == []


def test_quick_taps_are_all_kept(opened: Open, access: Access) -> None:
    meeting, seats, _items = seated_meeting(access)
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    page.goto(origin + address(access, "meeting_attendance", meeting.pk))
    quorum = page.locator("#presence-quorum")

    page.locator(f"#siege-{seats[0].pk} summary").click()
    page.locator(f"#siege-{seats[0].pk}-note").fill("arrivée à 19 h")
    for seat in seats:
        page.locator(f"#siege-{seat.pk}-present").check(force=True)
        page.wait_for_timeout(BETWEEN_TAPS)

    expect(page.locator(".m-tonote")).to_have_count(0)
    expect(quorum).to_contain_text("3 présents sur 3")
    expect(page.locator(f"#siege-{seats[0].pk}-note")).to_have_value("arrivée à 19 h")
    assert (violations(page), overflows(page)) == ([], 0)
    assert list(Presence.objects.order_by("seat").values_list("standing", "note")) == [
        ("present", "arrivée à 19 h"),
        ("present", ""),
        ("present", ""),
    ]


def test_a_seat_is_low_on_a_phone(opened: Open, access: Access) -> None:
    meeting, seats, _items = seated_meeting(access)
    for seat in seats[:2]:
        make_holder(seat=seat, kind="suppleant")
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)

    page.goto(origin + address(access, "meeting_attendance", meeting.pk))

    heights = [
        page.locator(f"#siege-{seat.pk}").evaluate("(one) => one.getBoundingClientRect().height")
        for seat in seats
    ]
    assert max(heights) <= HIGHEST_SEAT
    expect(page.get_by_role("button", name="Noter")).to_have_count(0)


def test_seats_touched_one_after_the_other_are_all_noted(opened: Open, access: Access) -> None:
    meeting, seats, _items = seated_meeting(access)
    today(meeting)
    page = opened("/compte/connexion/")
    page.goto(sign_in(page, access) + address(access, "meeting", meeting.pk))

    page.evaluate("document.querySelectorAll('[id^=la-]').forEach((button) => button.click())")

    expect(page.locator("[id^=la-]")).to_have_count(0)
    assert Presence.objects.filter(standing="present").count() == len(seats)
    expect(page.locator("#seance-compte")).to_contain_text(f"{len(seats)} présents sur")


def test_an_evening_goes_from_the_first_seat_to_the_councils(opened: Open, access: Access) -> None:
    meeting, seats, (item, _other) = seated_meeting(access)
    Body.objects.update(quorum="whole")
    today(meeting)
    people = (access, make_access(cooperation=access.cooperation, role="team"))
    pages = [opened("/compte/connexion/") for _one in people]
    for page, who in zip(pages, people, strict=True):
        page.goto(sign_in(page, who) + address(access, "meeting", meeting.pk))
    officer, colleague = pages

    for page, seat in zip(pages, seats, strict=False):
        page.locator(f"#la-{seat.pk}").click()
        expect(page.locator(f"#la-{seat.pk}")).to_have_count(0)
    for page in pages:  # each reads what the other touched
        expect(page.locator("#seance-presences")).to_contain_text(
            "Quorum atteint : 2 présents", timeout=3 * WITHIN, use_inner_text=True
        )
    officer.locator(f"#note-{item.pk}-texte").press_sequentially("Vote le 18")
    expect(officer.locator(f"#note-{item.pk}-dit")).to_contain_text("Enregistré")
    text = colleague.locator(f"#note-{item.pk}-texte")
    expect(text).to_have_value("Vote le 18", timeout=2 * WITHIN)
    colleague.locator("#decision-mots").fill("La charte est soumise aux conseils.")
    colleague.locator("#decision-conseils").check()
    colleague.get_by_role("button", name="Noter la décision").click()
    expect(colleague.locator("#decision-mots")).to_have_value("")
    expect(officer.locator("#seance-decisions")).to_contain_text(
        "La charte est soumise", timeout=3 * WITHIN
    )
    assert [(violations(page), overflows(page)) for page in pages] == [([], 0)] * 2
    Meeting.objects.update(concluded_on=timezone.localdate())
    officer.reload()
    officer.get_by_role("button", name="Poser la question aux conseils").click()

    expect(officer.locator("h1")).to_have_text("La charte est soumise aux conseils")
    joint = JointDecision.objects.get()
    assert [text.words for text in joint.texts.all()] == ["La charte est soumise aux conseils."]
    assert (violations(officer), overflows(officer)) == ([], 0)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="in tests it is one shared memory: no two writers wait"
)
def test_two_people_write_one_note(opened: Open, access: Access) -> None:
    meeting, _seats, (item, _other) = seated_meeting(access)
    people = (access, make_access(cooperation=access.cooperation, role="team"))
    pages = [opened("/compte/connexion/") for _one in people]
    for page, who in zip(pages, people, strict=True):
        origin = sign_in(page, who)
        page.goto(origin + address(access, "meeting_minutes", meeting.pk))
    texts = [page.locator(f"#note-{item.pk}-texte") for page in pages]

    texts[0].press_sequentially("Vote le 18")
    expect(pages[0].locator(f"#note-{item.pk}-dit")).to_contain_text("Enregistré")
    expect(texts[1]).to_have_value("Vote le 18", timeout=WITHIN)
    texts[0].press_sequentially(", sous réserve")
    texts[1].press("End")
    texts[1].press_sequentially(" au soir")

    for page in pages:
        expect(page.get_by_text("Les deux textes sont gardés")).to_be_visible(timeout=2 * WITHIN)
    note = ItemNote.objects.get()
    parts = {note.text, *note.variants.values_list("text", flat=True)}
    assert parts == {"Vote le 18, sous réserve", "Vote le 18 au soir"}
