"""Taking the directory out in the officer's own columns."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from maillage.core.numbers import read_number
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.core.vcards import VCARD, Card, write_vcards
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.exchange import permissions
from maillage.foundation.exchange.import_wizard.models import SavedMapping
from maillage.foundation.exchange.import_wizard.queries import export_columns
from maillage.foundation.exchange.targets.targets import Target, targets_offered

_PLAIN = (
    "organisation_name", "organisation_type", "commune", "siren", "siret", "rna", "uai",
    "civility", "family_name", "given_name", "function", "email", "phone", "mobile", "theme",
    "body", "titulaire_suppleant", "college", "voice", "since", "informed_on",
)  # fmt: skip


CARDS = "vcf"
CARD_FIELDS = (
    *("family_name", "given_name", "civility", "organisation_name", "function", "email", "phone"),
)


@cooperation_page(can=permissions.can_export)
def export(request: CooperationRequest) -> HttpResponse:
    """The choice of columns; with a format, the file itself."""
    requested_table = request.GET.get("tableau", "")
    targets = targets_offered(request.access, requested_table)
    target = next((one for one in targets if one.word == requested_table), targets[0])
    saved = export_columns(request.access, target.word)
    kind = format_wanted(request, "format")
    name = f"{word_of(target, targets)}-{request.access.cooperation.slug}"
    if request.GET.get("format") == CARDS and target.person_fields:
        return _cards(name, target.rows(request.access, CARD_FIELDS))
    if not kind:
        context = {
            "saved": saved,
            "target": target,
            "targets": targets,
            "is_directory": target == targets[0],
        }
        return render(request, "exchange/export.html", context)
    headers, fields = _chosen_columns(request, target, saved)
    rows = target.rows(request.access, fields)
    return table_response(kind, name, str(target.label), headers, rows)


def _chosen_columns(
    request: CooperationRequest, target: Target, saved: QuerySet[SavedMapping]
) -> tuple[list[str], list[str]]:
    chosen = request.GET.get("colonnes", "")
    if not chosen.isdecimal():
        return _plain_columns(target, request.access)
    columns = get_object_or_404(saved, pk=read_number(chosen)).columns
    return [one["header"] for one in columns], [one["choice"] for one in columns]


def word_of(target: Target, targets: Sequence[Target]) -> str:
    """The word of a table in the name of its file; the first one is the directory."""
    return "annuaire" if target == targets[0] else target.word


def _cards(name: str, rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """A card for each mandate of somebody who has a name."""
    texts = ([str(value or "") for value in row] for row in rows)
    cards = (
        Card(family, given, civility, organisation, function, _each(emails), _each(phones))
        for family, given, civility, organisation, function, emails, phones in texts
        if family or given
    )
    response = HttpResponse(write_vcards(cards), VCARD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{CARDS}"'
    return response


def _each(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" ; ") if part.strip())


def _plain_columns(target: Target, access: Access) -> tuple[list[str], list[str]]:
    """The plain columns of the directory; all those of another table."""
    names = [name for name in _PLAIN if name in target.fields]
    if len(names) < len(_PLAIN):
        names = [name for name in target.fields if name not in target.only_in]
    more = target.more(access) if target.more else {}
    headers = [*(target.fields[name] for name in names), *more.values()]
    return headers, [*names, *more]
