"""One finding: what it rests on, its figures, what was said of it over time, and its gestures."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Sheet
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.actors.readings.rules import NARROW
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import page_url
from maillage.trade.stakes.findings import queries, services, words
from maillage.trade.stakes.findings.forms import (
    FigureForm,
    FindingForm,
    SettleForm,
    is_two_sentences,
    two_sentences,
)
from maillage.trade.stakes.findings.models import Finding, FindingFigure
from maillage.trade.stakes.findings.queries import FindingLine
from maillage.trade.stakes.findings.views.cell import (
    CellJudgement,
    finding_place,
    findings_readers,
    shared_words,
    with_sources,
)
from maillage.trade.stakes.findings.views.figures import figure_plate
from maillage.trade.stakes.findings.views.gestures import (
    FindingStage,
    first_gesture,
    other_gestures,
)


@cooperation_page(can=permissions.can_open_stakes)
def finding(request: CooperationRequest, finding: int) -> HttpResponse:
    """The sheet of a finding."""
    access = request.access
    rows = queries.findings(access).prefetch_related(
        "figures__territory", "figures__organisation", "territories"
    )
    record = get_object_or_404(rows, pk=finding)
    line = _line(access, record)
    shown = _judgements_of(access, record)
    narrow = record.visibility in NARROW or any(one.judgement.visibility in NARROW for one in shown)
    context = {
        "details": {"finding": record, "gestures": _gestures(access, record)},
        "sheet": _sheet(request, record, line),
        "plate": figure_plate(record),
        "said": shown,
        "shared": shared_words(shown),
        "may_edit": _may_edit(access, record),
        "may_withdraw": permissions.can_collect_judgements(access),
        "audience": findings_readers(request, narrow=narrow),
        **_head(request, record, line),
    }
    return render(request, "stakes/finding.html", context)


def _head(
    request: CooperationRequest, record: Finding, line: FindingLine | None
) -> dict[str, object]:
    """The stakes that were made of it, the gesture that it asks first, and the others."""
    made = record.stakes.order_by("pk")
    may_edit = _may_edit(request.access, record)
    stage = FindingStage(record, line, has_stake=bool(made), may_edit=may_edit)
    first = first_gesture(request, stage)
    return {"made": made, "gesture": first, "others": other_gestures(request, stage, first)}


def _line(access: Access, record: Finding) -> FindingLine | None:
    lines = queries.finding_table(access).lines
    return next((line for line in lines if line.finding.pk == record.pk), None)


def _judgements_of(access: Access, record: Finding) -> list[CellJudgement]:
    rows = queries.judgements(access).filter(finding=record).order_by("-on", "-pk")
    with_all = rows.select_related("source", "author", "check_by", "actor__organisation")
    return with_sources(access, list(with_all))


def _gestures(access: Access, record: Finding) -> list[Gesture]:
    own = Finding.objects.filter(pk=record.pk)
    figures = FindingFigure.objects.filter(finding=record)
    rows = history(access, record.sheet_key, also=(own, figures))
    return list(rows)


def _may_edit(access: Access, record: Finding) -> bool:
    own = access.is_officer or record.author_id == access.user_id
    return own and permissions.can_write_findings(access)


def _sheet(request: CooperationRequest, record: Finding, line: FindingLine | None) -> Sheet:
    access = request.access
    sentence = record.why_retired
    if line is not None:
        why = words.label_words(line, is_whole=access.is_officer)
        sentence = f"{line.label.label}. {why}."
        if not access.is_officer:
            sentence = _("D’après les avis qui vous sont ouverts : %(rest)s") % {
                "rest": f"{sentence[:1].lower()}{sentence[1:]}"
            }
    elif record.closed_words:
        sentence = f"{record.closed_words} {record.why_retired}"
    day = french.long_date(record.source_on) if record.source_on else ""
    facts = (
        Fact(_("Nature"), str(record.get_kind_display())),
        Fact(_("Où"), words.where_words(record) or _("tout le périmètre")),
        Fact(_("Thème"), str(record.theme or "")),
        Fact(_("Public"), str(record.public or "")),
        Fact(_("Source"), ", ".join(filter(None, (record.source, day))) or _("sans source")),
        Fact(_("Nature de la source"), str(record.get_source_kind_display() or "")),
        Fact(_("Compte pendant"), words.months_words(record.valid_months)),
        Fact(_("Licence"), record.licence),
        Fact(_("Ce que l’on en fait"), str(record.get_state_display())),
        Fact(_("Visible par"), permissions.readers_words(record.visibility)),
        Fact(_("Posé par"), record.author.name),
    )
    return Sheet(
        record.statement,
        sentence,
        finding_place(request),
        tuple(one for one in facts if one.value),
        panels=tuple(panels.ask(access, "finding", record.pk)),
    )


@cooperation_page(can=permissions.can_write_findings)
def finding_add(request: CooperationRequest) -> HttpResponse:
    """The form of a finding; one that says two things is told so."""
    access = request.access
    fresh = Finding(cooperation=access.cooperation, visibility=Visibility.MEMBERS)
    return add_page(
        request,
        form=lambda sent: FindingForm(sent, instance=fresh, access=access),
        save=lambda form: _with_remark(
            request,
            services.add_finding(
                access=access, finding=form.save(commit=False), territories=form.territories
            ),
        ),
        page=FormPage(
            _("Poser un constat"),
            finding_place(request),
            _("Ce que chacun peut vérifier ; ce qu’il faudrait faire viendra après."),
        ),
        done=_("Le constat est posé : demandez maintenant l’avis de chaque structure."),
        to=lambda one: page_url(request, "finding", one.pk),
    )


def _with_remark(request: CooperationRequest, record: Finding) -> Finding:
    if is_two_sentences(record.statement):
        say(request, two_sentences())
    return record


@cooperation_page(can=permissions.can_write_findings)
def finding_edit(request: CooperationRequest, finding: int) -> HttpResponse:
    """The form that corrects a finding; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.editable_findings(access), pk=finding),
        form=lambda one, sent: FindingForm(sent, instance=one, access=access),
        save=lambda _one, form, read: _with_remark(
            request,
            services.edit_finding(
                access=access,
                finding=form.save(commit=False),
                read=read,
                territories=form.territories,
            ),
        ),
        page=lambda one: FormPage(
            _("Corriger le constat"),
            finding_place(request, one),
            _("Changez les mots, pas le sens : les avis donnés restent."),
        ),
        done=_("Le constat est à jour."),
    )


