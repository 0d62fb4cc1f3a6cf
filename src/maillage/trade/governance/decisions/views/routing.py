"""Is each question political or technical, who is competent, and where does it go?"""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.messages import say
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.trade.dialogue.compromises.queries import option_to_decide
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.choices import Nature, RouteStep
from maillage.trade.governance.decisions import queries, services
from maillage.trade.governance.decisions.forms import RouteForm
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.decisions.queries import (
    DecisionLine,
    RouteCounts,
    joint_decision_from,
    settled_question,
)
from maillage.trade.governance.decisions.services import ask_the_councils, put_to_councils
from maillage.trade.governance.decisions.views.decisions import (
    nature_words,
    register_place,
    step_words,
)
from maillage.trade.governance.joint_decisions.forms.joint_decisions import DecisionForm
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.services.joint_decisions import open_decision
from maillage.trade.governance.joint_decisions.views.register import decisions_place

UNSAID = "a-dire"
_get_decision = one_of(queries.registered_decisions)


@cooperation_page(can=permissions.can_open_decisions)
def routing(request: CooperationRequest) -> HttpResponse:
    """The register of questions by nature and by next step."""
    counts = queries.route_counts(request.access.cooperation_id)
    return answer_register(
        request,
        routing_register(request.access),
        queries.registered_decisions(request.access),
        template="governance/routing.html",
        context={
            "sentence": routing_sentence(counts),
            "gesture": _to_say(request.access) if counts.unsaid else None,
            "audience": Audience(_("tous les accès"), page_url(request, "routing")),
        },
    )


def _to_say(access: Access) -> Waiting | None:
    """The oldest open question of which it is not said whether it is political or technical."""
    if not permissions.can_keep_decisions(access):
        return None
    unsaid = queries.registered_decisions(access).filter(queries.OPEN, nature="")
    one = unsaid.order_by("pk").first()
    if one is None:
        return None
    url = reverse("governance:routing_edit", args=[access.cooperation.slug, one.pk])
    label = _("Dire si elle est politique ou technique")
    return Waiting(label, one.question or str(one), url, verb=_("Orienter"))


@cooperation_page(can=permissions.can_keep_decisions)
def routing_add(request: CooperationRequest) -> HttpResponse:
    """The form of a question and its route."""
    fresh = Decision(cooperation=request.access.cooperation, outcome="")
    here = PageLink(_("Politique ou technique"), page_url(request, "routing"))
    return add_page(
        request,
        form=lambda sent: RouteForm(sent, instance=fresh, bodies=_bodies(request)),
        save=lambda form: services.record_decision(
            author=request.user, decision=form.save(commit=False)
        ),
        page=FormPage(_("Ajouter une question à orienter"), (here,)),
        done=_("La question est notée."),
    )


