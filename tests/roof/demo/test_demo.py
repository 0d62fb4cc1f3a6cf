"""The demonstration is the same at each start, in French, and whole or not there."""

from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.roof.demo import cast, making
from maillage.roof.demo.stories import story


@pytest.mark.django_db
def test_a_demonstration_stopped_midway_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "_make_work", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("load_demo", stdout=StringIO())

    assert not Workspace.objects.exists()
    assert not User.objects.exists()


def test_cast_is_the_same_for_the_same_seed() -> None:
    first = [one.family_name for one in islice(cast.invented_people("a"), 5)]

    assert first == [one.family_name for one in islice(cast.invented_people("a"), 5)]
    assert first != [one.family_name for one in islice(cast.invented_people("b"), 5)]


def test_communes_are_named_in_french() -> None:
    names = [one.name for one in story("valmorin").organisations if one.kind == "commune"]

    assert names[:2] == ["Commune de Valmorin", "Commune d’Arbrelles"]
    assert "Commune des Essarts-Blancs" in names
    assert "Commune du Plessis-Gaudin" in names
    assert "Commune de La Villeneuve-aux-Ormes" in names
