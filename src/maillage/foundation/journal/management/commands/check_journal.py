"""Says whether the journal is the one that was sealed."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from maillage.foundation.journal.models import Seal
from maillage.foundation.journal.seals import first_fault, open_unfinished_days


class Command(BaseCommand):
    """Recomputes every seal; keep the last one elsewhere to know that the chain is the same."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Vérifie les sceaux du journal, et dit le premier jour qui ne correspond pas."

    def handle(self, *args: object, **options: object) -> None:
        """Writes the last seal, or stops with the first day that does not match."""
        open_unfinished_days(timezone.now())
        fault = first_fault()
        if fault is not None:
            raise CommandError(f"Le {fault.day:%d/%m/%Y} ne correspond pas : {fault.sentence}.")
        last = Seal.objects.last()
        words = f"dernier sceau {last.day:%d/%m/%Y} {last.digest}" if last else "aucun sceau"
        days = Seal.objects.filter(again__gt=0).values_list("day", flat=True)
        again = ", ".join(f"{day:%d/%m/%Y}" for day in days)
        jumps = f" ; scellés de nouveau après un saut d’horloge : {again}" if again else ""
        self.stdout.write(f"Le journal est intact : {words}{jumps}.")