@cooperation_page(can=permissions.can_keep_decisions)
def routing_edit(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form that says where a question goes, even after its meeting's record is validated."""
    return edit_page(
        request,
        lambda: _get_decision(request, decision),
        form=lambda decision, sent: RouteForm(sent, instance=decision, bodies=_bodies(request)),
        save=lambda _decision, form, read: services.route_question(
            author=request.user, decision=form.save(commit=False), read=read
        ),
        page=lambda decision: FormPage(
            _("Orienter la question"),
            register_place(request, decision),
            decision.question or str(decision),
            back_to=page_url(request, "routing"),
        ),
        done=_("La question est orientée."),
        closed=lambda _decision: "",
    )


def routing_register(access: Access) -> Register[Decision, DecisionLine]:
    """The register of routes, as this reader may use it."""
    slug = access.cooperation.slug
    page = "routing_edit" if permissions.can_keep_decisions(access) else "decision"
    return Register(
        caption=_("Politique ou technique"),
        noun=(_("question"), _("questions")),
        filename="questions-orientees",
        columns=_columns(),
        read=queries.decision_lines,
        order="nature",
        row_url=lambda row: reverse(f"governance:{page}", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les questions"), _("Mots de la question"), "folded"),
        selects=_selects(),
        chips=(
            Chip(
                "ouvertes",
                _("Reste à trancher"),
                lambda rows: rows.filter(queries.OPEN),
                starts_on=True,
            ),
        ),
        actions=_gestures(access),
        empty=_empty(access),
    )


def _selects() -> tuple[Select[Decision], ...]:
    return (
        Select(
            "nature",
            _("Nature"),
            _("Toutes les natures"),
            ((UNSAID, _("à dire")), *((one.value, str(one.label)) for one in Nature)),
            _of_nature,
        ),
        Select(
            "suite",
            _("Va maintenant"),
            _("Toutes les suites"),
            tuple((one.value, str(one.label)) for one in RouteStep),
            lambda rows, requested: rows.filter(next_step=requested),
        ),
    )


def _empty(access: Access) -> Empty:
    return Empty(
        _("Aucune question à orienter"),
        _(
            "Notez une question qui revient : dites si elle est politique ou technique, qui est "
            "compétent, et où elle va maintenant."
        ),
        _gestures(access),
    )


def _of_nature(rows: QuerySet[Decision], requested: str) -> QuerySet[Decision]:
    return rows.filter(nature="" if requested == UNSAID else requested)


def _gestures(access: Access) -> tuple[Action, ...]:
    if not permissions.can_keep_decisions(access):
        return ()
    add = reverse("governance:routing_add", args=[access.cooperation.slug])
    return (Action(_("Ajouter une question"), add, "plus", main=True),)


def _columns() -> tuple[Column[DecisionLine], ...]:
    return (
        Column("question", _("Question"), lambda row: row.question, sort=("folded",), wide=True),
        Column(
            "nature",
            _("Nature"),
            lambda row: nature_words(row.nature),
            cell=lambda row: (
                with_note(nature_words(row.nature).capitalize(), row.nature_why)
                if row.nature
                else missing(_("à dire"))
            ),
            sort=("nature", "-pk"),
        ),
        Column(
            "instance",
            _("Instance compétente"),
            lambda row: row.body,
            cell=lambda row: row.body or missing(_("à dire")),
        ),
        Column(
            "suite",
            _("Va maintenant"),
            lambda row: step_words(row.next_step),
            cell=lambda row: step_words(row.next_step).capitalize() or missing(_("nulle part")),
            sort=("next_step",),
        ),
        Column("remonte", _("Ce qui remonte"), lambda row: row.goes_up, measure="sentence"),
        Column("reste", _("Ce qui reste"), lambda row: row.stays, measure="sentence"),
    )


def routing_sentence(counts: RouteCounts) -> str:
    """What remains to be said, in a sentence."""
    if not counts.open:
        return _("Ce que les techniciens règlent, ce qui remonte, ce qui va aux conseils.")
    if counts.unsaid:
        return ngettext(
            "%(n)s question ouverte attend qu’on dise si elle est politique ou technique.",
            "%(n)s questions ouvertes attendent qu’on dise si elles sont politiques ou techniques.",
            counts.unsaid,
        ) % {"n": french.in_words(counts.unsaid, feminine=True).capitalize()}
    if counts.bodiless:
        return ngettext(
            "%(n)s question ouverte n’a pas d’instance compétente.",
            "%(n)s questions ouvertes n’ont pas d’instance compétente.",
            counts.bodiless,
        ) % {"n": french.in_words(counts.bodiless, feminine=True).capitalize()}
    return ngettext(
        "%(n)s question ouverte, orientée.",
        "%(n)s questions ouvertes, toutes orientées.",
        counts.open,
    ) % {"n": french.in_words(counts.open, feminine=True).capitalize()}


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    return bodies(request.access).order_by("folded", "pk")


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_add(request: CooperationRequest) -> HttpResponse:
    """The form that opens a joint decision.

    `?decision=` says from which line of the register, `?compromise=` from which compromise.
    """
    source = settled_question(request.access, request.GET.get("decision", ""))
    fresh = joint_decision_from(request.access, source)
    if source is None:
        fresh.title, fresh.question = option_to_decide(
            request.access, request.GET.get("compromise", "")
        )
    return add_page(
        request,
        form=lambda sent: DecisionForm(sent, instance=fresh, bodies=bodies(request.access)),
        save=lambda form: _opened(request, form.save(commit=False), source),
        page=FormPage(
            _("Ajouter une décision conjointe"),
            decisions_place(request),
            _("L’intitulé et la règle suffisent pour commencer."),
        ),
        done=lambda decision: (
            _("« %(name)s » est ouverte : son texte, puis ses structures.") % {"name": decision}
        ),
        to=lambda decision: page_url(request, "joint_decision", decision.pk),
    )


@cooperation_page(can=permissions.can_keep_decisions)
def decision_councils(request: CooperationRequest, decision: int) -> HttpResponse:
    """Puts what a body settled to the councils of its members, in one gesture.

    Where a council is to be chosen, the form that opens a joint decision is already filled.
    """
    source = _get_decision(request, decision)
    form = page_url(request, "joint_decision_add") + f"?decision={source.pk}"
    if request.method != "POST" or source.joint_decision is not None or source.meeting is None:
        return redirect(form)
    councils = queries.councils_to_ask(request.access, source.meeting.body)
    if not councils:
        return redirect(form)
    joint = ask_the_councils(
        access=request.access,
        decision=source,
        joint_decision=joint_decision_from(request.access, source),
        organisations=councils,
    )
    say(request, _("La question est posée : le texte est repris, il reste à l’envoyer."))
    return redirect(page_url(request, "joint_decision", joint.pk))


def _opened(
    request: CooperationRequest, decision: JointDecision, source: Decision | None
) -> JointDecision:
    """The decision, to which the line of the register then leads."""
    open_decision(author=request.user, decision=decision)
    if source is not None:
        put_to_councils(author=request.user, decision=source, joint_decision=decision)
    return decision
