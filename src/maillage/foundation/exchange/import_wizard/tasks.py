"""What runs in the background: an import, and its undoing."""

from django_tasks import task

from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import read_heavy_file
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.undo import undo_import
from maillage.foundation.exchange.import_wizard.services.uploads import check_import

QUEUE = "imports"


@task(queue_name=QUEUE)
def read_file(number: int) -> None:
    """Reads the heavy file of the import of this number, before its columns are chosen."""
    read_heavy_file(run=Import.objects.select_related("cooperation").get(pk=number))


@task(queue_name=QUEUE)
def check_file(number: int) -> None:
    """Reads and compares the file of the import of this number."""
    check_import(run=Import.objects.select_related("cooperation").get(pk=number))


@task(queue_name=QUEUE)
def import_file(number: int) -> None:
    """Runs the import of this number."""
    run_import(run=Import.objects.select_related("cooperation", "author").get(pk=number))


@task(queue_name=QUEUE)
def remove_import(number: int, author: int) -> None:
    """Undoes the import of this number in the name of a user."""
    undo_import(
        run=Import.objects.select_related("cooperation", "author").get(pk=number), author_id=author
    )
