"""The register of agreements, each *avenant* under its convention."""

from datetime import timedelta
from functools import partial

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.core.raised import raised
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements import queries, words
from maillage.trade.governance.agreements.choices import Stage
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.queries import AgreementRow

NEAR = timedelta(days=365)


@cooperation_page(can=permissions.can_open_agreements)
def agreements(request: CooperationRequest) -> HttpResponse:
    """The register of agreements."""
    return answer_register(
        request,
        agreement_register(request),
        in_families(queries.agreements(request.access)),
        template="core/register.html",
        context={
            "sentence": partial(_sentence, request.access),
            "audience": by_access(request, page_url(request, "agreements")),
        },
    )


def in_families(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The agreements, with the name and the number of the convention that each belongs to."""
    return rows.annotate(
        family_name=Coalesce(F("amends__folded"), F("folded")),
        family=Coalesce(F("amends"), F("pk")),
        rank=Coalesce(F("amendment_number"), 0),
    )


def _sentence(access: Access) -> str:
    rows = queries.agreement_rows(queries.agreements(access))
    return words.register_sentence(rows, timezone.localdate())


def agreement_register(request: CooperationRequest) -> Register[Agreement, AgreementRow]:
    """The register of agreements, as this reader may use it."""
    add = Action(_("Ajouter une convention"), page_url(request, "agreement_add"), "plus", main=True)
    table = address("exchange:import_wizard", request.access.cooperation.slug)
    gestures: tuple[Action, ...] = ()
    if permissions.can_keep_agreements(request.access):
        bring = Action(_("Importer des conventions"), f"{table}?tableau=conventions", "upload")
        paste = Action(_("Coller un tableau"), page_url(request, "agreements_paste"), "copy")
        gestures = (add, bring, paste)
    today = timezone.localdate()
    return Register(
        caption=_("Conventions"),
        noun=(_("convention"), _("conventions")),
        filename="conventions",
        columns=_columns(),
        read=queries.agreement_rows,
        order="convention",
        row_url=lambda row: page_url(request, "agreement", row.pk),
        search=Search.through(_("Chercher une convention"), _("Intitulé ou numéro"), "folded"),
        chips=(
            Chip("en-signature", _("en signature"), queries.in_signature),
            Chip(
                "a-renouveler",
                _("à renouveler"),
                lambda rows: queries.to_renew(rows, today, today + NEAR),
            ),
            Chip("sans-texte", _("sans texte"), queries.without_text),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucune convention"),
            _(
                "Commencez par celle que vous avez dans le tiroir : son titre, sa date de fin, "
                "qui l’a signée."
            ),
            gestures,
        ),
    )


def _signed_words(row: AgreementRow) -> str:
    return _("%(n)s sur %(all)s") % {"n": row.signed, "all": row.every} if row.every else ""


def _end_cell(row: AgreementRow) -> str:
    """Its last day and, where nothing follows it, how near that is."""
    if row.agreement.ends_on is None:
        return ""
    day = raised(french.short_date(row.agreement.ends_on, row.today))
    if not row.ends_soon:
        return day
    soon = words.soon_words(row.agreement.ends_on, row.today).rstrip(".")
    return format_html('{}<small class="m-state-aged">{}</small>', day, soon)


def _columns() -> tuple[Column[AgreementRow], ...]:
    return (
        Column(
            "convention",
            _("Convention"),
            lambda row: row.agreement.title,
            cell=lambda row: with_note(row.agreement.title, words.avenant_words(row.agreement)),
            sort=("family_name", "family", "rank"),
            wide=True,
            measure="sentence",
        ),
        Column("numero", _("Numéro"), lambda row: row.agreement.reference, quiet=True),
        Column("etape", _("Étape"), lambda row: french.capital(str(Stage(row.stage).label))),
        Column(
            "signatures",
            _("Signatures"),
            _signed_words,
            cell=lambda row: _signed_words(row) or missing(_("sans partie")),
        ),
        Column(
            "finit",
            _("Finit le"),
            lambda row: row.agreement.ends_on,
            cell=_end_cell,
            sort=("ends_on", "pk"),
            measure="word",
        ),
        Column(
            "original",
            _("Garde l’original"),
            lambda row: str(row.agreement.keeper or ""),
            wide=True,
            measure="name",
        ),
    )
