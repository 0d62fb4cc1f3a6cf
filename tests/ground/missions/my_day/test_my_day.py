"""What waits for me, what arrived, and the note for the next."""

from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import add_organisation
from maillage.ground.missions.models import HandOver
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_member_person, make_spokesperson
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.makers import make_body, make_meeting, make_presence, make_seat


def test_day_tells_what_others_did(access: Access) -> None:
    colleague = make_access(cooperation=access.cooperation)
    workspace = access.cooperation.workspace
    add_organisation(
        author=colleague.user,
        organisation=Organisation(workspace=workspace, name="Commune de Bouin"),
    )
    add_organisation(
        author=access.user, organisation=Organisation(workspace=workspace, name="MSA de Retz")
    )

    page = signed_in(access).get(f"/c/{access.cooperation.slug}/ma-journee/")

    assert "a ajouté Commune de Bouin" in page.text
    assert "MSA de Retz" not in page.text


def test_marking_as_read_empties_the_day(access: Access) -> None:
    colleague = make_access(cooperation=access.cooperation)
    add_organisation(
        author=colleague.user,
        organisation=Organisation(workspace=access.cooperation.workspace, name="Commune de Bouin"),
    )
    client, url = signed_in(access), f"/c/{access.cooperation.slug}/ma-journee/"

    client.post(url)

    assert "Rien n’est arrivé sans vous" in client.get(url).text


def test_reader_without_gesture_is_led_to_the_map(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    page = sign_in("elected").get(f"/c/{cooperation.slug}/ma-journee/")

    assert "Rien ne vous attend aujourd’hui" in page.text
    assert f'<a class="m-button" href="/c/{cooperation.slug}/">Ouvrir la carte</a>' in page.text


def test_partner_is_not_told_of_the_work(sign_in: SignIn, access: Access) -> None:
    add_organisation(
        author=access.user,
        organisation=Organisation(workspace=access.cooperation.workspace, name="Commune de Bouin"),
    )

    page = sign_in("partner").get(f"/c/{access.cooperation.slug}/ma-journee/")

    assert "Commune de Bouin" not in page.text


def test_note_waits_for_the_next_officer(access: Access) -> None:
    slug = access.cooperation.slug
    signed_in(access).post(
        reverse("missions:my_day_hand_over", args=[slug]), {"text": "Rappeler Machecoul."}
    )
    next_one = make_access(cooperation=access.cooperation)

    page = signed_in(next_one).get(f"/c/{slug}/ma-journee/")

    assert "Rappeler Machecoul." in page.text
    assert "vous passe la main" in page.text


def test_observer_may_not_leave_a_note(sign_in: SignIn, cooperation: Cooperation) -> None:
    url = reverse("missions:my_day_hand_over", args=[cooperation.slug])

    assert sign_in("observer").post(url, {"text": "Note"}).status_code == 403
    assert not HandOver.objects.exists()


def test_partner_finds_the_sheet_of_their_structure(cooperation: Cooperation) -> None:
    organisation = make_member(cooperation=cooperation).organisation
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=organisation)

    page = signed_in(partner).get(f"/c/{cooperation.slug}/ma-journee/")

    assert "Votre structure" in page.text
    assert reverse("directory:organisation", args=[cooperation.slug, organisation.pk]) in page.text


def test_what_completes_the_cooperation_comes_after_what_somebody_waits_for(
    access: Access, cooperation: Cooperation
) -> None:
    today = timezone.localdate()
    make_seat(body=make_body(cooperation=cooperation, name="Bureau"))
    person = make_member_person(cooperation=cooperation)
    answered = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=make_member(cooperation=cooperation).organisation,
    )
    make_answer(deliberation=answered, vote="reserved", reserves="Sans l’article 3.")
    meeting = make_meeting(body=make_body(cooperation=cooperation), held_on=today)
    meeting.concluded_on = today
    meeting.save()
    make_presence(meeting=meeting, seat=make_seat(body=meeting.body))

    page = signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text

    wanted = (
        "répondre à la réserve",
        "Envoyer le relevé de décisions",
        "Informer une personne qu’elle est dans le fichier",
        "Nommer qui tient",
    )
    places = [page.index(words) for words in wanted]
    assert (places, person.informed_on) == (sorted(places), None)
