"""A small register over a table that every installation has: the permissions."""

from dataclasses import replace

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

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

PLACES = {"1": "Pays de Retz", "2": "Val d’Aubrée"}


def make_people(*names: str) -> None:
    """Rows named after people, the first half of them in the Pays de Retz."""
    Permission.objects.all().delete()
    content = ContentType.objects.get_for_model(Permission)
    Permission.objects.bulk_create(
        Permission(name=name, codename=f"{number:05}", content_type=content)
        for number, name in enumerate(names)
    )


def read(rows: QuerySet[Permission]) -> list[Permission]:
    return list(rows.select_related("content_type"))


def in_place(rows: QuerySet[Permission], place: str) -> QuerySet[Permission]:
    return rows.filter(codename__lt="00002") if place == "1" else rows.filter(codename="00002")


PEOPLE: Register[Permission, Permission] = Register(
    caption="Personnes",
    noun=("personne", "personnes"),
    filename="personnes",
    columns=(
        Column("nom", "Nom", lambda person: person.name, sort=("name",)),
        Column("code", "Code", lambda person: person.codename, sort=("codename",), quiet=True),
        Column("rang", "Rang", lambda person: int(person.codename), numeric=True),
    ),
    read=read,
    empty=Empty("Aucune personne", "Commencez par la vôtre.", (Action("Ajouter", "/ajouter/"),)),
    order="nom",
    row_url=lambda person: f"/personnes/{person.codename}/",
    search=Search("Filtrer", "Nom", lambda rows, text: rows.filter(name__icontains=text)),
    selects=(Select("lieu", "Lieu", "Tous les lieux", tuple(PLACES.items()), in_place),),
    chips=(Chip("connus", "déjà vus", lambda rows: rows.filter(codename__gte="00001")),),
    opens_beside=True,
)


LAST_FIRST = replace(
    PEOPLE,
    columns=(Column("vu", "Vu", lambda person: person.codename, sort=("-codename",)),),
    order="vu",
)


def people(
    request: HttpRequest,
    current: int | None = None,
    register: Register[Permission, Permission] = PEOPLE,
) -> HttpResponse:
    return answer_register(
        request,
        register,
        Permission.objects.all(),
        template="core/register.html",
        context={},
        current=current,
    )
