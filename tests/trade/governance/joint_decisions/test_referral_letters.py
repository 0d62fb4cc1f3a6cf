"""The letter of referral: what it cites, when it says to send, to whom it is a note."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Deliberation
from tests.foundation.documents.makers import make_letterhead
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_executive,
    make_joint_decision,
)
from tests.trade.governance.joint_decisions.test_decision_papers import words
from tests.trade.governance.makers import make_body, make_lead_partner, make_meeting

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 12, 18)


def put_to(access: Access, name: str, kind: str, council: str, session_on: date) -> Deliberation:
    """A convention where each decides for itself, put to the council of one structure."""
    decision = make_joint_decision(cooperation=access.cooperation)
    decision.rule, decision.question = "each_for_itself", "Adopter la charte ?"
    decision.save()
    place = access.cooperation.workspace
    one = make_deliberation(
        decision=decision,
        organisation=make_organisation(workspace=place, name=name, kind=kind),
        council=council,
        session_on=session_on,
    )
    make_executive(one)
    return one


@pytest.mark.parametrize(
    ("name", "kind", "council", "sources"),
    [
        ("Aubry", "commune", "commune", set()),
        ("CC du Val", "epci", "epci", {"CGCT, articles L. 5211-1 et L. 2121-12"}),
        ("Caf de la Sarne", "social", "private_body", set()),
        ("Département de la Sarne", "departement", "departement", set()),
        ("Région Ouest", "region", "region", set()),
        ("Chambre d’agriculture", "chamber", "chamber", set()),
    ],
)
def test_letter_cites_what_was_verified_alone(
    access: Access, name: str, kind: str, council: str, sources: set[str]
) -> None:
    read = words(access, "referral_letter", put_to(access, name, kind, council, FRIDAY).pk)

    assert set(re.findall(r"\((CGCT[^)]*)\)", read)) == sources
    assert [one for one in ("vérifi", "code civil", "Source") if one in read] == []


def test_the_rule_of_the_structures_is_cited_as_they_name_it(access: Access) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)
    one.decision.rule_source = "article 6 de la charte du 3 mai 2024"
    one.decision.save()

    assert (
        "En application de l’article 6 de la charte du 3 mai 2024, la convention ne lie que les "
        "parties qui la signent. Le silence d’une assemblée"
    ) in words(access, "referral_letter", one.pk)


def test_a_departement_sends_reports_and_a_holiday_is_no_day_to_send(access: Access) -> None:
    departement = put_to(
        access, "Département de la Sarne", "departement", "departement", date(2026, 12, 18)
    )
    epci = put_to(access, "CC du Val", "epci", "epci", date(2026, 11, 17))

    report = words(access, "referral_letter", departement.pk)
    convened = words(access, "referral_letter", epci.pk)

    assert (
        "Le rapport est adressé aux membres du conseil 12 jours au moins avant la séance, sans "
        "compter le jour de l’envoi ni celui de la séance : au plus tard le vendredi 4 décembre "
        "2026, le 5 décembre étant un samedi. Il serait"
    ) in report
    assert "l’ordre du jour du conseil départemental de la Sarne" in report
    assert "La question posée à votre conseil est la suivante : adopter la charte." in report
    assert "pour le 4 janvier 2027, le sens du vote" in report
    assert "au plus tard le mardi 10 novembre 2026, le 11 novembre étant férié" in convened


def letter_under(access: Access, one: Deliberation, sender: str, signatory: str) -> str:
    """The letter under this letterhead."""
    head = make_letterhead(cooperation=access.cooperation, sender=sender)
    head.signatory = signatory
    head.save()
    return words(access, "referral_letter", one.pk)


def test_a_letter_to_ones_own_structure_is_a_note(access: Access) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", date(2026, 11, 17))

    read = letter_under(access, one, "CC du Val", "La présidente, Inès Gaborieau")

    assert (
        "De : Inès Gaborieau, présidente À : le secrétariat du conseil communautaire Objet"
    ) in read
    assert "d’autoriser Madame la présidente à le signer ;" in read
    assert [one for one in ("votre conseil", "Je vous") if one in read] == []


@pytest.mark.parametrize(
    ("function", "attention", "call"),
    [
        (
            "Directrice générale des services",
            "À l’attention de Madame Inès Roux, directrice générale des services",
            "Madame la Directrice générale des services",
        ),
        ("Chargée de mission", "À l’attention de Madame Inès Roux, chargée de mission", "Madame"),
        ("", "À l’attention du secrétariat du conseil communautaire", "Madame, Monsieur"),
    ],
)
def test_who_presides_both_structures_writes_to_the_staff_of_the_other(
    access: Access, function: str, attention: str, call: str
) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", date(2026, 11, 17))
    if function:
        staff = make_person(workspace=access.cooperation.workspace, family_name="Roux")
        staff.civility = "Mme"
        staff.save()
        make_mandate(person=staff, organisation=one.organisation, function=function)
        one.contact = staff
        one.save()

    read = letter_under(access, one, "PETR du Bocage", "Le président, Inès Gaborieau")

    assert f"Communauté de communes du Val {attention} Par courriel" in read
    assert "inscription à l’ordre du jour du conseil communautaire" in read
    assert (
        "Présidant aussi la communauté de communes du Val, je vous adresse directement cette "
        "demande, au nom du PETR du Bocage."
    ) in read
    assert f" {call}, " in read
    assert f"Je vous prie d’agréer, {call}, l’expression" in read
    assert "préparer l’inscription de cette question à l’ordre du jour" in read
    assert "Il serait proposé au conseil communautaire :" in read
    assert (
        "d’autoriser la présidente, ou son représentant, à le signer au nom de la communauté de "
        "communes du Val ;"
    ) in read
    assert "Si des réserves sont envisagées, merci de me les signaler avant la séance." in read
    assert "considération distinguée. Le président du PETR Inès Gaborieau" in read
    assert [
        one for one in ("Note interne", "notre", "votre conseil", "saisine", "Copie") if one in read
    ] == []


@pytest.mark.parametrize(
    ("title", "body", "whom"),
    [
        ("Charte", "Comité de pilotage", " au comité de pilotage du Pays de Retz."),
        ("Charte", "", "."),
        ("Avenant n° 1", "Comité de pilotage", None),
    ],
)
def test_a_letter_announces_whom_its_draft_names(
    access: Access, title: str, body: str, whom: str | None
) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)
    one.decision.title = title
    one.decision.body = make_body(cooperation=access.cooperation, name=body) if body else None
    one.decision.save()

    read = words(access, "referral_letter", one.pk)

    item = "signer ; • de désigner, s’il y a lieu, ses représentantes et représentants"
    expected = "de vous autoriser à le signer." if whom is None else f"{item}{whom}"
    assert expected in read
    assert ("désigner" in read) == (whom is not None)
    draft = words(access, "draft_deliberation", one.pk)
    assert ("De désigner" in draft) == (whom is not None)


@pytest.mark.parametrize(
    ("met_on", "is_cancelled", "letter", "draft"),
    [
        (date(2026, 10, 9), False, " le 9 octobre 2026, ", " le 9 octobre 2026, "),
        (date(2026, 10, 9), True, "", " le [date à compléter], "),
        (date(2026, 7, 7), False, "", " le [date à compléter], "),
    ],
)
def test_a_body_proposed_on_a_day_it_met(
    access: Access, met_on: date, letter: str, draft: str, *, is_cancelled: bool
) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)
    one.decision.body = make_body(cooperation=access.cooperation)
    one.decision.proposed_on = date(2026, 10, 9)
    one.decision.save()
    meeting = make_meeting(body=one.decision.body, held_on=met_on)
    meeting.cancelled_on = met_on if is_cancelled else None
    meeting.save()

    read = {word: words(access, word, one.pk) for word in ("referral_letter", "draft_deliberation")}

    for word, day in (("referral_letter", letter), ("draft_deliberation", draft)):
        assert (f" a proposé,{day}aux structures" if day else " a proposé aux structures") in read[
            word
        ]


def test_a_line_of_an_address_is_not_cut_before_the_name(access: Access) -> None:
    written = write_paper(
        access, "referral_letter", put_to(access, "CC du Val", "epci", "epci", FRIDAY).pk, "docx"
    )
    assert written is not None

    read = [one.text for one in docx.Document(io.BytesIO(written.content)).paragraphs]

    assert "Présidente de la communauté de communes du\xa0Val\nPar courriel" in read


def test_a_delegation_stands_as_the_officer_typed_it(
    access: Access, deliberation: Deliberation
) -> None:
    head = make_letterhead(cooperation=access.cooperation, sender="Pays de Retz")
    head.signatory = "Pour la présidente et par délégation, le vice-président, Marc Petit"
    head.save()
    written = write_paper(access, "referral_letter", deliberation.pk, "docx")
    assert written is not None

    read = [one.text for one in docx.Document(io.BytesIO(written.content)).paragraphs]

    assert "Pour la présidente et par délégation,\nle vice-président\n\n\nMarc Petit" in read
    assert "par délégation" not in words(access, "draft_deliberation", deliberation.pk)


def test_a_caf_is_asked_for_two_signatures(access: Access) -> None:
    one = put_to(access, "Caf de la Sarne", "social", "private_body", FRIDAY)

    read = words(access, "referral_letter", one.pk)

    assert "de vous autoriser, avec la direction, à le signer ;" in read


@pytest.mark.parametrize("word", ["referral_letter", "tracking_table"])
@pytest.mark.parametrize("rule", ["each_for_itself", "unanimity", "weighted_seats"])
def test_no_letter_nor_table_says_how_sure_its_law_is(access: Access, word: str, rule: str) -> None:
    one = put_to(access, "Département de la Sarne", "departement", "departement", FRIDAY)
    one.decision.rule = rule
    one.decision.save()

    number = one.decision_id if word == "tracking_table" else one.pk

    assert "vérifi" not in words(access, word, number)


def test_a_note_to_ones_own_executive_is_signed_without_a_delegation(access: Access) -> None:
    head = make_letterhead(cooperation=access.cooperation, sender="Communauté de communes du Val")
    head.signatory = "Pour la présidente et par délégation, la vice-présidente, Odile Carvelle"
    head.save()
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)

    read = words(access, "referral_letter", one.pk)

    assert "De : Odile Carvelle, vice-présidente À : Madame la Présidente Objet" in read
    assert "délégation" not in read
    assert "La vice-présidente Odile Carvelle" in read


def test_unanimity_is_required_and_not_said_to_be_given(access: Access) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)
    one.decision.rule = "unanimity"
    one.decision.rule_source = "article 6 de la charte"
    one.decision.save()

    sentence = (
        "En application de l’article 6 de la charte, ce texte, soumis à une structure, n’est "
        "adopté qu’avec son accord."
    )
    assert sentence in words(access, "referral_letter", one.pk)
    assert sentence in words(access, "tracking_table", one.decision_id)


def test_the_structure_that_receives_the_act_is_the_one_that_asks_for_it(access: Access) -> None:
    cooperation = access.cooperation
    make_letterhead(cooperation=cooperation, sender=cooperation.name)
    carrier = make_organisation(workspace=cooperation.workspace, name="CC du Bocage", kind="epci")
    lead = make_lead_partner(cooperation=cooperation, organisation=carrier)
    lead.subject = make_subject(cooperation=cooperation, kind="cooperation")
    lead.save()
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)

    assert words(access, "referral_letter", one.pk).startswith(f"CC du Bocage {cooperation.name}")
    assert "à la communauté de communes du Bocage" in words(access, "draft_deliberation", one.pk)


def test_a_letter_without_an_address_goes_by_mail_and_says_the_quality_of_its_copies(
    access: Access,
) -> None:
    one = put_to(access, "Caf de la Sarne", "social", "private_body", FRIDAY)
    director = make_executive(one, civility="M.", function="Directeur")
    one.contact = make_person(workspace=access.cooperation.workspace, family_name="Roux")
    one.contact.civility = "Mme"
    one.contact.save()
    one.save()
    make_mandate(person=one.contact, organisation=one.organisation, function="Chargée de conseil")

    read = words(access, "referral_letter", one.pk)

    assert "Caisse d’allocations familiales de la Sarne Par courriel" in read
    assert f"Copie : Monsieur {director}, directeur ; Madame Inès Roux, chargée de conseil." in read
    assert "de vous autoriser, avec Monsieur le Directeur, à le signer ;" in read


def test_an_odt_letter_opens_under_its_letterhead(access: Access) -> None:
    one = put_to(access, "CC du Val", "epci", "epci", FRIDAY)
    written = write_paper(access, "referral_letter", one.pk, "odt")
    assert written is not None

    content = zipfile.ZipFile(io.BytesIO(written.content)).read("content.xml").decode()

    first = content.partition("<office:text>")[2]
    assert first.startswith('<text:p text:style-name="Premier"></text:p>')
    assert 'style:master-page-name="Premiere"' in content
