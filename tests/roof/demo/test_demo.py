"""The demonstration is fictional, complete, and the same at each start."""

from datetime import date
from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command
from stdnum.fr import siren

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from maillage.roof.demo import cast, making
from maillage.roof.demo.large import Size
from maillage.roof.demo.making import make_demo
from maillage.roof.demo.stories import story

TODAY = date(2026, 11, 25)
PAPERS = [
    ("Protocole de coopération.pdf", "members", ""),
    ("Relevé de décisions du comité technique.odt", "team", ""),
    ("Statuts du Bocage d’Ervelle.pdf", "members", "organisation"),
    ("Convention territoriale globale.pdf", "members", ""),
    ("Ordre du jour du comité de pilotage.odt", "members", ""),
    ("Contrat de santé, projet.odt", "team", ""),
]


def people_of(cooperation: Cooperation) -> int:
    """How many people act, or acted, in the members of the cooperation."""
    members = cooperation.members.values("organisation")
    return Person.objects.filter(mandates__organisation__in=members).distinct().count()


@pytest.mark.django_db
def test_three_cooperations_are_made_as_promised_and_nothing_can_be_somebody() -> None:
    make_demo(today=TODAY)

    entry_by_name = {
        one.name: (one.profile, one.members.count(), people_of(one))
        for one in Cooperation.objects.all()
    }
    assert entry_by_name == {
        "Entre Loire et Bocage": ("petr", 9, 60),
        "CTG du Pays de Valmorin": ("ctg", 37, 102),
        "Contrat de santé des Trois Vallées": ("cls", 4, 18),
    }
    assert Mandate.objects.filter(until__isnull=False).count() > 10
    assert set(Access.objects.values_list("role", flat=True)) == {
        "officer",
        "team",
        "elected",
        "partner",
        "observer",
    }
    values = Contact.objects.values_list("kind", "value")
    assert [v for kind, v in values if kind == "email" and not v.endswith(".example.org")] == []
    assert [v for kind, v in values if kind == "phone" and not v.startswith("01 99 00")] == []
    sirens = set(Organisation.objects.values_list("siren", flat=True))
    assert [one for one in sirens if not (one.startswith("0002") and siren.is_valid(one))] == []
    papers = Attachment.objects.exclude(kind="agreement").order_by("pk")
    assert list(papers.values_list("name", "visibility", "kind")) == PAPERS
    assert all(
        store.path_of(one.stored).stat().st_size == one.size for one in Attachment.objects.all()
    )


@pytest.mark.django_db
def test_large_cooperation_has_the_size_asked_and_a_second_load_only_says_the_accounts() -> None:
    second = StringIO()

    make_demo(today=TODAY, large=Size(organisations=20, people=100))
    call_command("load_demo", stdout=second)

    large = Cooperation.objects.get(name="Réseau régional des coopérations")
    assert (large.members.count(), people_of(large)) == (20, 100)
    assert "helene@demo.example.org" in second.getvalue()
    assert Cooperation.objects.count() == 4


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
