"""Taking the directory out in the officer's own columns."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from maillage.core.tables_out import table_response
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.exchange import permissions
from maillage.foundation.exchange.import_wizard.queries import export_columns
from maillage.foundation.exchange.targets.targets import Target, targets_offered

_PLAIN = (
    "organisation_name", "organisation_type", "commune", "siren", "civility", "family_name",
    "given_name", "function", "email", "phone", "mobile", "theme", "body", "titulaire_suppleant",
    "college", "voice", "since", "informed_on",
)  # fmt: skip


@cooperation_page(can=permissions.can_export)
def export(request: CooperationRequest) -> HttpResponse:
    """The choice of columns; with a format, the file itself."""
    request.seen_by = Visibility.OFFICERS
    requested_table = request.GET.get("tableau", "")
    targets = targets_offered(request.access, requested_table)
    target = next((one for one in targets if one.word == requested_table), targets[0])
    saved = export_columns(request.access, target.word)
    kind = request.GET.get("format", "")
    if kind not in {"xlsx", "csv"}:
        context = {
            "saved": saved,
            "target": target,
            "targets": targets,
            "is_directory": target == targets[0],
        }
        return render(request, "exchange/export.html", context)
    chosen = request.GET.get("colonnes", "")
    if chosen.isdecimal():
        columns = get_object_or_404(saved, pk=int(chosen)).columns
        headers = [column["header"] for column in columns]
        fields = [column["choice"] for column in columns]
    else:
        headers, fields = _plain_columns(target)
    word = "annuaire" if target == targets[0] else target.word
    name = f"{word}-{request.access.cooperation.slug}"
    rows = target.rows(request.access, fields)
    return table_response(kind, name, str(target.label), headers, rows)


def _plain_columns(target: Target) -> tuple[list[str], list[str]]:
    """The plain columns of the directory; all those of another table."""
    names = [name for name in _PLAIN if name in target.fields]
    if len(names) < len(_PLAIN):
        names = [name for name in target.fields if name not in target.only_in]
    return [target.fields[name] for name in names], names
