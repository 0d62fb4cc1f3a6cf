"""The plane of power and adhesion opens on what the next meeting will speak of."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.models import Subject
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Actor
from maillage.trade.governance.models import AgendaItem, Meeting
from tests.ground.actors.games import record_game
from tests.ground.actors.makers import (
    make_influence,
    make_member_actor,
    make_position,
    make_subject,
)
from tests.ground.directory.reading import plain, reading
from tests.links_to import page_at
from tests.trade.governance.makers import make_body, make_meeting

TODAY = timezone.localdate()
power_url = page_at("actors:influence_map_power")


def meeting_about(cooperation: Cooperation, *subjects: Subject, days: int = 8) -> Meeting:
    """A meeting to come whose agenda bears on these subjects."""
    body = make_body(cooperation=cooperation, name=f"COPIL {days}")
    meeting = make_meeting(body=body, held_on=TODAY + timedelta(days=days))
    for rank, subject in enumerate(subjects, start=1):
        AgendaItem.objects.create(meeting=meeting, rank=rank, title="Un point", subject=subject)
    return meeting


def weighing(cooperation: Cooperation, *others: str) -> list[Actor]:
    """EPCI alone acts, on each of the others: it alone weighs."""
    actors = [make_member_actor(cooperation=cooperation, name=one) for one in ("EPCI", *others)]
    for actor in actors:
        for target in actors:
            if actor != target:
                strength = 3 if actor == actors[0] else 0
                make_influence(actor=actor, target=target, strength=strength)
    return actors


def test_the_plane_opens_on_the_next_meeting(officer: Client, access: Access) -> None:
    place = access.cooperation
    epci, vue = weighing(place, "Vue")
    water, bus = (make_subject(cooperation=place, label=one) for one in ("Eau", "Bus"))
    for actor in (epci, vue):
        make_position(actor=actor, subject=water, value=-2 if actor == epci else 3)
        make_position(actor=actor, subject=bus, value=4)
    meeting_about(place, water)
    meeting_about(place, bus, days=60)

    text = officer.get(power_url(place)).text
    everything = officer.get(power_url(place, "?sujet=tous")).text

    assert reading(text).endswith(": un acteur qui pèse est contre, EPCI.")
    assert reading(text).startswith("À l’ordre du jour du ")
    assert "COPIL 8</a> : « Eau »." in plain(text)
    assert reading(everything) == (
        "Tous sujets réunis : sur un sujet, un acteur qui pèse est contre : EPCI (« Eau »)."
    )


def test_a_meeting_that_is_cancelled_or_past_is_not_next(officer: Client, access: Access) -> None:
    place = access.cooperation
    epci, _vue = weighing(place, "Vue")
    subject = make_subject(cooperation=place, label="Eau")
    make_position(actor=epci, subject=subject)
    cancelled = meeting_about(place, subject)
    Meeting.objects.filter(pk=cancelled.pk).update(cancelled_on=TODAY)
    meeting_about(place, subject, days=-3)

    text = officer.get(power_url(place)).text

    assert reading(text).startswith("Tous sujets réunis")


def test_whoever_spoke_on_few_subjects_is_hollow_and_without_advice(
    officer: Client, access: Access
) -> None:
    place = access.cooperation
    epci, vue = weighing(place, "Vue")
    subjects = [make_subject(cooperation=place, label=f"Sujet {n}") for n in range(3)]
    for subject in subjects:
        make_position(actor=vue, subject=subject, value=2)
    make_position(actor=epci, subject=subjects[0], value=3)

    text = officer.get(power_url(place)).text

    assert text.count('<circle class="then thin"') == 1
    assert "EPCI (1 sur 3)</text>" in text
    page = plain(text)
    assert "1 sujet sur 3 seulement" in page
    assert "Entendre d’abord, avant tout conseil : EPCI." in page
    assert "Donnez la parole" not in page


def test_a_service_of_the_state_is_given_no_word(officer: Client, access: Access) -> None:
    place = access.cooperation
    epci, vue = weighing(place, "Vue")
    subject = make_subject(cooperation=place)
    for actor in (epci, vue):
        make_position(actor=actor, subject=subject, value=3)

    before = plain(officer.get(power_url(place)).text)
    structure = epci.organisation
    assert structure is not None
    structure.kind = OrganisationKind.STATE
    structure.save()
    make_position(actor=vue, subject=subject, value=3)
    after = plain(officer.get(power_url(place)).text)

    assert "Donnez la parole" in before
    assert "Donnez la parole" not in after
    assert "aucun conseil n’est donné : EPCI." in after


def test_whoever_is_against_on_one_subject_carries_nothing(officer: Client, access: Access) -> None:
    place = access.cooperation
    epci, vue = weighing(place, "Vue")
    water, bus = (make_subject(cooperation=place, label=one) for one in ("Eau", "Bus"))
    for actor in (epci, vue):
        make_position(actor=actor, subject=water, value=-1 if actor == epci else 1)
        make_position(actor=actor, subject=bus, value=4)

    page = plain(officer.get(power_url(place)).text)

    assert "<small>Pour en moyenne, contre sur un sujet</small>" in page
    assert "sans l’être en moyenne : EPCI. Parlez-en sujet par sujet." in page
    assert "Donnez la parole" not in page


def test_the_position_to_confirm_that_decides_is_named(officer: Client, access: Access) -> None:
    place = access.cooperation
    epci, vue = weighing(place, "Vue")
    subject = make_subject(cooperation=place)
    for actor, confidence in ((epci, Confidence.DOUBTFUL), (vue, Confidence.SURE)):
        position = make_position(actor=actor, subject=subject, value=3)
        position.confidence = confidence
        position.save()

    page = plain(officer.get(power_url(place)).text)

    assert "Une position à confirmer, celle de EPCI, suffit à changer cette lecture." in page


def test_the_mean_hides_nobody(officer: Client, access: Access) -> None:
    game = record_game(access, "toy4", TODAY)

    text = officer.get(power_url(access.cooperation)).text

    assert "Commune" in game.names
    assert "un acteur qui pèse est contre : Commune" in reading(text)
