"""Who drives, follows, keeps out or opposes: what is kept, who reads it, when it goes."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.excerpts import excerpts
from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Attitude, SubjectKind
from maillage.ground.actors.erasures.services import erase_expired_readings
from maillage.ground.actors.models import Posture, Source
from maillage.ground.actors.postures.states import actor_game_read, load
from maillage.ground.directory.models import Actor
from maillage.ground.directory.notices.queries import uninformed_people
from tests.conftest import SignIn, signed_in
from tests.forms_on_pages import sent_by
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_posture, make_source, make_subject
from tests.ground.directory.makers import make_person
from tests.ground.directory.reading import names_in, plain, reading
from tests.links_to import page_at

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=200)
url = page_at("actors:postures")
add_url = page_at("actors:posture_add")


def form_data(actor: Actor, **changes: str) -> dict[str, str]:
    return {
        "actor": str(actor.pk),
        "subject": "coop",
        "attitude": "driver",
        "said": "A proposé la charte au comité du 4 mai.",
        "source_kind": "meeting",
        "source_on": f"{TODAY:%d/%m/%Y}",
        "confidence": "sure",
        "visibility": "officers",
        "read": "0",
    } | changes


def make_somebody(cooperation: Cooperation) -> Actor:
    person = make_person(workspace=cooperation.workspace)
    return Actor.objects.create(cooperation=cooperation, person=person)


def test_register_says_who_stands_how_and_why(officer: Client, pornic: Actor, retz: Actor) -> None:
    make_posture(actor=pornic, attitude=Attitude.HOSTILE, said="A voté contre la charte.")
    make_posture(actor=retz, attitude=Attitude.DRIVER)

    text = officer.get(url(pornic.cooperation)).text

    assert reading(text) == "Un impulseur et un hostile."
    line = plain(text.partition(">Commune de Pornic<")[2].partition("</tr>")[0])
    assert [word in line for word in ("hostile", "A voté contre la charte.")] == [True, True]
    assert "chaque ouverture est enregistrée" in plain(text)


def test_only_the_last_reading_stands_even_when_filtered(officer: Client, pornic: Actor) -> None:
    subject = make_subject(cooperation=pornic.cooperation)
    make_posture(actor=pornic, subject=subject, attitude=Attitude.HOSTILE, on=date(2026, 1, 5))
    make_posture(actor=pornic, subject=subject, attitude=Attitude.DRIVER, on=date(2026, 6, 5))

    texts = [
        officer.get(url(pornic.cooperation, f"?posture={one}")).text
        for one in ("hostile", "driver")
    ]

    assert [names_in(text, "Commune de Pornic") for text in texts] == [[], ["Commune de Pornic"]]


def test_old_ones_are_to_be_read_again(officer: Client, pornic: Actor, retz: Actor) -> None:
    make_posture(actor=pornic, on=TODAY - timedelta(days=200))
    make_posture(actor=retz)

    text = officer.get(url(pornic.cooperation, "?a-relire=1")).text

    assert names_in(text, "Commune de Pornic", "Pays de Retz") == ["Commune de Pornic"]
    assert "à relire" in text


def test_an_officer_notes_a_posture(officer: Client, pornic: Actor) -> None:
    answer = officer.post(add_url(pornic.cooperation), form_data(pornic), follow=True)

    posture = Posture.objects.get()
    assert (posture.attitude, posture.subject.kind, posture.visibility) == (
        Attitude.DRIVER,
        SubjectKind.COOPERATION,
        Visibility.OFFICERS,
    )
    assert "<b>Impulseur</b>" in answer.text
    assert "A proposé la charte au comité du 4 mai." in answer.text


def test_a_fact_is_asked(officer: Client, pornic: Actor) -> None:
    answer = officer.post(add_url(pornic.cooperation), form_data(pornic, said=" "))

    assert (answer.status_code, Posture.objects.count()) == (422, 0)


@pytest.mark.parametrize("level", ["team", "members", "public"])
def test_a_posture_stays_with_the_officers(officer: Client, pornic: Actor, level: str) -> None:
    answer = officer.post(add_url(pornic.cooperation), form_data(pornic, visibility=level))

    assert (answer.status_code, Posture.objects.count()) == (422, 0)


def test_a_value_out_of_range_is_refused(officer: Client, pornic: Actor) -> None:
    changes = [{"attitude": "angry"}, {"actor": "999999"}, {"subject": "999999"}]

    answers = [
        officer.post(add_url(pornic.cooperation), form_data(pornic) | one) for one in changes
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert Posture.objects.count() == 0


def test_two_officers_on_a_place_keep_both(officer: Client, pornic: Actor) -> None:
    colleague = make_access(cooperation=pornic.cooperation)
    subject = make_subject(cooperation=pornic.cooperation)
    first = make_posture(actor=pornic, subject=subject, author=colleague.user)
    mine = form_data(pornic, subject=str(subject.pk))

    refused = officer.post(add_url(pornic.cooperation), mine)
    officer.post(add_url(pornic.cooperation), mine | {"read": str(first.pk)})

    assert f"{colleague.user} a noté « suiveur »" in plain(refused.text)
    assert "A proposé la charte au comité du 4 mai." in refused.text
    last = Posture.objects.exclude(pk=first.pk).get()
    page = officer.get(reverse("actors:posture", args=[pornic.cooperation.slug, last.pk])).text
    assert [word in page for word in ("<b>Impulseur</b>", "<b>Suiveur</b>")] == [True, True]


def test_a_withdrawn_posture_no_longer_counts(officer: Client, pornic: Actor) -> None:
    posture = make_posture(actor=pornic)
    slug = pornic.cooperation.slug

    officer.post(reverse("actors:posture_withdraw", args=[slug, posture.pk]))

    assert "Aucune posture notée" in officer.get(url(pornic.cooperation)).text
    page = officer.get(reverse("actors:posture", args=[slug, posture.pk])).text
    assert "<s>Suiveur</s>" in page


def test_a_sentence_of_a_note_becomes_a_posture(
    officer: Client, access: Access, pornic: Actor
) -> None:
    words = "Accueil cordial. La commune portera le projet. Suite en mai."
    note = make_source(cooperation=access.cooperation, words=words)
    offered = [one for one in excerpts.ask(access) if one.label == "en faire une posture"]
    link = offered[0].url_of(note.pk, 17, 46)

    page = officer.get(link)
    sent = form_data(pornic, said="La commune portera le projet.")
    officer.post(link, {name: sent[name] for name in sent if not name.startswith("source")})

    assert "La commune portera le projet." in page.text
    assert (Posture.objects.get().source, Source.objects.count()) == (note, 1)


def test_a_person_is_read_until_a_day(officer: Client, cooperation: Cooperation) -> None:
    somebody = make_somebody(cooperation)

    refused = officer.post(add_url(cooperation), form_data(somebody))
    response = officer.post(
        add_url(cooperation), form_data(somebody, expires_on=f"{SOON:%d/%m/%Y}"), follow=True
    )

    assert "C’est une personne : dites quel jour cette ligne s’efface" in plain(refused.text)
    assert Posture.objects.get().expires_on == SOON
    assert "son nom est dans les personnes à informer" in plain(response.text)


def test_a_structure_needs_no_end(officer: Client, pornic: Actor) -> None:
    officer.post(add_url(pornic.cooperation), form_data(pornic, expires_on=f"{SOON:%d/%m/%Y}"))

    assert Posture.objects.get().expires_on is None


def test_who_is_read_is_to_be_informed(access: Access) -> None:
    somebody = make_somebody(access.cooperation)

    assert list(uninformed_people(access)) == [somebody.person]


def test_what_is_past_its_day_is_erased_with_its_source(access: Access) -> None:
    somebody = make_somebody(access.cooperation)
    over, posture = make_posture(actor=somebody), make_posture(actor=somebody)
    Posture.objects.filter(pk=over.pk).update(expires_on=TODAY - timedelta(days=1))
    Posture.objects.filter(pk=posture.pk).update(expires_on=TODAY)

    assert erase_expired_readings(TODAY) == 1

    assert list(Posture.objects.all()) == [posture]
    assert list(Source.objects.all()) == [posture.source]


def facts(access: Access) -> Level:
    place = access.cooperation
    return actor_game_read(load(Moment(place.pk, place.slug, TODAY))).level


def test_mission_ages_after_six_months(access: Access, pornic: Actor, retz: Actor) -> None:
    levels = [facts(access)]
    make_posture(actor=pornic)
    levels.append(facts(access))
    old = make_posture(actor=retz)
    levels.append(facts(access))
    Posture.objects.filter(pk=old.pk).update(on=TODAY - timedelta(days=190))
    levels.append(facts(access))

    assert levels == [Level.TODO, Level.DOING, Level.DONE, Level.AGED]


def test_private_postures_do_not_move_the_mission(access: Access, pornic: Actor) -> None:
    make_posture(actor=pornic, visibility=Visibility.ME)

    assert facts(access) == Level.TODO


def test_private_postures_are_their_authors(officer: Client, access: Access, pornic: Actor) -> None:
    posture = make_posture(actor=pornic, author=access.user, visibility=Visibility.ME)
    colleague = signed_in(make_access(cooperation=pornic.cooperation))
    page = reverse("actors:posture", args=[pornic.cooperation.slug, posture.pk])

    assert (officer.get(page).status_code, colleague.get(page).status_code) == (200, 404)


@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_others_are_refused(sign_in: SignIn, pornic: Actor, role: str) -> None:
    posture = make_posture(actor=pornic)
    client, slug = sign_in(role), pornic.cooperation.slug

    answers = [
        client.get(url(pornic.cooperation)),
        client.get(reverse("actors:posture", args=[slug, posture.pk])),
        client.post(add_url(pornic.cooperation), form_data(pornic)),
        client.post(reverse("actors:posture_withdraw", args=[slug, posture.pk])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4


def test_file_holds_the_same(officer: Client, pornic: Actor) -> None:
    make_posture(actor=pornic, said="A voté contre.")

    rows = officer.get(url(pornic.cooperation, "?export=csv")).content.decode("utf-8-sig")

    assert rows.splitlines()[0] == "Acteur;Sujet;Posture;Le fait qui la montre;Source;Date"
    assert "A voté contre." in rows


def test_the_headline_says_how_many_readings_are_old(officer: Client, pornic: Actor) -> None:
    make_posture(actor=pornic, attitude=Attitude.HOSTILE, on=TODAY - timedelta(days=300))

    text = officer.get(url(pornic.cooperation)).text

    assert plain(reading(text)) == ("Un hostile. Cette lecture a plus de six mois : à relire.")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    access: Access, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, place = signed_in(access), access.cooperation
    for number in range(count):
        make_posture(actor=make_member_actor(cooperation=place, name=f"Commune {number}"))

    with django_assert_num_queries(8):
        officer.get(url(place))


def test_what_stood_before_the_form_was_opened_is_no_surprise(
    officer: Client, access: Access, pornic: Actor
) -> None:
    make_posture(actor=pornic, author=make_access(cooperation=access.cooperation).user)
    read = sent_by(officer.get(add_url(access.cooperation)).text, "read")["read"][0]

    before = officer.post(add_url(access.cooperation), form_data(pornic, read=read))
    meanwhile = officer.post(
        add_url(access.cooperation), form_data(pornic, read=read, attitude=Attitude.NEUTRAL)
    )

    assert before.status_code == 302
    assert "Pendant que vous écriviez" in plain(meanwhile.text)


def test_register_goes_down_the_scale(officer: Client, cooperation: Cooperation) -> None:
    subject = make_subject(cooperation=cooperation)
    for attitude in ("hostile", "neutral", "driver", "follower"):
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {attitude}")
        make_posture(actor=actor, subject=subject, attitude=attitude)

    text = plain(officer.get(url(cooperation)).text)

    places = [text.index(f"Commune {one}") for one in ("driver", "follower", "neutral", "hostile")]
    assert places == sorted(places)
