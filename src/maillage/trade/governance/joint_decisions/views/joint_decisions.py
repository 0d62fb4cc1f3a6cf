"""Where is each structure on what is asked of all of them?"""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import answer_matrix
from maillage.core.matrix.window import read_place
from maillage.core.register import answer_register
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.choices import Standing, Vote
from maillage.trade.governance.joint_decisions.forms.joint_decisions import (
    CouncilsForm,
    DecisionForm,
    SendForm,
    TextForm,
)
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.queries import joint_decisions as queries
from maillage.trade.governance.joint_decisions.queries.decision_matrix import (
    MatrixRow,
    matrix_columns,
    matrix_rows,
    standing_counts,
    voted_so,
)
from maillage.trade.governance.joint_decisions.services import joint_decisions as services
from maillage.trade.governance.joint_decisions.views import sheet as sheets
from maillage.trade.governance.joint_decisions.views.decision_matrix import (
    chosen_cell,
    decision_matrix,
    matrix_reading,
)
from maillage.trade.governance.joint_decisions.views.register import (
    decision_register,
    decisions_place,
    first_gesture,
    gestures,
)


@cooperation_page(can=permissions.can_open_decisions)
def joint_decisions(request: CooperationRequest) -> HttpResponse:
    """The matrix of decisions and structures."""
    today = timezone.localdate()
    requested_value = request.GET.get("statut", "")
    standing = requested_value if requested_value in Standing.values else ""
    counts, vote = standing_counts(request.access), _vote(request)
    rows = matrix_rows(request.access, standing, today, vote=vote)
    columns = matrix_columns(request.access, rows, vote=vote)
    matrix = decision_matrix(request, rows, columns, today)
    context = {
        "reading": _vote_words(request, vote, rows) if vote else matrix_reading(counts),
        "vote": vote,
        "votes": Vote.choices,
        "empty": None if any(counts.values()) else first_gesture(request.access),
        "standing": standing,
        "choices": [(one.value, one.label) for one in Standing if counts[one]],
        "actions": gestures(request.access),
        "reminders_url": (
            page_url(request, "joint_decision_reminders")
            if permissions.can_keep_decisions(request.access)
            else ""
        ),
        "cell_part": "governance/parts/chosen_cell.html",
        "details": chosen_cell(request, read_place(matrix, request.GET.get("case", ""))),
        "audience": Audience(_("tous les accès"), page_url(request, "joint_decisions")),
    }
    return answer_matrix(
        request, matrix, template="governance/joint_decisions.html", context=context
    )


def _vote(request: CooperationRequest) -> str:
    typed = request.GET.get("vote", "")
    return typed if typed in Vote.values else ""


def _vote_words(request: CooperationRequest, vote: str, rows: Sequence[MatrixRow]) -> str:
    """« Onze votes « ajournée », sur quatre décisions. »: what the filter counts."""
    shown = voted_so(request.access, vote).filter(decision__in=[row.pk for row in rows])
    count, label = shown.count(), str(Vote(vote).label)
    if not count:
        return _("Aucun vote « %(vote)s ».") % {"vote": label}
    words = ngettext("Un vote « %(vote)s »", "%(n)s votes « %(vote)s »", count)
    return _("%(votes)s, sur %(decisions)s.") % {
        "votes": french.capital(words % {"n": french.in_words(count), "vote": label}),
        "decisions": french.counted(len(rows), _("décision"), _("décisions")),
    }


@cooperation_page(can=permissions.can_open_decisions)
def joint_decision_list(request: CooperationRequest) -> HttpResponse:
    """The register of joint decisions."""
    return answer_register(
        request,
        decision_register(request.access),
        queries.joint_decisions(request.access),
        template="governance/joint_decision_list.html",
        context={
            "sentence": lambda: matrix_reading(standing_counts(request.access)),
        },
    )


KEPT = 8
_sheets: Remembered[dict[str, object]] = Remembered(KEPT)


