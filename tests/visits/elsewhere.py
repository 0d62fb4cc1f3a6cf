"""A workspace of others, every text of which is marked: who reads it, who points to it?"""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import ForeignKey, Model

from maillage.foundation.cooperations.models import Cooperation
from tests import registry
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import (
    make_competence,
    make_contact,
    make_department,
    make_grouping,
    make_mandate,
    make_member,
    make_organisation,
    make_person,
    make_referral,
    make_skill,
)
from tests.test_visibility import plant
from tests.visits.readers import MARK

Rows = dict[type[Model], set[int]]


@dataclass(frozen=True)
class Elsewhere:
    """Everything that a cooperation of others holds: its rows by model, every text marked.

    `objects` are those that its addresses name.
    """

    cooperation: Cooperation
    objects: dict[str, object]
    rows: Rows

    def reached_by(self, written: Container[str]) -> list[str]:
        """The rows of others, in tables that were written, that point to one of its rows."""
        return [
            f"{model.__name__}.{key.name}"
            for model in apps.get_models()
            if model.__module__.startswith("maillage.") and model._meta.db_table in written
            for key in model._meta.fields
            if isinstance(key, ForeignKey)
            and key.related_model in self.rows
            and model._default_manager.filter(
                **{f"{key.attname}__in": self.rows[key.related_model]}
            )
            .exclude(pk__in=self.rows.get(model, ()))
            .exists()
        ]

    def content(self) -> dict[str, list[dict[str, object]]]:
        """What its rows hold now."""
        return {
            model.__name__: list(model._default_manager.filter(pk__in=keys).order_by("pk").values())
            for model, keys in self.rows.items()
        }

    @cached_property
    def keys(self) -> list[int]:
        """A few numbers, one of which at least is that of a row of each model."""
        left, numbers = list(self.rows.values()), list[int]()
        while left:
            [(most, _times)] = Counter(key for keys in left for key in keys).most_common(1)
            numbers.append(most)
            left = [keys for keys in left if most not in keys]
        return numbers

    @cached_property
    def first_content(self) -> dict[str, list[dict[str, object]]]:
        """What its rows held when this was first asked."""
        return self.content()


def make_elsewhere() -> Elsewhere:
    """A cooperation in a workspace of its own, with every text marked."""
    before = {model: _keys(model) for model in registry.own_models()}
    cooperation = make_cooperation(name=f"Coopération {MARK}")
    workspace = cooperation.workspace
    workspace.name = f"Pôle {MARK}"
    workspace.save()
    person = make_person(workspace=workspace, family_name=f"Nom {MARK}", given_name=MARK)
    place = make_organisation(workspace=workspace, name=f"Structure {MARK}")
    make_member(cooperation=cooperation, organisation=place)
    mandate = make_mandate(person=person, organisation=place, function=f"Fonction {MARK}")
    make_department(organisation=place, name=f"Service {MARK}")
    make_competence(organisation=place, domain=f"Compétence {MARK}")
    make_grouping(
        organisation=place, group=make_organisation(workspace=workspace, name=f"Groupe {MARK}")
    )
    make_contact(person=person, value=f"{MARK}@exemple.fr")
    make_referral(mandate=mandate, topic=f"Sujet {MARK}")
    make_skill(person=person, name=f"Savoir {MARK}")
    author = make_access(cooperation=cooperation, user=make_user(name=f"Chargée {MARK}"))
    plant(cooperation, author, place=MARK)
    objects = make_objects(cooperation)
    rows = {model: _keys(model) - before[model] for model in registry.own_models()}
    return Elsewhere(cooperation, objects, {model: keys for model, keys in rows.items() if keys})


def make_objects(cooperation: Cooperation) -> dict[str, object]:
    """One object of each kind that an address names, as addresses name them."""
    return {name: one.make(cooperation) for name, one in registry.url_arguments().items()}


def _keys(model: type[Model]) -> set[int]:
    return set(model._default_manager.values_list("pk", flat=True))
