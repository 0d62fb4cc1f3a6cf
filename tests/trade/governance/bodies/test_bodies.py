"""The register and the sheet of bodies, the ready models, and what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Turn, Upcoming, Waiting, dates, waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.profiles.rules import ORDER
from maillage.foundation.search.query import search
from maillage.ground.directory.models import Person
from maillage.law.majority_rules import majority_rules
from maillage.trade.governance.bodies.rules import body_model, body_models
from maillage.trade.governance.choices import BodyKind, DecisionRule, QuorumKind
from maillage.trade.governance.models import Body
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_member, make_member_person, make_organisation
from tests.ground.directory.reading import names_in, reading, section
from tests.links_to import pages_of
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_meeting,
    make_seat,
    make_spoken_seat,
)

TYPED = {"name": "Comité de pilotage", "kind": "political", "quorum": "none"}
url = pages_of("governance", "bodies")


def test_register_tells_seats_and_gaps(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    make_holder(seat=make_seat(body=body))
    make_seat(body=body)
    make_body(cooperation=cooperation, name="Comité technique", kind="technical")

    page = officer.get(url(cooperation))
    technical = officer.get(url(cooperation) + "?filtres=1&nature=technical")
    file = officer.get(url(cooperation) + "?export=csv").content.decode("utf-8-sig")

    both = ("Comité de pilotage", "Comité technique")
    assert names_in(page.text, *both) == list(both)
    assert names_in(technical.text, *both) == ["Comité technique"]
    assert file.splitlines()[1] == "Comité de pilotage;politique;;;2;1;"


def test_a_model_fills_the_form(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation, "body_add") + "?modele=programmation_leader")
    model = body_model("programmation_leader")
    assert model is not None
    typed = {name: value for name, value in model.initial.items() if value is not None}

    officer.post(url(cooperation, "body_add"), typed)

    assert page.context["form"].initial["colleges"] == "Public\nPrivé"
    body = Body.objects.get()
    assert (body.name, body.college_names, body.least_college, body.least_percent) == (
        ("Comité de programmation", ("Public", "Privé"), "Privé", 50)
    )


def test_models_are_those_of_the_profile_first() -> None:
    first = {profile: body_models(profile)[0].key for profile in ("ctg", "pat", "leader", "petr")}

    assert first == {
        "ctg": "cotech",
        "pat": "cotech",
        "leader": "programmation_leader",
        "petr": "copil",
    }
    assert [len(body_models(profile)) for profile in ORDER] == [7] * len(ORDER)


def test_entente_unites_communes_epci_and_syndicates_alone() -> None:
    """CGCT L5221-1: neither a Caf, nor a département, nor an association."""
    offered = [
        "entente" in [model.key for model in body_models("other", kinds)]
        for kinds in (
            {"commune", "epci", "syndicate"},
            {"commune", "social"},
            {"commune", "departement"},
            {"epci", "association"},
        )
    ]

    assert offered == [True, False, False, False]


def test_entente_is_not_offered_beside_a_caf(officer: Client, cooperation: Cooperation) -> None:
    make_member(
        cooperation=cooperation,
        organisation=make_organisation(workspace=cooperation.workspace, name="Caf", kind="social"),
    )

    page = officer.get(url(cooperation, "body_add"))
    typed = officer.get(url(cooperation, "body_add") + "?modele=entente", follow=True)

    assert "modele=entente" not in page.text
    assert typed.redirect_chain == [(url(cooperation, "body_add"), 302)]
    assert [str(message) for message in typed.context["messages"]] == [
        "« Conférence d’entente » ne réunit que certaines structures : communes, EPCI et "
        "syndicats mixtes (CGCT L5221-1, L5221-2)."
    ]
    assert typed.context["form"].initial == page.context["form"].initial


def test_models_quote_the_rule_behind_them() -> None:
    purposes = {one.key: one.initial["purpose"] for one in body_models("leader")}

    assert purposes["programmation_leader"] == (
        "Choisit les projets du groupe d’action locale. Quorum et voix : règlement intérieur du "
        "groupe. Aucun groupe d’intérêt ne doit pouvoir décider seul (Règlement (UE) 2021/1060 "
        "art. 33 §3 b)."
    )
    assert "CGCT L5221-2 (vérifié sur un texte de 2020)" in str(purposes["entente"])


def test_models_and_rules_use_the_known_words() -> None:
    rows = [(one.kind, one.quorum, one.rule) for one in body_models("other")]

    assert set(DecisionRule.values) - {"consensus"} == set(majority_rules())
    assert [
        (kind in BodyKind.values, quorum in QuorumKind.values, rule in DecisionRule.values)
        for kind, quorum, rule in rows
    ] == [(True, True, True)] * len(rows)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quorum": "college", "colleges": "Élus"}, "Écrivez au moins deux collèges"),
        ({"least_college": "Privé", "colleges": "Public"}, "Reprenez le nom de l’un des collèges"),
        ({"least_college": "Privé", "colleges": "Privé"}, "Dites sa part parmi les présents"),
        ({"least_percent": "50"}, "Dites de quel collège il s’agit."),
        ({"since": "01/01/2027", "until": "01/01/2026"}, "La fin précède le début"),
        ({"since": "31/04/2026"}, "Avril 2026 a 30 jours."),
        ({"colleges": "\n".join(f"C{n}" for n in range(13))}, "Douze collèges au plus"),
        ({"colleges": "x" * 101}, "est trop long : cent lettres au plus."),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], sentence: str
) -> None:
    page = officer.post(url(cooperation, "body_add"), TYPED | typed)

    assert (page.status_code, Body.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")


def test_two_bodies_at_work_bear_two_names(officer: Client, cooperation: Cooperation) -> None:
    make_body(cooperation=cooperation)

    page = officer.post(url(cooperation, "body_add"), TYPED)

    assert (page.status_code, Body.objects.count()) == (422, 1)
    assert "Une instance porte déjà ce nom" in page.text


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    edit = url(cooperation, "body_edit", body.pk)
    officer.post(edit, TYPED | {"rhythm": "chaque mois", "version": 1})

    page = officer.post(edit, TYPED | {"rhythm": "deux fois par an", "version": 1})

    body.refresh_from_db()
    assert (page.status_code, body.rhythm) == (409, "chaque mois")
    assert "deux" in page.text


def test_a_body_ends_and_leaves_the_register(officer: Client, cooperation: Cooperation) -> None:
    seat = make_seat(body=make_body(cooperation=cooperation))
    end = url(cooperation, "body_end", seat.body_id)

    officer.post(end, {"on": "31/10/2026", "version": 1})

    seat.refresh_from_db()
    assert (seat.body.until, seat.until) == (date(2026, 10, 31), None)
    assert names_in(officer.get(url(cooperation)).text, "Comité de pilotage") == []
    sheet = officer.get(url(cooperation, "body", seat.body_id))
    assert reading(sheet.text) == "Elle a siégé jusqu’au 31 octobre 2026."


def test_sheet_says_the_quorum_of_each_college(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation, quorum="college", colleges="Élus\nFinanceurs")
    for college in ("Élus", "Élus", "Élus", "Financeurs"):
        make_seat(body=body, college=college)
    make_seat(body=body, college="Élus", voice="consultative")

    page = officer.get(url(cooperation, "body", body.pk))

    assert "Il faut 2 sur 3 « Élus », 1 sur 1 « Financeurs »." in section(page.text, "m-card")
    assert reading(page.text) == (
        "Instance politique de cinq sièges, dont quatre à voix délibérative. "
        "Cinq sièges n’ont pas de titulaire."
    )


def test_quorum_of_the_whole_is_more_than_half(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation, quorum="whole")
    for _seat in range(8):
        make_seat(body=body)

    page = officer.get(url(cooperation, "body", body.pk))

    assert "Il faut 5 présents sur 8 sièges." in section(page.text, "m-card")


def test_partner_may_not_make_a_body(sign_in: SignIn, cooperation: Cooperation) -> None:
    answer = sign_in("partner").post(url(cooperation, "body_add"), TYPED)

    assert (answer.status_code, Body.objects.count()) == (403, 0)


def test_observer_reads_seats_and_no_name(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    seat = make_spoken_seat(cooperation=cooperation)
    make_holder(seat=seat, person=person)
    page = url(cooperation, "body", seat.body_id)

    shown = [sign_in(role).get(page).text for role in ("officer", "partner", "observer")]

    assert ["Commune de Pornic" in text for text in shown] == [True, True, True]
    assert ["Gaborit" in text for text in shown] == [True, True, False]
    assert "sans titulaire" not in shown[2]


def test_other_cooperations_bodies_do_not_exist(
    officer: Client, stranger: Client, cooperation: Cooperation
) -> None:
    beside = make_body(
        cooperation=make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    )

    assert names_in(officer.get(url(cooperation)).text, beside.name) == []
    assert officer.get(url(cooperation, "body", beside.pk)).status_code == 404
    assert stranger.get(url(cooperation)).status_code == 404


def test_seats_without_titulaire_wait_for_officers(access: Access) -> None:
    body = make_body(cooperation=access.cooperation)
    make_seat(body=body)
    make_holder(seat=make_seat(body=body))
    partner = make_access(cooperation=access.cooperation, role="partner")
    today = timezone.localdate()
    Person.objects.update(informed_on=today)

    assert waiting.ask(access, today) == [
        Waiting(
            "Nommer qui tient un siège",
            "Sans titulaire, un siège ne reçoit pas de convocation.",
            url(access.cooperation, "body", body.pk),
            verb="Nommer",
            turn=Turn.COMPLETES,
        )
    ]
    assert waiting.ask(partner, today) == []


def test_a_vacant_seat_costs_the_quorum_where_there_is_one(access: Access) -> None:
    make_seat(body=make_body(cooperation=access.cooperation, quorum="whole"))

    (one,) = waiting.ask(access, timezone.localdate())

    assert one.reason == (
        "Sans titulaire, un siège ne reçoit pas de convocation et ne compte pas au quorum là où il "
        "y en a un."
    )


def test_the_end_of_a_mandate_is_a_date(access: Access) -> None:
    today = timezone.localdate()
    body = make_body(cooperation=access.cooperation)
    body.until = today + timedelta(days=10)
    body.save()

    assert dates.ask(access, today, today + timedelta(days=30)) == [
        Upcoming(
            body.until,
            "Fin de mandat : Comité de pilotage",
            "Instance à renouveler, ou à laisser s’éteindre.",
            url(access.cooperation, "body", body.pk),
        )
    ]


def test_search_finds_a_body(access: Access) -> None:
    body = make_body(cooperation=access.cooperation, name="Conférence d’entente")

    pairs = [(one.name, one.url) for one in search(access, "conference") if one.kind == "Instance"]

    assert pairs == [("Conférence d’entente", url(access.cooperation, "body", body.pk))]


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation))

    assert "Commencez par celle qui décide" in page.text


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_seat(body=make_body(cooperation=cooperation))
    with django_assert_num_queries(11):
        officer.get(url(cooperation))
    for name in ("Comité technique", "Conférence d’entente"):
        make_seat(body=make_body(cooperation=cooperation, name=name))
    with django_assert_num_queries(11):
        officer.get(url(cooperation))


def test_sheet_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = make_body(cooperation=cooperation)
    make_holder(seat=make_seat(body=body))
    with django_assert_num_queries(9):
        officer.get(url(cooperation, "body", body.pk))
    for _more in range(2):
        make_holder(seat=make_seat(body=body))
    with django_assert_num_queries(9):
        officer.get(url(cooperation, "body", body.pk))


def test_search_finds_a_body_and_its_meetings_by_their_short_name(access: Access) -> None:
    body = make_body(cooperation=access.cooperation, name="Comité de pilotage de la CTG")
    make_meeting(body=body)
    make_body(cooperation=access.cooperation, name="COTECH")

    groups = [
        {one.kind for one in search(access, typed)} & {"Instance", "Séance"}
        for typed in ("COPIL", "comité technique", "conseil")
    ]

    assert groups == [{"Instance", "Séance"}, {"Instance"}, set()]