@cooperation_page(can=permissions.can_open_decisions)
def joint_decision(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The sheet of one decision, read again only after a change."""
    access, requested_value = request.access, request.GET.get("texte", "")
    record = _get_joint_decision(request, joint_decision)
    key, workspace = (
        (access.pk, access.role, record.pk, requested_value),
        access.cooperation.workspace_id,
    )
    values = _sheets.of(key, workspace, lambda: _read(request, record, requested_value))
    context = {
        **values,
        "sheet": sheets.shown_sheet(access, record),
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/joint_decision.html", context)


def _read(request: CooperationRequest, record: JointDecision, requested: str) -> dict[str, object]:
    """What the sheet tells."""
    return {
        **sheets.sheet_context(request.access, record, requested),
        "may_keep": permissions.can_keep_decisions(request.access),
    }


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_edit(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The form of a decision; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_joint_decision(request, joint_decision),
        form=lambda decision, sent: DecisionForm(
            sent, instance=decision, bodies=bodies(request.access)
        ),
        save=lambda _decision, form, read: services.edit_decision(
            author=request.user, decision=form.save(commit=False), read=read
        ),
        page=lambda decision: FormPage(
            _("Corriger la décision"), decisions_place(request, decision)
        ),
        done=lambda decision: _("« %(name)s » est à jour.") % {"name": decision},
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_text_add(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The form that adds a version of the text: words, or a file."""
    record = _get_joint_decision(request, joint_decision)
    return add_page(
        request,
        form=lambda sent: TextForm(
            sent, request.FILES if sent else None, before=record.texts.last()
        ),
        save=lambda form: services.add_text(
            access=request.access, decision=record, typed=form.typed
        ),
        page=FormPage(
            _("Ajouter une version du texte"),
            decisions_place(request, record),
            _(
                "Collez le texte ou joignez un fichier, l’un des deux suffit. Une version gardée "
                "ne change plus : chaque conseil saura ce qu’il a voté."
            ),
        ),
        done=lambda text: _("La version %(n)s du texte est gardée.") % {"n": text.number},
        refused={DocumentRefusedError: "file"},
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_councils_add(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The form that says which structures must answer."""
    record = _get_joint_decision(request, joint_decision)
    unasked = queries.unasked_organisations(request.access, record)
    has_choices = unasked.exists()
    return add_page(
        request,
        form=lambda sent: CouncilsForm(sent, organisations=unasked),
        save=lambda form: services.ask_councils(
            author=request.user,
            decision=record,
            organisations=form.cleaned_data["organisations"],
        ),
        page=FormPage(
            _("Les structures qui répondent"),
            decisions_place(request, record),
            _councils_sentence(_answering_names(record))
            if has_choices
            else _("Tous les membres sont déjà appelés à décider : rien à ajouter."),
            is_empty=not has_choices,
        ),
        done=lambda councils: _answering_words(len(councils)),
    )


def _answering_names(record: JointDecision) -> list[str]:
    """The structures that answer to it now, in the order of their names."""
    rows = record.deliberations.filter(until__isnull=True).select_related("organisation")
    return [str(one.organisation) for one in rows.order_by("organisation__folded", "pk")]


def _councils_sentence(names: Sequence[str]) -> str:
    """Which structures answer already, and whom to tick."""
    if not names:
        return _("Cochez les structures dont le conseil doit délibérer.")
    already = ngettext("%(names)s répond déjà.", "%(names)s répondent déjà.", len(names)) % {
        "names": french.capital(french.listed([french.with_article(one) for one in names]))
    }
    return f"{already} {_('Cochez celles à ajouter.')}"


def _answering_words(count: int) -> str:
    words = ngettext("Une structure répondra.", "%(n)s structures répondront.", count)
    return words % {"n": count}


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_send(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The form that says which version left, when, and for whom."""
    record = _get_joint_decision(request, joint_decision)
    return add_page(
        request,
        form=lambda sent: SendForm(
            sent,
            texts=record.texts.all(),
            deliberations=queries.current_deliberations(request.access, record),
        ),
        save=lambda form: services.send_text(
            author=request.user, decision=record, **form.cleaned_data
        ),
        page=FormPage(
            _("Noter l’envoi du texte"),
            decisions_place(request, record),
            _("Maillage note l’envoi ; le dossier part comme d’habitude, par vos soins."),
        ),
        done=lambda count: (
            ngettext("L’envoi est noté.", "L’envoi à %(n)s structures est noté.", count)
            % {"n": count}
        ),
    )


def _get_joint_decision(request: CooperationRequest, number: int) -> JointDecision:
    rows = queries.joint_decisions(request.access)
    return get_object_or_404(rows.select_related("cooperation", "subject", "body"), pk=number)
