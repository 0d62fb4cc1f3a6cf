"""The Register, on the people of the workspace named "exemples"."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing
from maillage.ground.directory.models import Person
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import shell

PANEL = "examples/parts/person_panel.html"
SLUG = "exemples"


@example_page
def register(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Invented people; one of them may be open beside the list."""
    people = Person.objects.filter(workspace__slug=SLUG)
    shown = people.filter(pk=person).first() if person else None
    context = {
        "shell": shell("register"),
        "panel": PANEL if shown else "",
        "person": shown,
        "close_url": reverse("examples:register"),
    }
    return answer_register(
        request,
        people_register(),
        people,
        template="examples/register.html",
        context=context,
        current=person,
    )


def people_register() -> Register[Person, Person]:
    """The description of the register: what a tool writes."""
    return Register(
        caption="Personnes",
        noun=("personne", "personnes"),
        filename="personnes",
        columns=(
            Column("nom", "Nom", lambda p: p.sorted_name, sort=("family_name", "given_name")),
            Column("qualite", "Civilité", lambda p: p.civility, sort=("civility",), wide=True),
            Column("source", "Source", lambda p: p.source, cell=_source, wide=True),
            Column(
                "informee",
                "Informée le",
                lambda p: p.informed_on,
                sort=("informed_on",),
                numeric=True,
                quiet=True,
            ),
        ),
        read=list,
        empty=Empty(
            "Personne pour l’instant",
            "Commencez par vous-même : qui vous êtes, dans quelle structure, depuis quand.",
            (Action("Ajouter une personne", reverse("examples:fields"), "plus", main=True),),
        ),
        order="nom",
        row_url=lambda person: reverse("examples:person", args=[person.pk]),
        search=Search("Filtrer les personnes", "Nom", matching),
        selects=(
            Select(
                "civilite",
                "Civilité",
                "Toutes les civilités",
                (("Mme", "Mme"), ("M.", "M.")),
                lambda rows, civility: rows.filter(civility=civility),
            ),
        ),
        chips=(Chip("informees", "informées", lambda rows: rows.exclude(informed_on=None)),),
        actions=(Action("Ajouter", reverse("examples:fields"), "plus", main=True),),
        opens_beside=True,
    )


def matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """The people whose family name holds the text."""
    return people.filter(family_name__icontains=text)


def _source(person: Person) -> str:
    return person.source or missing("à renseigner")
