"""What the tests of the matrix of competences share: addresses, members, rows and cells."""

from datetime import date

from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.competence_matrix.rules import domain_key
from maillage.ground.directory.models import Competence, Organisation
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import page_at

DAY = date(2018, 1, 1)
matrix_url = page_at("directory:competence_matrix")
add_url = page_at("directory:competence_matrix_add")


def cell_url(cooperation: Cooperation, organisation: Organisation, domain: str = "") -> str:
    url = reverse("directory:competence_matrix_edit", args=[cooperation.slug, organisation.pk])
    return f"{url}?competence={domain}" if domain else url


def member_with_name(cooperation: Cooperation, name: str) -> Organisation:
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    return organisation


def transferred(organisation: Organisation, domain: str, to: Organisation) -> Competence:
    return Competence.objects.create(
        organisation=organisation, domain=domain, state="transferred", holder=to, since=DAY
    )


def cell(text: str, organisation: Organisation, domain: str) -> str:
    """What a cell shows."""
    place = f'id="c-{organisation.pk}~{domain_key(domain)}"'
    inner = text.partition(place)[2].partition("</td>")[0]
    return plain(" ".join(part.partition(">")[2] for part in inner.split("<")))


def rows_of(organisation: Organisation) -> list[tuple[str, str, date | None, date | None]]:
    rows = organisation.competences.order_by("pk")
    return [(row.domain, row.state, row.since, row.until) for row in rows]


def member_elsewhere(cooperation: Cooperation, name: str, short_name: str) -> Organisation:
    """A structure of another cooperation of the same workspace alone."""
    workspace = cooperation.workspace
    organisation = make_organisation(workspace=workspace, name=name, short_name=short_name)
    make_member(cooperation=make_cooperation(workspace=workspace), organisation=organisation)
    return organisation
