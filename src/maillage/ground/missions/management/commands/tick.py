"""What is done each minute: letters leave, facts expire, missions age, the day is sealed."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from maillage.core.chores import chores
from maillage.foundation.cooperations.life.services import erase_abandoned_notes
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.files.store import sweep
from maillage.foundation.exchange.import_wizard.services.uploads import purge_files
from maillage.foundation.journal.seals import seal_past_days
from maillage.foundation.mail.services import empty_old_letters, send_due_letters
from maillage.ground.directory.confidences.services import erase_expired_facts
from maillage.ground.missions.portfolio.services import take_snapshot
from maillage.ground.missions.reminders.services import write_reminders
from maillage.ground.missions.states.states import store_stale


class Command(BaseCommand):
    """Runs one tick; the supervisor calls it each minute."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Une battue : courriels, états des missions, photographie du jour, sceau du journal."

    def handle(self, *args: object, **options: object) -> None:
        """Sends and reminds, then erases what has expired and stores what is stale.

        Letters leave first: somebody waits for them, and nothing that fails below holds them back.
        Each part may run twice, even at once: what has been done is not done again.
        """
        today = timezone.localdate()
        send_due_letters(timezone.now())
        chores.ask(timezone.now())
        write_reminders(timezone.now())
        purge_files()
        if seal_past_days(timezone.now()):
            call_command("clearsessions")
            empty_old_letters(timezone.now())
            erase_abandoned_notes(timezone.now())
            sweep()
        for cooperation in Cooperation.objects.all().iterator():
            erase_expired_facts(cooperation=cooperation, today=today)
            moved = store_stale(cooperation, today)
            if moved or not cooperation.snapshots.filter(on=today).exists():
                take_snapshot(cooperation, today)
