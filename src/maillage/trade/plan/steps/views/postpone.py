"""Planned days that no longer hold become the possible ones, in one gesture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import editable_actions, short_name, slipping
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.actions.words import delay_words
from maillage.trade.plan.addresses import plan_place
from maillage.trade.plan.choices import ShareAnswerKind
from maillage.trade.plan.steps import queries, services
from maillage.trade.plan.steps.forms import PostponeForm
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.steps.new_days import Move, parts_that_follow
from maillage.trade.plan.steps.services import Postponed


@dataclass(frozen=True)
class ShownMove:
    """A planned day that no longer holds, and what it would become."""

    key: str
    title: str
    where: str
    planned: date
    possible: date
    slip: str
    is_fixed: bool
    awaited_by: str
    move: Move

    @property
    def beginning(self) -> str:
        """When it would begin, where its beginning moves too; else nothing."""
        record = self.move.step or self.move.action
        planned, to = record.start_on, self.move.start_on
        if planned is None or to is None or planned == to:
            return ""
        return _("commencerait le %(to)s, au lieu du %(planned)s") % {
            "to": french.long_date(to),
            "planned": french.long_date(planned),
        }

    @property
    def label(self) -> str:
        """« Dossier complet : 14 janvier 2027 au lieu du 4 décembre 2026 »."""
        return _("%(title)s : %(to)s au lieu du %(planned)s") % {
            "title": self.title,
            "to": french.long_date(self.possible),
            "planned": french.long_date(self.planned),
        }


@cooperation_page(can=permissions.can_edit_plan)
def postpone_plan(request: CooperationRequest) -> HttpResponse:
    """The page that postpones all that slips in the plan."""
    return _postpone(request, None)


@cooperation_page(can=permissions.can_coordinate)
def postpone(request: CooperationRequest, action: int) -> HttpResponse:
    """The page that postpones what slips in one action."""
    return _postpone(request, get_object_or_404(editable_actions(request.access), pk=action))


def _postpone(request: CooperationRequest, action: Action | None) -> HttpResponse:
    moves = _moves(request, action)
    by_key = {one.key: one for one in moves}
    place = action_place(request, action) if action else plan_place(request)

    return add_page(
        request,
        form=lambda sent: PostponeForm(sent, moves=moves),
        save=lambda typed: services.postpone(
            access=request.access,
            moves=[by_key[key].move for key in typed.cleaned_data["moves"]],
            why=typed.cleaned_data["why"],
        ),
        page=FormPage(
            _("Reporter les dates"),
            place,
            " ".join(filter(None, (_sentence(moves), _to_ask_sentence(_ticked(request, moves))))),
            submit=_("Reporter les dates cochées"),
            keep=_("Ne rien changer"),
            is_empty=not moves,
            template="plan/postpone.html",
            readers=_(
                "Lu dans les nouvelles de chaque fiche reportée, par tous ceux qui la lisent."
            ),
        ),
        done=_done,
    )


def _done(result: Postponed) -> str:
    words = ngettext(
        "Les dates d’une fiche sont reportées.",
        "Les dates de %(n)s fiches sont reportées.",
        result.actions,
    ) % {"n": french.in_words(result.actions, feminine=True)}
    if not result.to_ask:
        return words
    names = _names(result.to_ask)
    left = ngettext(
        "Il reste à prévenir %(names)s : sa part est à redemander.",
        "Il reste à prévenir %(names)s : leurs parts sont à redemander.",
        len(result.to_ask),
    ) % {"names": names}
    return f"{words} {left}"


def _names(shares: Iterable[Share]) -> str:
    names = (french.with_article(short_name(one)) for one in shares)
    return french.listed(list(dict.fromkeys(names)))


def _ticked(request: CooperationRequest, moves: list[ShownMove]) -> list[ShownMove]:
    """Those whose box is ticked on the page as it comes: as sent, else all but those fixed."""
    if request.method == "POST":
        return [one for one in moves if one.key in request.POST.getlist("moves")]
    return [one for one in moves if not one.is_fixed]


def _to_ask_sentence(moves: list[ShownMove]) -> str:
    """Whose agreement holds for the former day only: they are to be asked again."""
    rows = [one for one in parts_that_follow([one.move for one in moves]) if one.agreement]
    if not rows:
        return ""
    sentence = ngettext(
        "Si vous gardez la date cochée, %(parts)s : %(names)s.",
        "Si vous gardez les %(n)s dates cochées, %(parts)s : %(names)s.",
        len(moves),
    )
    answers = [one.agreement.answer for one in rows if one.agreement]
    return sentence % {
        "n": french.in_words(len(moves), feminine=True),
        "parts": _parts_to_ask(len(rows), answers.count(ShareAnswerKind.RESERVED)),
        "names": _names(one.share for one in rows),
    }


def _parts_to_ask(parts: int, reserved: int) -> str:
    """« quatre parts, dont une acceptée avec réserve, seront à redemander »."""
    values = {
        "n": french.in_words(parts, feminine=True),
        "reserved": french.in_words(reserved, feminine=True),
    }
    if not reserved:
        return (
            ngettext(
                "une part acceptée sera à redemander",
                "%(n)s parts acceptées seront à redemander",
                parts,
            )
            % values
        )
    if reserved == parts:
        return (
            ngettext(
                "une part acceptée avec réserve sera à redemander",
                "%(n)s parts acceptées avec réserve seront à redemander",
                parts,
            )
            % values
        )
    return _("%(n)s parts acceptées, dont %(reserved)s avec réserve, seront à redemander") % values


def _moves(request: CooperationRequest, action: Action | None) -> list[ShownMove]:
    access = request.access
    rows = queries.editable_steps(access).filter(done_on__isnull=True)
    if action:
        rows = rows.filter(action=action)
    followers = queries.followers_of(access)
    steps = [
        _of_step(one, followers.get(queries.step_key(one.pk), ())) for one in queries.moves_of(rows)
    ]
    late = slipping(editable_actions(access)).prefetch_related("steps")
    late = late.order_by("due_on", "pk")
    own = late.filter(pk=action.pk) if action else late
    ends = [_of_action(one, followers.get(queries.action_key(one.pk), ())) for one in own]
    return [*filter(None, steps), *filter(None, ends)]


def _of_step(step: ActionStep, awaited_by: Iterable[str]) -> ShownMove | None:
    if step.due_on is None or step.possible_on is None:
        return None
    share = short_name(step.share) if step.share else ""
    number = _("fiche %(number)s") % {"number": step.action.number} if step.action.number else ""
    where = number or str(step.action)
    fixed = _("date impérative") if step.is_fixed else ""
    return ShownMove(
        key=queries.step_key(step.pk),
        title=str(step),
        where=", ".join(filter(None, (where, share, fixed))),
        planned=step.due_on,
        possible=step.possible_on,
        slip=delay_words(step.slip),
        is_fixed=step.is_fixed,
        awaited_by=french.listed(list(awaited_by)),
        move=Move(step.action, step, step.possible_on),
    )


def _of_action(action: Action, awaited_by: Iterable[str]) -> ShownMove | None:
    if action.due_on is None or action.possible_on is None:
        return None
    return ShownMove(
        key=queries.action_key(action.pk),
        title=str(action),
        where=_("fiche %(number)s, sa fin") % {"number": action.number}
        if action.number
        else _("la fin de la fiche"),
        planned=action.due_on,
        possible=action.possible_on,
        slip=delay_words(action.slip),
        is_fixed=False,
        awaited_by=french.listed(list(awaited_by)),
        move=Move(action, None, action.possible_on),
    )


def _sentence(moves: list[ShownMove]) -> str:
    if not moves:
        return _("Aucune date prévue n’est à reporter.")
    return ngettext(
        "%(n)s date prévue ne tient plus.", "%(n)s dates prévues ne tiennent plus.", len(moves)
    ) % {"n": french.capital(french.in_words(len(moves), feminine=True))}
