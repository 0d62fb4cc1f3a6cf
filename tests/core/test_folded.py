"""What a search reads of a name."""

import pytest

from maillage.core.folded import begun_first, fold
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation, Person
from tests.foundation.cooperations.makers import make_workspace
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_organisation, make_person


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Évelyne  LE GOFF", "evelyne le goff"),
        ("Cœur d’Œuvre", "coeur d oeuvre"),
        ("Sainte-Ormelle", "sainte-ormelle"),
        ("Gab\x00orit", "gaborit"),
        ("", ""),
    ],
)
def test_fold_drops_accents_case_and_apostrophes(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.django_db
def test_saved_record_is_found_without_its_accents() -> None:
    person = make_person(given_name="Évelyne", family_name="Bézier")

    assert list(Person.objects.filter(folded="bezier evelyne")) == [person]


@pytest.mark.django_db
def test_folded_text_follows_a_changed_name() -> None:
    organisation = make_organisation(name="Maison de l’Été")

    organisation.name = "Maison des Aînés"
    organisation.save()

    organisation.refresh_from_db()
    assert organisation.folded == "maison des aines"


@pytest.mark.django_db
def test_bulk_insertion_folds_too() -> None:
    Organisation.objects.bulk_create([Organisation(workspace=make_workspace(), name="Crèche Île")])

    assert Organisation.objects.get().folded == "creche ile"


@pytest.mark.django_db
def test_name_one_types_is_found_among_many_that_hold_it() -> None:
    workspace = make_workspace()
    for number in range(5):
        make_organisation(workspace=workspace, name=f"Amis de Retz {number}")
    for name in ("Retz", "Retzois", "Ailleurs"):
        make_organisation(workspace=workspace, name=name)
    organisations = Organisation.objects.all()
    holding = organisations.filter(folded__contains="retz")

    names = [one.name for one in begun_first(organisations, holding, "RETZ", 3)]

    assert names[:2] == ["Retz", "Retzois"]
    assert names[2].startswith("Amis de Retz")
    assert len(begun_first(organisations, holding, "retz", 50)) == 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "names"), [("a*", ["a*b"]), ("a[", ["a[c"]), ("a", ["a*b", "a[c"])]
)
def test_beginning_is_taken_to_the_letter(typed: str, names: list[str]) -> None:
    for name in ("a*b", "a[c", "ba"):
        make_organisation(name=name)

    rows = Organisation.objects.filter(folded__startswith=typed).order_by("name")

    assert [row.name for row in rows] == names


@pytest.mark.django_db
def test_a_short_text_is_put_in_order_without_its_accents() -> None:
    for label in ("Urbanisme", "Halle 10", "Éolien", "œuvres", "Halle 2 bis", "Eau", "12 halles"):
        make_subject(label=label)

    labels = Subject.objects.order_by("label__plain").values_list("label", flat=True)

    assert list(labels) == [
        *("12 halles", "Eau", "Éolien", "Halle 2 bis", "Halle 10", "œuvres", "Urbanisme")
    ]
