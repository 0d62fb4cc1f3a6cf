"""Says whether the journal is the one that was sealed."""

from django.core.management.base import BaseCommand, CommandError

from maillage.foundation.journal.models import Seal
from maillage.foundation.journal.seals import first_fault


class Command(BaseCommand):
    """Recomputes every seal; keep the last one elsewhere to know that the chain is the same."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Vérifie les sceaux du journal, et dit le premier jour qui ne correspond pas."

    def handle(self, *args: object, **options: object) -> None:
        """Writes the last seal, or stops with the first day that does not match."""
        fault = first_fault()
        if fault is not None:
            raise CommandError(f"Le {fault.day:%d/%m/%Y} ne correspond pas : {fault.sentence}.")
        last = Seal.objects.last()
        words = f"dernier sceau {last.day:%d/%m/%Y} {last.digest}" if last else "aucun sceau"
        self.stdout.write(f"Le journal est intact : {words}.")
