"""Two people edit the same thing: nothing is overwritten."""

import random
import re
from collections.abc import Callable

import pytest

from maillage.core.versions import StaleVersionError, Versioned, claim_version
from maillage.ground.directory.models import Organisation
from tests.ground.directory.makers import make_organisation
from tests.registry import makers, own_models

pytestmark = pytest.mark.django_db
EDITABLE = [model for model in own_models() if issubclass(model, Versioned)]


def maker_of(model: type[Versioned]) -> Callable[[], Versioned]:
    """The maker of this model."""
    name = "make_" + re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    read: Callable[[], Versioned] = next(
        getattr(module, name) for module in makers() if hasattr(module, name)
    )
    return read


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_a_version_is_claimed_once(model: type[Versioned]) -> None:
    record = maker_of(model)()
    same = model._default_manager.get(pk=record.pk)

    claim_version(record, 1)

    with pytest.raises(StaleVersionError) as stale:
        claim_version(same, 1)
    assert (stale.value.current.version, same.version) == (2, 1)


def test_no_interleaving_overwrites_in_silence(*, is_long: bool) -> None:
    chance = random.Random(20_261_125)
    organisation = make_organisation()
    lost = 0

    for _round in range(1_000 if is_long else 200):
        read = {writer: organisation_version(organisation.pk) for writer in "ab"}
        order = chance.sample(["a", "b"], 2)
        if chance.random() < 0.5:
            read[order[1]] += 1
        before = organisation_version(organisation.pk)
        saved = [writer for writer in order if _saves(organisation.pk, read[writer])]
        lost += organisation_version(organisation.pk) - before - len(saved)
        assert saved == (order if read[order[1]] == before + 1 else order[:1])

    assert lost == 0


def organisation_version(number: int) -> int:
    """The version saved last."""
    result: int = Organisation.objects.values_list("version", flat=True).get(pk=number)
    return result


def _saves(number: int, read: int) -> bool:
    try:
        claim_version(Organisation.objects.get(pk=number), read)
    except StaleVersionError:
        return False
    return True
