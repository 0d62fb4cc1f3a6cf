"""The rubrics of the fiches: chosen by officers, dated, never those of a version that is frozen."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.fiches.queries import rubrics_for
from maillage.trade.plan.fiches.rules import Rubric, left_out, own_key, rubrics_of
from maillage.trade.plan.models import FicheModel, FicheVersion
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain
from tests.links_to import page_at
from tests.trade.plan.makers import (
    make_action,
    make_fiche_model,
    make_fiche_text,
    make_fiche_version,
)

pytestmark = pytest.mark.django_db
page = page_at("plan:fiche_model")


def sent(read: int, *rubrics: tuple[str, str, int]) -> dict[str, str]:
    """What is sent: the version read, then each rubric that stands, its words, its place."""
    rows = {"version": str(read)}
    for key, label, place in rubrics:
        rows |= {f"stands_{key}": "on", f"label_{key}": label, f"place_{key}": str(place)}
    return rows


def test_rubrics_take_other_words_another_place_and_one_is_added(
    officer: Client, access: Access
) -> None:
    rubrics = ("does", "Nos actes", 2), ("finding", "Nos constats", 1), ("nouvelle-1", "Voix", 3)

    answer = officer.post(page(access), sent(0, *rubrics) | {"required_does": "on"})

    assert answer.status_code == 302
    assert rubrics_for(access.cooperation) == (
        Rubric("finding", "Nos constats", "text"),
        Rubric("does", "Nos actes", "does", required=True),
        Rubric("own-1", "Voix", "text"),
    )


def test_the_next_model_moves_no_version_that_is_frozen(officer: Client, access: Access) -> None:
    make_fiche_model(cooperation=access.cooperation)
    action = make_action(cooperation=access.cooperation)
    frozen = make_fiche_version(action=action)
    officer.post(reverse("plan:fiche_propose", args=[access.cooperation.slug, action.pk]))

    officer.post(page(access), sent(1, ("finding", "Pourquoi", 1)))

    assert [one.label for one in rubrics_for(access.cooperation)] == ["Pourquoi"]
    assert FicheVersion.objects.get(pk=frozen.pk).content == frozen.content
    assert list(FicheModel.objects.values_list("version", flat=True)) == [2, 1]


def test_rubrics_chosen_since_a_version_are_no_change_of_the_action(
    officer: Client, access: Access
) -> None:
    make_fiche_model(cooperation=access.cooperation)
    action = make_action(cooperation=access.cooperation)
    for key in ("finding", "means"):
        make_fiche_text(action=action, key=key)
    slug = access.cooperation.slug
    officer.post(reverse("plan:fiche_propose", args=[slug, action.pk]), {"reason": "Un essai."})
    FicheVersion.objects.update(state="validated")
    fiche = reverse("plan:fiche", args=[slug, action.pk])
    before = plain(officer.get(fiche).text)

    officer.post(page(access), sent(1, ("finding", "Constat", 1), ("means", "Moyens", 2)))

    after = plain(officer.get(fiche).text)
    sentence = "La version 1 est validée ; aucune rubrique n’a changé depuis."
    assert (sentence in before, sentence in after) == (True, True)
    others = "D’autres rubriques ont été choisies depuis."
    assert (others in before, others in after) == (False, True)


def test_who_saves_second_sees_both_texts(officer: Client, access: Access) -> None:
    make_fiche_model(cooperation=access.cooperation)

    answer = officer.post(page(access), sent(0, ("finding", "Pourquoi", 1)))

    assert (answer.status_code, FicheModel.objects.count()) == (409, 1)


@pytest.mark.parametrize(
    ("rubrics", "why"),
    [
        ((), "au moins une rubrique"),
        ((("finding", "", 1),), "Donnez des mots"),
        ((("finding", "Pourquoi", 1), ("means", "pourquoi", 2)), "a déjà ces mots"),
    ],
)
def test_a_fiche_that_could_not_be_read_is_refused(
    officer: Client, access: Access, rubrics: tuple[tuple[str, str, int], ...], why: str
) -> None:
    answer = officer.post(page(access), sent(0, *rubrics))

    assert (answer.status_code, why in answer.content.decode()) == (422, True)


def test_officers_alone_choose(access: Access) -> None:
    team = signed_in(make_access(cooperation=access.cooperation, role="team"))

    assert team.get(page(access)).status_code == 403


def test_what_is_left_out_is_offered_once() -> None:
    standing = rubrics_of("leader")

    assert [one.key for one in left_out("leader", standing)] == ["shares", "calendar", "schemes"]
    assert [one.key for one in left_out("leader", standing[:1])][:2] == ["does", "publics"]
    assert own_key({"own-1", "finding"}) == "own-2"
