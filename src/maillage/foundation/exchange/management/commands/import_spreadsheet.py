"""The import without a browser: what it would give, or the import itself."""

import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.report import import_report
from maillage.foundation.exchange.import_wizard.services.runs import import_at_once
from maillage.foundation.exchange.import_wizard.services.uploads import collector_paused
from maillage.foundation.exchange.reading.opening import open_file
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import (
    Answers,
    PlannedImport,
    Target,
    target_by_word,
    targets,
)

_TARGET = "contacts"


class Command(BaseCommand):
    """Reads a spreadsheet as the wizard does, every suggestion followed."""

    # The house is checked when it is built and when it starts, not at each file.
    requires_system_checks = ()
    help = "Importe un tableur (XLSX, ODS, CSV, VCF), ou dit ce qu’il donnerait."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file, and what to do with it."""
        parser.add_argument("file", type=Path, help="le fichier XLSX, ODS, CSV ou VCF")
        parser.add_argument("--as", dest="table", default=_TARGET, help="le tableau qu’il est")
        parser.add_argument("--dry-run", action="store_true", help="ne rien enregistrer")
        parser.add_argument("--json", type=Path, help="où écrire ce qui a été compris (JSON)")
        parser.add_argument("--cooperation", help="nom ou adresse de la coopération")
        parser.add_argument("--author", help="courriel de la personne qui importe")

    @collector_paused()
    def handle(self, *args: object, **options: object) -> None:
        """Tells what the file gives, then imports it unless it is a dry run."""
        path = options["file"]
        assert isinstance(path, Path)  # noqa: S101  # argparse made it
        if not path.exists():
            raise CommandError(f"Le fichier {path} n’existe pas.")
        target = _target(str(options["table"]))
        name = str(options["cooperation"] or "")
        cooperation = None if options["dry_run"] and not name else _cooperation(name)
        author = _author(cooperation, str(options["author"] or "")) if cooperation else None
        answers = Answers(
            cooperation_id=cooperation.pk if cooperation else None,
            author_id=author.pk if author else None,
        )
        try:
            planned = self._understand(path, target, answers, options["json"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if cooperation and author and not options["dry_run"]:
            run = import_at_once(
                author=author,
                cooperation=cooperation,
                target=target.word,
                name=path.name,
                planned=planned,
            )
            self._write(run)

    def _write(self, run: Import) -> None:
        for figure in run.report["figures"]:
            self.stdout.write(f"{figure['number']} {figure['label']}")
        for line in run.report["unanswered"]:
            self.stdout.write(f"Sans réponse, donc pas entré. {line}")

    def _understand(
        self, path: Path, target: Target, answers: Answers, out: object
    ) -> PlannedImport:
        workbook = open_file(path)
        planned = target.plan(workbook, answers, no_report)
        if isinstance(out, Path):
            report = import_report(path.name, target.english or target.word, workbook, planned)
            out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
        self.stdout.write(f"{planned.rows_read} lignes lues, {len(planned.problems)} remarques")
        return planned


def _target(word: str) -> Target:
    try:
        return target_by_word(word)
    except KeyError as error:
        words = ", ".join(target.word for target in targets())
        raise CommandError(f"« {word} » n’est pas un tableau. Donnez --as {words}.") from error


def _cooperation(name: str) -> Cooperation:
    if not name:
        raise CommandError("Donnez --cooperation NOM, ou --dry-run pour ne rien enregistrer.")
    cooperations = list(Cooperation.objects.filter(Q(name=name) | Q(slug=name))[:2])
    if len(cooperations) != 1:
        text = "plusieurs coopérations portent" if cooperations else "aucune coopération ne porte"
        raise CommandError(f"{text.capitalize()} ce nom : donnez son adresse (slug).")
    return cooperations[0]


def _author(cooperation: Cooperation, email: str) -> User:
    officers = Access.objects.filter(
        cooperation=cooperation, role=Role.OFFICER, ended_at__isnull=True
    ).order_by("given_at")
    if email:
        officers = officers.filter(user__email__iexact=email)
    access = officers.select_related("user").first()
    if access is None:
        raise CommandError("Aucune chargée de coopération à ce nom : donnez --author COURRIEL.")
    return access.user
