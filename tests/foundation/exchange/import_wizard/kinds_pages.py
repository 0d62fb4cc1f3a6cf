"""Files of several kinds in the wizard, as its pages show them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.import_wizard.wizard_pages import start
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

SUBSIDIES: list[Row] = [
    ["Opération", "Financeur", "Conditions de versement", "Taux", "idRAE"],
    ["Ouvrir un lieu", "CC du Val", "unique", "20 %", "2 000"],
]


def dropped(officer: Client, access: Access, rows: list[Row]) -> Import:
    officer.post(start(access), {"file": SimpleUploadedFile("plan.csv", csv_bytes(rows))})
    return Import.objects.get()
