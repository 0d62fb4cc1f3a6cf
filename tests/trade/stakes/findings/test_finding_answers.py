"""A structure says what it sees by link, from an account, in the room; the mission follows."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.core.agenda import waiting
from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.writing.letters import write_together
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.choices import Judgement
from maillage.trade.stakes.findings.states import load, shared_diagnosis
from maillage.trade.stakes.models import Finding, FindingReading
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.actors.makers import make_member_actor, make_spoken_actor
from tests.trade.stakes.makers import make_finding, make_finding_reading
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()


@pytest.fixture
def actor(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation)


@pytest.fixture
def findings(cooperation: Cooperation) -> list[Finding]:
    names = ("Les haies reculent", "Les places manquent")
    return [make_finding(cooperation=cooperation, statement=name) for name in names]


@pytest.fixture
def link(actor: Actor) -> AnswerLink:
    return make_answer_link(cooperation=actor.cooperation, purpose="findings", target=actor.pk)


def reply(finding: Finding, verdict: str, words: str = "", last: int = 0) -> dict[str, str]:
    number = finding.pk
    return {f"verdict_{number}": verdict, f"words_{number}": words, f"last_{number}": str(last)}


SIGNED = {"said_by": "Lise Vrignaud, secrétaire"}


def sent(link: AnswerLink, typed: dict[str, str]) -> tuple[int, str]:
    page = Client().post(path_of(link), SIGNED | typed)
    return page.status_code, plain(page.text)


def standing() -> list[tuple[str, str, str, str]]:
    rows = FindingReading.objects.order_by("finding__statement", "pk")
    columns = "finding__statement", "verdict", "visibility", "source__kind"
    return list(rows.values_list(*columns))


def test_one_letter_holds_all_that_is_not_judged(
    link: AnswerLink, actor: Actor, findings: list[Finding]
) -> None:
    make_finding(cooperation=actor.cooperation, statement="Entre nous", visibility="officers")
    other = make_member_actor(cooperation=actor.cooperation, name="Machecoul")
    make_finding_reading(actor=other, finding=findings[0], verdict="contested", said="Faux.")

    page = plain(Client().get(path_of(link)).text)
    status = sent(
        link, reply(findings[0], "agreed") | reply(findings[1], "contested", "Pas chez nous.")
    )[0]

    shown = [
        text in page for text in ("Les haies", "Les places", "Entre nous", "Faux", "Machecoul")
    ]
    assert (shown, status) == ([True, True, False, False, False], 200)
    assert [one for one in standing() if one[3] == "link"] == [
        ("Les haies reculent", "agreed", "members", "link"),
        ("Les places manquent", "contested", "members", "link"),
    ]


def test_what_it_judged_itself_is_not_asked_again(
    link: AnswerLink, actor: Actor, findings: list[Finding]
) -> None:
    sent(link, reply(findings[0], "agreed"))
    again = make_answer_link(cooperation=actor.cooperation, purpose="findings", target=actor.pk)

    page = plain(Client().get(path_of(again)).text)

    assert ("Les haies" in page, "Les places" in page) == (False, True)


@pytest.mark.parametrize(
    ("verdict", "words", "sentence"),
    [
        ("", "", "Dites votre avis sur un constat au moins."),
        ("contested", "", "un désaccord sans motif ne se discute pas."),
        ("peut-être", "", "Sélectionnez un choix valide"),
    ],
)
def test_bad_answers_are_refused(
    link: AnswerLink, findings: list[Finding], verdict: str, words: str, sentence: str
) -> None:
    status, page = sent(link, reply(findings[0], verdict, words))

    assert (status, standing()) == (422, [])
    assert sentence in page


def test_two_answers_at_once_leave_one_and_tell_the_second(
    link: AnswerLink, actor: Actor, findings: list[Finding]
) -> None:
    second = make_answer_link(cooperation=actor.cooperation, purpose="findings", target=actor.pk)
    sent(link, reply(findings[0], "agreed"))

    status, page = sent(second, reply(findings[0], "contested", "Ils avancent."))

    assert (status, [one[1] for one in standing()]) == (409, ["agreed"])
    assert ("Ils avancent." in page, "Votre structure a répondu" in page) == (True, True)


def test_a_structure_that_left_is_not_asked(
    link: AnswerLink, actor: Actor, findings: list[Finding]
) -> None:
    Member.objects.update(until=TODAY - timedelta(days=1))

    assert Client().get(path_of(link)).status_code == 410


def test_an_officer_writes_one_letter(
    officer: Client, actor: Actor, findings: list[Finding]
) -> None:
    page = url(actor.cooperation, "finding_ask", actor.pk)

    answer = officer.post(page, {"recipient": "Mairie"})

    link = AnswerLink.objects.get()
    assert (answer.status_code, link.purpose, link.target) == (302, "findings", actor.pk)


def test_a_letter_that_is_ready_is_given_where_it_is_asked_for(
    officer: Client, actor: Actor, findings: list[Finding]
) -> None:
    page = url(actor.cooperation, "finding_ask", actor.pk)
    args = [actor.cooperation.slug, "findings_letter", actor.pk]
    files = [reverse("documents:document_written", args=[*args, form]) for form in ("pdf", "docx")]

    before = officer.get(page).text
    officer.post(page, {"recipient": "Mairie"})
    after = officer.get(page).text

    assert [[file in text for file in files] for text in (before, after)] == [
        [False] * 2,
        [True] * 2,
    ]
    assert officer.get(files[1]).status_code == 200


def test_a_second_letter_is_another_link_and_the_first_stays_open(
    officer: Client, actor: Actor, findings: list[Finding]
) -> None:
    page = url(actor.cooperation, "finding_ask", actor.pk)
    says = ("Préparer le lien", "Préparer un autre lien", "un lien déjà envoyé reste ouvert")

    before = officer.get(page).text
    for _time in range(2):
        officer.post(page, {"recipient": "Mairie"})
    after = officer.get(page)
    links = list(AnswerLink.objects.order_by("pk"))

    assert [[word in text for word in says] for text in (before, after.text)] == [
        [True, False, False],
        [False, True, True],
    ]
    assert after.context["link"] == links[1]
    assert [Client().get(path_of(one)).status_code for one in links] == [200, 200]


@pytest.mark.usefixtures("findings")
@pytest.mark.parametrize("rows", [1, 3])
def test_all_letters_are_one_file_with_one_link_for_each(
    officer: Client,
    sign_in: SignIn,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    silent = [make_member_actor(cooperation=cooperation) for _number in range(rows)]
    speaking = make_member_actor(cooperation=cooperation)
    for one in Finding.objects.all():
        make_finding_reading(finding=one, actor=speaking)
    page = url(cooperation, "findings_letters")
    file = reverse(
        "documents:documents_written",
        args=[cooperation.slug, "findings_letter", cooperation.pk, "docx"],
    )

    before = officer.get(url(cooperation, "findings")).text
    opening = officer.get(page).text
    for _time in range(2):
        officer.post(page)
    again = officer.get(page).text
    after = officer.get(url(cooperation, "findings")).text
    access = Access.objects.get(cooperation=cooperation, role="officer")
    with django_assert_num_queries(10):
        written = write_together(access, "findings_letter", cooperation.pk, "docx")

    links = list(AnswerLink.objects.order_by("pk"))
    assert [link.target for link in links] == [one.pk for one in silent]
    assert [link.email for link in links] == [""] * rows
    assert (file in before, file in after) == (False, True)
    counts = [one.count(", lettre prête</a>") for one in (before, after)]
    assert counts == [0, rows]
    ready = {1: "Une lettre prête, dont", 3: "Trois lettres prêtes, dont"}[rows]
    assert [ready in one for one in (before, after)] == [False, True]
    lacks = [">Préparer toutes les lettres</a>" in one for one in (before, after)]
    assert lacks == [rows > 1, False]
    assert "moins de deux tiers de" in opening
    assert opening.index("Préparer les lettres</button>") < opening.index("Ce que chaque lettre")
    put = "Deux constats sans avis : « Les haies reculent » ; « Les places manquent »"
    assert plain(opening).count(put) == rows
    assert [french.capital(str(one)) in opening for one in silent] == [True] * rows
    assert ("Préparer les lettres" in opening, "Préparer les lettres" in again) == (True, False)
    assert (page in before, page in after) == (rows > 1, False)
    assert "<b>les chargées de coopération</b>" in opening
    assert written is not None
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        letters = [archive.read(name) for name in archive.namelist()]
    assert len(letters) == rows
    with zipfile.ZipFile(io.BytesIO(letters[0])) as letter:
        assert path_of(links[0]) in letter.read("word/document.xml").decode()
    assert sign_in("team").get(file).status_code == 404
    assert sign_in("team").get(page).status_code == 403


def test_who_speaks_for_it_answers_from_an_account_and_corrects(
    sign_in: SignIn, cooperation: Cooperation, findings: list[Finding]
) -> None:
    client = sign_in("partner")
    actor = make_spoken_actor(cooperation=cooperation)
    make_answer_link(cooperation=cooperation, purpose="findings", target=actor.pk)
    access = Access.objects.get(cooperation=cooperation, role="partner")
    page = url(cooperation, "finding_answer", actor.pk)

    waits = [one.label for one in waiting.ask(access, TODAY)]
    client.post(page, reply(findings[0], "agreed"))
    last = FindingReading.objects.get().pk
    client.post(page, reply(findings[0], "unknown", last=last))

    assert "Dire ce que votre structure constate" in waits
    assert [one[1] for one in standing()] == ["agreed", "unknown"]


def test_the_room_is_noted_for_all(officer: Client, actor: Actor, findings: list[Finding]) -> None:
    page = f"{url(actor.cooperation, 'finding_workshop')}?constat={findings[0].pk}"
    typed = {f"verdict_{actor.pk}": "contested", f"last_{actor.pk}": "0", "words": ""}

    refused = officer.post(page, typed)
    officer.post(page, typed | {"words": "Pas au sud."})
    again = officer.post(page, typed | {f"verdict_{actor.pk}": "agreed"})

    assert "voit autrement : un désaccord sans motif" in plain(refused.text)
    assert (again.status_code, standing()) == (
        409,
        [("Les haies reculent", "contested", "members", "workshop")],
    )


def state(cooperation: Cooperation) -> tuple[Level, str]:
    now = shared_diagnosis(load(Moment(cooperation.pk, cooperation.slug, TODAY)))
    return now.level, now.reason


def test_the_mission_follows(cooperation: Cooperation, actor: Actor) -> None:
    empty = state(cooperation)
    finding = make_finding(cooperation=cooperation)
    begun = state(cooperation)
    make_finding_reading(actor=actor, finding=finding, verdict=Judgement.AGREED)
    done = state(cooperation)
    Finding.objects.update(source_on=date(2020, 1, 6))
    old = state(cooperation)

    assert [empty, begun, done, old] == [
        (Level.TODO, "Aucun constat n’est encore partagé."),
        (
            Level.DOING,
            "Aucun constat sur 1 n’a l’avis de la plupart de ceux qu’il concerne.",
        ),
        (Level.DONE, "Un constat : il est partagé."),
        (Level.AGED, "Un constat repose sur une source trop ancienne."),
    ]


def test_a_year_without_a_new_finding_is_told(cooperation: Cooperation) -> None:
    make_finding(cooperation=cooperation, source_on=TODAY)
    Finding.objects.update(posed_at=timezone.now() - timedelta(days=400))

    assert state(cooperation)[0] == Level.AGED
