"""The pages of the wizard as an officer opens them."""

import re
from typing import Protocol

from django.test import Client

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.spreadsheets import Row

ROWS: list[Row] = [
    ["Structure", "Nom", "Prénom", "Mail", "Étiquette"],
    ["Commune de Pornic", "GABORIT", "Inès", "i.gaborit@pornic,example.org", "DVG"],
    ["CC du Pays de Retz", "ROY", "Eve", "e.roy@retz.example.org", ""],
]


def start(access: Access) -> str:
    """The address of the first step."""
    return address("exchange:import_wizard", access.cooperation.slug)


def step_of(access: Access, run: Import, step: str = "check") -> str:
    """The address of a step of an import."""
    return address(f"exchange:import_wizard_{step}", access.cooperation.slug, run.pk)


def columns(access: Access, run: Import) -> str:
    """The address of the columns of an import."""
    return step_of(access, run, "columns")


def page_text(client: Client, url: str) -> str:
    """What is read at this address, with plain, single spaces."""
    return " ".join(client.get(url, follow=True).text.split())


class Page(Protocol):
    """What a client answers."""

    content: bytes
    status_code: int

    def __getitem__(self, header: str) -> str: ...


def text(page: Page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def chosen(columns: dict[str, str]) -> dict[str, str]:
    return {"sheet": "csv", **{f"column-0-{letters}": field for letters, field in columns.items()}}
