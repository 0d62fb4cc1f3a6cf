"""Makes imports, their files and saved columns for tests."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.models import Import, ImportFile, SavedMapping
from maillage.foundation.exchange.targets.targets import target_by_word
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation, make_workspace
from tests.foundation.exchange.spreadsheets import csv_bytes
from tests.registry import Argument

CONTACTS = csv_bytes(
    [
        ["Structure", "Nom", "Prénom", "Mail"],
        ["Commune de Pornic", "GABORIT", "Inès", "i.gaborit@pornic.example.org"],
    ]
)


def make_import(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    name: str = "contacts.csv",
    content: bytes = CONTACTS,
) -> Import:
    """A file received, its columns guessed."""
    return receive_file(
        author=author or make_user(),
        cooperation=cooperation or make_cooperation(),
        target=target_by_word("contacts"),
        name=name,
        content=content,
    )


def make_import_file(*, cooperation: Cooperation | None = None) -> ImportFile:
    """The bytes of a file received."""
    return ImportFile.objects.get(import_run=make_import(cooperation=cooperation))


def make_saved_mapping(*, workspace: Workspace | None = None) -> SavedMapping:
    """Two columns remembered for a header."""
    return SavedMapping.objects.create(
        workspace=workspace or make_workspace(),
        target="contacts",
        fingerprint="0" * 64,
        name="contacts.csv",
        columns=[
            {"letters": "A", "header": "Structure", "choice": "organisation_name"},
            {"letters": "B", "header": "NOM", "choice": "family_name:1"},
        ],
    )


URL_ARGUMENTS = {"run": Argument(lambda cooperation: make_import(cooperation=cooperation).pk)}
