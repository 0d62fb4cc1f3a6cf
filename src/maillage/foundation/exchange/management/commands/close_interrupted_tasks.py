"""What is said, at start, of the work that a stop left in the middle?"""

import argparse

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.core.stops import StoppedTask, stops


class Command(BaseCommand):
    """Closes the tasks that the worker was running when it stopped."""

    requires_system_checks = ()  # the house was checked when it was built and started
    help = "Ferme, au démarrage, le travail de fond qu’un arrêt a interrompu."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The worker that starts again."""
        parser.add_argument("--worker-id", default="", help="le nom du travailleur qui redémarre")

    def handle(self, *args: object, **options: object) -> None:
        """Closes what this worker left running; without a name, what any worker left."""
        worker = str(options["worker_id"])
        left = DBTaskResult.objects.running()
        stopped = [task for task in left if not worker or worker in task.worker_ids]
        for task in stopped:
            DBTaskResult.objects.filter(pk=task.pk).update(
                status="FAILED",
                finished_at=timezone.now(),
                exception_class_path="builtins.InterruptedError",
                traceback="Interrompu par l’arrêt du serveur.",
            )
        lines = stops.ask(
            [StoppedTask(task.task_path, tuple(task.args_kwargs["args"])) for task in stopped]
        )
        if stopped or lines:
            closed = f"{len(stopped)} tâches interrompues fermées"
            self.stdout.write(", ".join([closed, *lines]) + ".")
