"""What runs in the background: the archive of a cooperation."""

from django_tasks import task

from maillage.roof.departures import services
from maillage.roof.departures.models import Archive


@task()
def make_archive(number: int) -> None:
    """Makes the archive of this number; nothing when its cooperation is gone."""
    archive = Archive.objects.select_related("cooperation", "asked_by").filter(pk=number).first()
    if archive is not None:
        services.make_archive(archive=archive)
