"""What runs in the background: the archive of a cooperation."""

from django_tasks import task

from maillage.roof.departures.models import Archive
from maillage.roof.departures.services import archives


@task()
def make_archive(number: int) -> None:
    """Makes the archive of this number; nothing when its cooperation is gone."""
    found = Archive.objects.select_related("cooperation", "asked_by").filter(pk=number).first()
    if found is not None:
        archives.make_archive(archive=found)
