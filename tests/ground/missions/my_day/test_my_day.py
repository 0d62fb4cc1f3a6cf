"""What waits for me, what arrived, and the note for the next."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from maillage.core.french import long_date
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.organisations.services import add_organisation
from maillage.ground.missions.models import HandOver
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member, make_member_person, make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.dialogue.makers import make_note
from tests.trade.governance.commitments.makers import make_commitment
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

    assert "Aucune date n’est notée d’ici deux mois." in page.text
    assert "Rien ne presse" not in page.text
    assert f'href="/c/{cooperation.slug}/?vue=arbre">Ouvrir la carte</a>' in page.text


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

    client, url = signed_in(next_one), f"/c/{slug}/ma-journee/"

    page = client.get(url)
    client.post(url)

    assert "Rappeler Machecoul." in page.text
    assert "Rien n’est arrivé sans vous aujourd’hui. Hélène" in plain(page.text)
    assert "vous passe la main" in page.text
    assert "vous passe la main" not in client.get(url).text
    assert "Note de passage" in client.get(url).text


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


def test_promises_that_are_late_together_are_one_gesture_with_their_list(
    access: Access, cooperation: Cooperation
) -> None:
    late = timezone.localdate() - timedelta(days=3)
    for name in ("Une salle", "Un véhicule", "Un agent"):
        make_commitment(cooperation=cooperation, label=name, due_on=late)
    make_commitment(
        cooperation=cooperation, label="Un secret", due_on=late, visibility="me", author=make_user()
    )

    page = plain(signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text)

    assert page.count("Trois promesses en retard") == 2  # the title, and the name of its button
    assert "Un geste est attendu de vous." in page
    assert ["Une salle" in page, "Un véhicule" in page, "Un secret" in page] == [True, True, False]


def test_what_others_owe_is_on_the_day_of_officers_alone(
    access: Access, cooperation: Cooperation
) -> None:
    today = timezone.localdate()
    council = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation, title="Charte"),
        organisation=member_with_name(cooperation, "Commune de Bouin"),
        sent_on=today,
        session_on=today + timedelta(days=40),
    )
    make_answer_link(cooperation=cooperation)
    make_answer_link(cooperation=cooperation, purpose="vote", target=council.pk, recipient="Bouin")
    for rank in range(2):
        make_answer_link(cooperation=cooperation, purpose="agreement_signature", target=rank)
    team = make_access(cooperation=cooperation, role="team")
    wanted = (
        "La Commune de Bouin doit encore voter : Charte",
        "Mairie de Pornic n’a pas encore répondu : La carte de votre commune",
        "Des signatures : deux liens sans réponse",
    )

    pages = [
        plain(signed_in(one).get(f"/c/{cooperation.slug}/ma-journee/").text)
        for one in (access, team)
    ]

    assert [[words in page for words in wanted] for page in pages] == [[True] * 3, [False] * 3]
    assert "Bouin n’a pas encore répondu" not in pages[0]


def test_a_council_that_put_the_text_off_has_still_to_vote(
    access: Access, cooperation: Cooperation
) -> None:
    today = timezone.localdate()
    charter = make_joint_decision(cooperation=cooperation, title="Charte")
    days = (-9, -9, 8, 18)  # put off, not known yet, to come
    councils = [
        make_deliberation(decision=charter, sent_on=today, session_on=today + timedelta(days=one))
        for one in days
    ]
    make_answer(deliberation=councils[0], vote="deferred")

    page = plain(signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text)

    next_one = plain(long_date(today + timedelta(days=8)))
    assert "Trois conseils doivent encore voter : Charte" in page
    assert f"Prochain conseil le {next_one}." in page


def test_questions_put_to_councils_are_one_line_past_three(
    access: Access, cooperation: Cooperation
) -> None:
    today = timezone.localdate()
    for rank in range(4):
        question = make_joint_decision(cooperation=cooperation, title=f"Question {rank}")
        make_deliberation(decision=question, sent_on=today, session_on=today + timedelta(days=40))

    page = plain(signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text)

    assert "Quatre questions attendent le vote de conseils" in page
    assert "doit encore voter" not in page


def test_a_quiet_day_proposes_the_member_whose_last_note_is_the_oldest(
    access: Access, cooperation: Cooperation
) -> None:
    today = timezone.localdate()
    bouin = member_with_name(cooperation, "Bouin")
    rouans = member_with_name(cooperation, "Rouans")
    for organisation, days in ((bouin, 200), (rouans, 400), (rouans, 10)):
        on = today - timedelta(days=days)
        make_note(cooperation=cooperation, organisation=organisation, on=on)
    make_note(cooperation=cooperation, organisation=bouin, on=today, visibility="me")
    Person.objects.update(informed_on=today)

    page = plain(signed_in(access).get(f"/c/{cooperation.slug}/ma-journee/").text)

    assert "Il y a six mois que rien n’est noté au carnet sur Bouin" in page
    assert "sur Rouans" not in page
