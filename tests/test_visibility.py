"""Does a record that a reader may not see show up anywhere for them?

What each role finds on every page is read in `test_caches`, which opens them all.
"""

from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.records.models import (
    VisibleQuerySet,
    VisibleRecord,
    visible_records,
)
from maillage.foundation.journal import services as journal
from maillage.ground.actors.models import Source
from maillage.trade.dialogue.models import Note
from tests.addresses import cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.registry import marked_makers, own_models

pytestmark = pytest.mark.django_db
VISIBLE = [model for model in own_models() if issubclass(model, VisibleRecord)]


def mark(model: type[Model], visibility: str, place: str = "ici") -> str:
    """A text that stands nowhere else."""
    return f"zq{model.__name__.lower()}{visibility}{place}qz"


def plant(cooperation: Cooperation, author: Access, place: str = "ici") -> None:
    """One marked record of each level in every model that carries a visibility, in one gesture."""
    with journal.write(
        author.user,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic="planted",
    ):
        for model in VISIBLE:
            for visibility in Visibility.values:
                marked_makers()[model](
                    cooperation=cooperation,
                    author=author.user,
                    visibility=visibility,
                    mark=mark(model, visibility, place),
                )


def pages(client: Client, cooperation: Cooperation) -> Iterator[str]:
    """Each page that this client can open in the cooperation."""
    for address in cooperation_addresses():
        page = client.get(address.url(cooperation))
        if page.status_code == 200 and not page.streaming:
            yield page.content.decode(errors="replace")


def levels_read(model: type[Model], access: Access) -> set[str]:
    """The levels of the records of this model that the access reads."""
    rows = model._default_manager.get_queryset()
    assert isinstance(rows, VisibleQuerySet)
    return set(rows.visible_to(access).values_list("visibility", flat=True))


def planted_in(text: str, place: str = "ici") -> set[tuple[str, str]]:
    """Which planted records stand in the text: model and level."""
    return {
        (model.__name__, visibility)
        for model in VISIBLE
        for visibility in Visibility.values
        if mark(model, visibility, place) in text
    }


def test_every_visible_model_can_be_planted_and_is_answered_by_its_room() -> None:
    assert set(VISIBLE) - set(marked_makers()) == set()
    assert sorted(map(str, visible_records.ask())) == sorted(map(str, VISIBLE))


def test_author_alone_reads_what_is_for_them(access: Access) -> None:
    plant(access.cooperation, access)
    colleague = make_access(cooperation=access.cooperation)

    read = {model: levels_read(model, colleague) for model in VISIBLE}

    assert read == {model: set(Visibility.values) - {"me"} for model in VISIBLE}


def test_a_source_kept_back_is_not_told_by_what_rests_on_it(access: Access) -> None:
    place, colleague = access.cooperation, make_access(cooperation=access.cooperation)
    for model in VISIBLE:
        if any(field.related_model is Source for field in model._meta.fields):
            marked_makers()[model](
                cooperation=place, author=colleague.user, visibility="officers", mark="constat"
            )
    notes = Note.objects.values("source")
    sources = Source.objects.filter(cooperation=place).exclude(pk__in=notes)
    sources.update(visibility=Visibility.ME, who="zqjeanneqz", words="zqmotsqz")
    postures = reverse("actors:postures", args=[place.slug])

    read = "\n".join(pages(signed_in(access), place))

    assert [word for word in ("zqjeanneqz", "zqmotsqz") if word in read] == []
    assert "zqjeanneqz" in signed_in(colleague).get(postures).text


def test_a_record_shown_to_all_is_found(access: Access) -> None:
    plant(access.cooperation, access)
    leak = "\n".join(mark(model, "officers") for model in VISIBLE)

    assert {level for _model, level in planted_in(leak)} == {"officers"}
