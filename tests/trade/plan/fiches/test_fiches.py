"""The fiche of an action: its rubrics, its versions, what changed since."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import paper_by_word
from maillage.trade.plan.actions.queries.sheet import action_sheet
from maillage.trade.plan.fiches.queries import changes_of
from maillage.trade.plan.fiches.rules import (
    Difference,
    Filled,
    Rubric,
    differences,
    filled,
    fingerprint,
    frozen,
    missing,
    rubrics_of,
)
from maillage.trade.plan.fiches.services import write_fiche
from maillage.trade.plan.models import Action, FicheText, FicheVersion
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.governance.makers import make_body
from tests.trade.plan.makers import make_action, make_action_step, make_fiche_version, make_share

RUBRICS = (
    Rubric("finding", "Constat", "text", required=True),
    Rubric("does", "Ce que l’on fait", "does", required=True),
    Rubric("means", "Moyens", "text"),
)
KEYS = {one.key for one in RUBRICS}
url = pages_of("plan")


def test_rubrics_say_what_is_typed_and_what_the_plan_holds() -> None:
    rows = filled(RUBRICS, {"finding": " Trois tarifs. ", "does": "Un seul tarif."})

    assert rows == [
        Filled("finding", "Constat", "Trois tarifs."),
        Filled("does", "Ce que l’on fait", "Un seul tarif."),
        Filled("means", "Moyens", ""),
    ]
    assert missing(RUBRICS, filled(RUBRICS, {"means": "x"})) == ["Constat", "Ce que l’on fait"]
    assert [one["key"] for one in frozen(rows)] == ["finding", "does"]


def test_words_that_come_go_or_change_are_a_difference() -> None:
    content = frozen(filled(RUBRICS, {"finding": "Trois tarifs.", "means": "Un poste."}))

    rows = filled(RUBRICS, {"finding": "Quatre tarifs.", "does": "Un seul tarif."})

    assert differences(content, rows, KEYS) == [
        Difference("Constat", "Trois tarifs.", "Quatre tarifs."),
        Difference("Ce que l’on fait", "", "Un seul tarif."),
        Difference("Moyens", "Un poste.", ""),
    ]
    assert fingerprint("Titre", content) != fingerprint("Autre titre", content)


def test_a_rubric_that_is_chosen_or_left_out_since_is_no_difference() -> None:
    content = frozen(filled(RUBRICS, {"finding": "Trois tarifs.", "means": "Un poste."}))
    added = Rubric("own-1", "Vigilance", "text")

    rows = filled([*RUBRICS[:2], added], {"finding": "Trois tarifs.", "own-1": "Le prix."})

    assert differences(content, rows, KEYS) == []


@pytest.mark.parametrize(
    "profile", ["ctg", "crte", "pat", "leader", "cls", "contrat_ville", "petr", "other"]
)
def test_each_profile_has_rubrics_each_once(profile: str) -> None:
    keys = [one.key for one in rubrics_of(profile)]

    assert (len(keys) == len(set(keys)), len(keys) > 5) == (True, True)


@pytest.mark.django_db
def test_what_one_does_is_written_with_the_rubrics(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    key = next(one.key for one in rubrics_of(access.cooperation.profile) if one.source == "does")

    officer.post(url(access, "fiche_edit", action.pk), {"version": "1", key: "Un seul tarif."})

    action.refresh_from_db()
    assert (action.description, FicheText.objects.count()) == ("Un seul tarif.", 0)


@pytest.mark.django_db
def test_rubrics_that_lack_are_the_first_gesture(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)

    text = officer.get(url(access, "fiche", action.pk)).text

    edit = url(access, "fiche_edit", action.pk)
    assert f'<a class="m-button m-button-main" href="{edit}">Écrire<' in text
    assert f'href="{edit}">L’écrire' in text


def test_a_fiche_is_written_proposed_validated_then_changes(
    officer: Client, access: Access
) -> None:
    action = make_action(cooperation=access.cooperation, visibility="team", number="7")
    make_share(action=action, role="pilot")
    make_action_step(action=action, due_on=date(2026, 12, 4))
    body = make_body(cooperation=access.cooperation)

    officer.post(url(access, "fiche_edit", action.pk), {"version": "1", "finding": "Trois tarifs."})
    refused = officer.post(url(access, "fiche_propose", action.pk), {"body": body.pk})
    officer.post(
        url(access, "fiche_propose", action.pk), {"body": body.pk, "reason": "Le COPIL attend."}
    )
    officer.post(
        url(access, "fiche_validate", FicheVersion.objects.get().pk),
        {"version": "1", "body": body.pk, "on": "27/11/2026"},
    )
    FicheText.objects.update(words="Quatre tarifs.")
    page = officer.get(url(access, "fiche", action.pk)).content.decode()

    version = FicheVersion.objects.get()
    words = {one["key"]: one["words"] for one in version.content}
    assert "Il manque" in refused.content.decode()
    assert (version.state, version.reason, version.on) == (
        "validated",
        "Le COPIL attend.",
        date(2026, 11, 27),
    )
    assert (words["finding"], words["calendar"]) == (
        "Trois tarifs.",
        "Dossier d’agrément, 4\xa0décembre 2026",
    )
    assert Action.objects.get().visibility == "members"
    assert ("une rubrique diffère" in page, "Quatre tarifs." in page) == (True, True)


@pytest.mark.django_db
def test_a_later_version_replaces_the_one_in_force(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    body = make_body(cooperation=access.cooperation)
    for number in (1, 2):
        sent = {"body": body.pk, "reason": "À relire."}
        officer.post(url(access, "fiche_propose", action.pk), sent)
        officer.post(
            url(access, "fiche_validate", FicheVersion.objects.get(number=number).pk),
            {"version": "1", "body": body.pk, "on": "27/11/2026"},
        )

    officer.post(url(access, "fiche_propose", action.pk), {"reason": "Encore."})
    officer.post(url(access, "fiche_withdraw", FicheVersion.objects.get(number=3).pk))

    rows = FicheVersion.objects.order_by("number").values_list("number", "state")
    assert list(rows) == [(1, "replaced"), (2, "validated"), (3, "withdrawn")]
    sheet = officer.get(url(access, "action", action.pk)).content.decode()
    assert ("a ajouté « version" in sheet.replace("\xa0", " "), "(version d’une" in sheet) == (
        True,
        False,
    )


@pytest.mark.django_db
def test_a_fiche_holds_no_days_nor_names_and_follows_its_action(access: Access) -> None:
    action = make_action(cooperation=access.cooperation, visibility="team")
    share = make_share(action=action)
    share.days_needed = 38
    share.save()
    partner = signed_in(make_access(cooperation=access.cooperation, role="partner"))

    hidden = partner.get(url(access, "fiche", action.pk)).status_code
    Action.objects.update(visibility="members")
    page = partner.get(url(access, "fiche", action.pk)).content.decode()

    assert (hidden, "38\xa0jours" in page) == (404, False)


@pytest.mark.django_db
def test_the_paper_says_which_version_it_is(access: Access) -> None:
    action = make_action(cooperation=access.cooperation, number="7")
    paper = paper_by_word("fiche_action")
    assert paper is not None

    values = paper.gather(access, action.pk)

    assert values is not None
    assert (values["numero"], str(values["etat"]).endswith("non validée")) == ("7", True)
    assert paper.gather(make_access(), action.pk) is None


def test_words_of_a_fiche_go_by_french_words_in_the_journal(access: Access) -> None:
    action = make_action(cooperation=access.cooperation, visibility="members")
    today, texts = timezone.localdate(), {"notes": "À revoir.", "own-1": "Dix places."}
    write_fiche(access=access, action=action, read=action.version, texts=texts)
    partner = make_access(cooperation=access.cooperation, role="partner")

    rows = [action_sheet(one, action, today).gestures for one in (access, partner)]

    assert [[plain(name) for one in some for name in one.added] for some in rows] == [
        ["« Observations » (rubrique)", "« rubrique ajoutée »"],
        [],
    ]


def test_a_version_says_what_it_changed_of_the_one_before(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    texts = ("Trois tarifs.", "Trois tarifs.", "Un tarif.")
    numbers = [make_fiche_version(action=action, words=words).pk for words in texts]

    pages = [
        officer.get(reverse("plan:fiche_version", args=[access.cooperation.slug, one])).text
        for one in numbers
    ]

    same, changed = "mot pour mot ce que dit la version 1", "Ce qu’elle a changé de la version 2"
    assert [(same in one, changed in one) for one in pages] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_rubric_that_comes_or_goes_is_no_word_for_word(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    first, last = make_fiche_version(action=action), make_fiche_version(action=action)
    content = [{"key": "indicators", "label": "Indicateurs", "words": "Dix places."}]
    title = f"{action.title} bis"
    last.content, last.title, last.fingerprint = content, title, fingerprint(title, content)
    last.save()

    page = officer.get(url(access, "fiche_version", last.pk)).text

    assert ("mot pour mot" in page, changes_of(last, first)) == (
        False,
        [
            Difference("Intitulé", action.title, title),
            Difference("Indicateurs", "", "Dix places."),
            Difference("Constat", "Trois tarifs.", ""),
        ],
    )


@pytest.mark.parametrize(
    ("former", "words", "lost", "fresh"),
    [
        ("Un tarif", "Deux tarifs", "Un tarif", "Deux tarifs"),
        (
            "Pour mai\nÉtude, mars\nAvis, avril",
            "Pour juin\nÉtude, mars\nAvis, avril",
            "Pour mai",
            "Pour juin",
        ),
        ("Étude\nÉtude\nAvis", "Étude\nAvis", "Étude", ""),
        ("Étude\nAvis", "Avis\nÉtude", "Étude\nAvis", "Avis\nÉtude"),
        ("", "Étude", "", "Étude"),
    ],
)
def test_only_the_lines_that_changed_are_struck(
    former: str, words: str, lost: str, fresh: str
) -> None:
    one = Difference("Calendrier", former, words)

    assert (one.lost, one.fresh) == (lost, fresh)