@cooperation_page(can=permissions.can_write_findings)
def finding_settle(request: CooperationRequest, finding: int) -> HttpResponse:
    """The form that retains a finding, retires it, or puts it back on the table."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.editable_findings(access), pk=finding),
        form=lambda one, sent: SettleForm(sent, finding=one),
        save=lambda one, form, read: services.settle_finding(
            access=access,
            finding=one,
            read=read,
            state=form.cleaned_data["state"],
            why=form.cleaned_data["why"],
        ),
        page=lambda one: FormPage(
            _("Retenir ou retirer"), finding_place(request, one), one.statement
        ),
        done=lambda one: _("C’est noté : %(state)s.") % {"state": one.get_state_display()},
        closed=lambda _one: "",
    )


@cooperation_page(can=permissions.can_write_findings)
def figure_add(request: CooperationRequest, finding: int) -> HttpResponse:
    """The form of a number; one may type the next at once."""
    access = request.access
    record = get_object_or_404(queries.editable_findings(access), pk=finding)
    return add_page(
        request,
        form=lambda sent: FigureForm(sent, instance=FindingFigure(finding=record), access=access),
        save=lambda form: services.add_figure(access=access, figure=form.save(commit=False)),
        page=FormPage(_("Ajouter un chiffre"), finding_place(request, record), record.statement),
        done=_("Le chiffre est noté."),
        under=record,
    )


@cooperation_page(can=permissions.can_write_findings)
def figure_drop(request: CooperationRequest, figure: int) -> HttpResponse:
    """The page that removes a number."""
    access = request.access
    mine = queries.editable_findings(access)
    rows = FindingFigure.objects.filter(finding__in=mine)
    record = get_object_or_404(
        rows.select_related("finding", "territory", "organisation"), pk=figure
    )
    return drop_page(
        request,
        drop=lambda: services.drop_figure(access=access, figure=record),
        page=FormPage(
            _("Retirer ce chiffre"),
            finding_place(request, record.finding),
            f"{record} : {french.number(record.value)} {record.unit}".strip(),
            keep=_("Le garder"),
        ),
        done=_("Le chiffre est retiré."),
        under=record.finding,
    )
