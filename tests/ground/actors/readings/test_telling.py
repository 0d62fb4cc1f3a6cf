"""Where a reading comes from is asked once, the same way in every form."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.actors.sources.queries import Drawn, drawn_from
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_source

TODAY = timezone.localdate()
FORM = {
    "source_kind": "phone",
    "source_on": f"{TODAY:%d/%m/%Y}",
    "source_who": "le secrétariat",
    "said": "",
    "confidence": "likely",
    "visibility": "officers",
}


def test_source_is_what_was_told() -> None:
    form = SourceFields(FORM, about_person=False)

    assert form.is_valid()
    source = form.source
    assert (source.kind, source.on, source.who) == ("phone", TODAY, "le secrétariat")


def test_second_hand_is_not_shown_wider() -> None:
    form = SourceFields(
        FORM | {"source_kind": "third", "visibility": "members"}, about_person=False
    )

    assert form.errors == {
        "visibility": ["Ce que l’acteur n’a pas dit lui-même reste aux chargées de coopération."]
    }


def test_tomorrow_was_not_heard_yet() -> None:
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    form = SourceFields(FORM | {"source_on": tomorrow}, about_person=False)

    assert form.errors["source_on"] == [
        "Cette date est dans l’avenir : écrivez le jour où vous l’avez su."
    ]


def test_a_person_is_kept_two_years_at_most() -> None:
    none = SourceFields(FORM, about_person=True)
    late = SourceFields(FORM | {"expires_on": "01/01/2150"}, about_person=True)

    assert list(none.errors) == ["expires_on"]
    assert late.errors["expires_on"] == ["Choisissez un jour à venir, dans les deux ans."]


@pytest.mark.django_db
def test_a_sentence_of_a_note_is_its_source(access: Access) -> None:
    words = "Accueil cordial. La commune craint pour son école. Suite en mai."
    note = make_source(cooperation=access.cooperation, words=words)
    parameters = {"note": str(note.pk), "start": "17", "end": "50"}

    drawn = drawn_from(access, parameters)

    assert drawn == Drawn(note, "La commune craint pour son école.")
    form = SourceFields(about_person=False, drawn=drawn)
    assert form.initial["said"] == "La commune craint pour son école."
    assert form.source == note
    assert "source_kind" not in form.fields


@pytest.mark.django_db
def test_a_note_of_another_is_no_source(access: Access) -> None:
    note = make_source(cooperation=access.cooperation, words="Secret.", visibility=Visibility.ME)
    partner = make_access(cooperation=access.cooperation, role="partner")

    for reader in (access, partner):
        assert drawn_from(reader, {"note": str(note.pk), "start": "0", "end": "9"}) is None
    assert drawn_from(access, {"note": "zut"}) is None
