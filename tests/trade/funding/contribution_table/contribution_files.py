"""Files of contributions in the wizard: sent, checked, entered."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.trade.funding.contributions.models import Contribution
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
)

HEADERS = "Structure;Année;Appelé;Versé;Date de versement"


def start(access: Access) -> str:
    return address("exchange:import_wizard", access.cooperation.slug)


def page_of(officer: Client, access: Access, step: str = "") -> str:
    """What the last import says at a step, in one line of plain spaces."""
    url = f"{start(access)}{Import.objects.latest('pk').pk}/{step}"
    page = officer.get(url, follow=True).content.decode()
    return " ".join(page.replace("\xa0", " ").replace("\u202f", " ").split())


def sent(officer: Client, access: Access, text: str) -> str:
    """The page of the columns of a file that has just been brought in."""
    file = SimpleUploadedFile("appels.csv", text.encode())
    officer.post(start(access), {"file": file, "target": "contributions"})
    return page_of(officer, access, "colonnes/")


def checked(officer: Client, access: Access, text: str, remember: str = "", **columns: str) -> str:
    """The page that checks a file, these columns being chosen, and remembered where asked."""
    sent(officer, access, text)
    url = f"{start(access)}{Import.objects.latest('pk').pk}/colonnes/"
    names = {f"column-0-{letters}": field for letters, field in columns.items()}
    officer.post(url, {"sheet": "csv", **names, **({"remember": remember} if remember else {})})
    return page_of(officer, access, "verifier/")


def entered(officer: Client, access: Access, *ticked: str) -> str:
    """The report of the file that was checked, these boxes being ticked."""
    url = f"{start(access)}{Import.objects.latest('pk').pk}/verifier/"
    officer.post(url, {"step": "import", **{f"apart-{cell}": "on" for cell in ticked}})
    return page_of(officer, access)


def paid_in_part(access: Access, *, is_called: bool = True) -> Contribution:
    """A thousand euros, all called, of which four hundred came on 4 May."""
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_receipt(contribution=one)
    if is_called:
        make_contribution_call(contribution=one)
    return one


def row_of(one: Contribution, received: str, day: str = "") -> str:
    return f"{HEADERS}\n{one.organisation.name};{one.year};1 000;{received};{day}\n"


def received_sums(one: Contribution) -> list[tuple[int, str]]:
    return [(each.cents, f"{each.on}") for each in one.receipts.order_by("pk")]


CHOSEN = {
    "A": "organisation_name",
    "B": "funding_year",
    "C": "amount_called",
    "D": "amount_received",
    "E": "received_on",
}
