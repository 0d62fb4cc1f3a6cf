"""From two tables pasted to what each member still owes: every gesture made and counted."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from bench.gestures import Mouse
from maillage.core.french import NBSP
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.models import (
    Contribution,
    FrozenShare,
    FundingLine,
    MaquetteRow,
)
from maillage.trade.plan.models import Action
from tests.browser.conftest import Open
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation
from tests.tasks import AT_ONCE
from tests.trade.governance.makers import make_body, make_decision, make_meeting
from tests.trade.plan.makers import make_action, make_share

pytestmark = pytest.mark.django_db(transaction=True)
HUB, FIRST, SECOND = "CC du Val", "Commune de Rouans", "Commune de Vue"
CAF, REFUSING = "Caf de Retz", "Département de Retz"
MEMBERS = {
    HUB: "epci", FIRST: "commune", SECOND: "commune", CAF: "social", REFUSING: "departement",
}  # fmt: skip
CRECHE, SHARED, VERSION = "Une crèche à Vue", "Le reste de la crèche", "Version du comité"
TABLES = f"""Dépenses\tMontant\tRecettes\tMontant\tStatut
Travaux\t400 000\t{CAF}\t120 000\taccordé
Études\t50 000\t{REFUSING}\t80 000\tdemandé
Mobilier\t50 000\t{HUB}, autofinancement\t300 000\t
"""
INHABITANTS = f"Structure\tPopulation\n{HUB}\t6000\n{FIRST}\t3000\n{SECOND}\t1000\n"


@pytest.fixture
def access(transactional_db: None, settings: Settings) -> Access:
    """An officer, five members, an action that the community pilots, a committee that decided."""
    settings.TASKS = AT_ONCE
    access = make_access(user=make_user(password=PASSWORD))
    place = access.cooperation
    for name, kind in MEMBERS.items():
        body = make_organisation(workspace=place.workspace, name=name, kind=kind)
        make_member(cooperation=place, organisation=body)
        if name == HUB:
            make_share(
                action=make_action(cooperation=place, title=CRECHE), organisation=body, role="pilot"
            )
    make_decision(meeting=make_meeting(body=make_body(cooperation=place)))
    return access


def today() -> str:
    """Today as one writes it."""
    return f"{timezone.localdate():%d/%m/%Y}"


def paste_plan(me: Mouse) -> None:
    """The plan of the action is opened, its two tables pasted, checked, and in."""
    me.follow("Ouvrir un plan de financement")
    me.press("Enregistrer")
    me.follow("Collez-les")
    me.write("Votre tableau", TABLES)
    me.press("Lire ce tableau")
    me.reads(f"Total\t500{NBSP}000{NBSP}€".replace("\t", ""))
    me.press("Vérifier les lignes")
    me.press("Importer")
    me.follow("Ouvrir le plan de financement")
    me.reads(f"Le plan est équilibré à 500{NBSP}000{NBSP}€ HT.")


def freeze_maquette(me: Mouse) -> None:
    """What the committee will read is frozen."""
    me.follow("Maquette financière", within="body")
    me.follow("Figer une version")
    me.write("Nom", VERSION)
    me.press("Figer")
    me.reads("ses sommes et ses mots ne bougent plus")


def refuse(me: Mouse) -> None:
    """A funder says no: the owner's share follows, and the comparison says what changed."""
    me.follow(CRECHE)
    me.follow(REFUSING)
    me.take("refusé")
    me.write("Le", today())
    me.press("Enregistrer")
    me.follow("Maquette financière", within="body")
    me.follow(VERSION)
    me.follow("Comparer avec aujourd’hui")
    me.reads("demandé → refusé")


def share_rest(me: Mouse) -> None:
    """What is left is shared between three members: three keys, of which one is frozen."""
    me.follow("Clés de répartition", within="body")
    me.follow("Partager une somme")
    me.write("Ce qu’on partage", SHARED)
    me.write("Année", f"{timezone.localdate():%Y}")
    me.unfold("Préciser")
    me.pick("Ou le reste d’un plan", CRECHE)
    me.pick("Section", "investissement")
    for name in (HUB, SECOND, FIRST):
        me.take(name)
    me.press("Enregistrer")
    me.follow("Remplir ou coller")
    me.write("Le tableau", INHABITANTS)
    me.press("Enregistrer")
    me.follow("Proposer une clé")
    me.pick("Clé proposée", "A, Population")
    me.tap(me.page.get_by_label("Ou décision"))
    me.page.get_by_label("Ou décision").select_option(index=1)
    me.press("Enregistrer")
    me.follow("Figer la clé")
    me.press("Figer la clé")
    me.reads("La clé A est figée")


def call_year(me: Mouse) -> None:
    """Each member is called for its part; one pays less than it owes."""
    me.follow("Prévoir les contributions")
    me.press("Prévoir les contributions")
    me.follow("Appeler")
    me.write("Premier appel, en %", "100")
    me.write("Premier appel : à payer avant le", today())
    me.press("Appeler")
    me.follow(f"38{NBSP}000")
    me.follow("Noter un versement")
    me.write("Montant", "30 000")
    me.write("Reçu le", today())
    me.press("Enregistrer")
    me.reads(f"Reste 8{NBSP}000{NBSP}€")


def _lines() -> list[tuple[object, ...]]:
    rows = FundingLine.objects.order_by("pk")
    return list(rows.values_list("funder__name", "kind", "state", "counted_cents"))


def _owed() -> list[tuple[str, int, int]]:
    return [
        (
            str(one.organisation),
            sum(call.cents for call in one.calls.all()),
            sum(receipt.cents for receipt in one.receipts.all()),
        )
        for one in Contribution.objects.order_by("pk")
    ]


def recorded() -> dict[Callable[[Mouse], None], tuple[Callable[[], object], object]]:
    """What is read in the database after each step, and what it is, in cents."""
    granted = (CAF, "grant", "granted", 12_000_000)
    shares = [(HUB, 22_800_000), (FIRST, 11_400_000), (SECOND, 3_800_000)]
    return {
        paste_plan: (
            _lines,
            [
                granted,
                (REFUSING, "grant", "requested", 8_000_000),
                (HUB, "own", "expected", 30_000_000),
            ],
        ),
        freeze_maquette: (
            lambda: sum(MaquetteRow.objects.values_list("counted", flat=True)),
            50_000_000,
        ),
        refuse: (
            _lines,
            [granted, (REFUSING, "grant", "refused", 0), (HUB, "own", "expected", 38_000_000)],
        ),
        share_rest: (
            lambda: list(
                FrozenShare.objects.order_by("-cents").values_list("organisation__name", "cents")
            ),
            shares,
        ),
        call_year: (
            _owed,
            [(name, cents, 3_000_000 if name == SECOND else 0) for name, cents in shares],
        ),
    }


def test_money_from_two_tables_to_what_is_owed(opened: Open, access: Access) -> None:
    first = reverse("plan:action", args=[access.cooperation.slug, Action.objects.get().pk])
    page = opened(f"/compte/connexion/?next={first}")
    sign_in(page, access.user)
    me = Mouse(page, wait=8000)
    steps = recorded()

    rows = []
    for step, (read, _expected) in steps.items():
        step(me)
        rows.append((step.__name__, read()))

    assert rows == [(step.__name__, expected) for step, (_read, expected) in steps.items()]
    assert me.counts.clicks <= 44
    assert me.counts.fields <= 11
    assert me.counts.pages <= 36
