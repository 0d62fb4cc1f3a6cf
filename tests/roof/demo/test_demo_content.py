"""What the demonstration holds: it is complete, fictional, and comes back as it left."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker
from stdnum.fr import siren

from maillage.core.tables_out import write_xlsx
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment
from maillage.foundation.exchange.export.views import _PLAIN
from maillage.foundation.exchange.targets.targets import target_by_word
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from maillage.roof.demo.large import Size
from maillage.roof.demo.making import make_demo
from tests.foundation.exchange.importing import check, enter
from tests.foundation.exchange.makers import make_import

TODAY = date(2026, 11, 25)
PAPERS = [
    ("Protocole de coopération.pdf", "members", ""),
    ("Relevé de décisions du comité technique.odt", "team", ""),
    ("Statuts du Bocage d’Ervelle.pdf", "members", "organisation"),
    ("Convention territoriale globale.pdf", "members", ""),
    ("Ordre du jour du comité de pilotage.odt", "members", ""),
    ("Contrat de santé, projet.odt", "team", ""),
]


LARGE = "Réseau régional des coopérations"


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration and its large cooperation, made once, which each test leaves as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo(today=TODAY, large=Size(organisations=20, people=100))
        yield
        transaction.set_rollback(True)


def people_of(cooperation: Cooperation) -> int:
    """How many people act, or acted, in the members of the cooperation."""
    members = cooperation.members.values("organisation")
    return Person.objects.filter(mandates__organisation__in=members).distinct().count()


@pytest.mark.django_db
def test_three_cooperations_are_made_as_promised_and_nothing_can_be_somebody(
    demonstration: None,
) -> None:
    entry_by_name = {
        one.name: (one.profile, one.members.count(), people_of(one))
        for one in Cooperation.objects.exclude(name=LARGE)
    }
    assert entry_by_name == {
        "Entre Loire et Bocage": ("petr", 9, 60),
        "CTG du Pays de Valmorin": ("ctg", 37, 102),
        "Contrat de santé des Trois Vallées": ("cls", 4, 18),
    }
    promised = Organisation.objects.exclude(workspace__cooperations__name=LARGE)
    assert Mandate.objects.filter(organisation__in=promised, until__isnull=False).count() > 10
    accesses = Access.objects.exclude(cooperation__name=LARGE)
    assert set(accesses.values_list("role", flat=True)) == {
        "officer",
        "team",
        "elected",
        "partner",
        "observer",
    }
    values = Contact.objects.values_list("kind", "value")
    assert [v for kind, v in values if kind == "email" and not v.endswith(".example.org")] == []
    assert [v for kind, v in values if kind == "phone" and not v.startswith("01 99 00")] == []
    sirens = set(promised.values_list("siren", flat=True))
    assert [one for one in sirens if not (one.startswith("0002") and siren.is_valid(one))] == []
    papers = Attachment.objects.exclude(kind="agreement").order_by("pk")
    assert list(papers.values_list("name", "visibility", "kind")) == PAPERS
    assert all(
        store.path_of(one.stored).stat().st_size == one.size for one in Attachment.objects.all()
    )


@pytest.mark.django_db
def test_large_cooperation_has_the_size_asked_and_a_second_load_only_says_the_accounts(
    demonstration: None,
) -> None:
    second = StringIO()

    call_command("load_demo", stdout=second)

    large = Cooperation.objects.get(name=LARGE)
    assert (large.members.count(), people_of(large)) == (20, 100)
    assert "helene@demo.example.org" in second.getvalue()
    assert Cooperation.objects.count() == 4


@pytest.mark.django_db
def test_our_own_contacts_brought_back_ask_nothing_and_change_nothing(
    demonstration: None,
) -> None:
    access = Access.objects.filter(role="officer").earliest("pk")
    target = target_by_word("contacts")
    header = [target.fields[field] for field in _PLAIN]
    rows = [list(row) for row in target.rows(access, list(_PLAIN))]
    run = make_import(
        cooperation=access.cooperation, author=access.user,
        content=write_xlsx("Annuaire", header, rows),
    )  # fmt: skip

    checked = check(run).preview
    report = enter(run).report

    assert (checked["duplicates"], checked["additions"], checked["counts"]) == ([], [], {})
    assert [figure["number"] for figure in report["figures"]] == [0, 0, 0, 0, 210, 0]
