"""What the sheet of a commitment says, and what it calls for."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.sources.queries import can_read_source
from maillage.ground.actors.sources.words import source_words
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import CommitmentStep
from maillage.trade.governance.commitments.queries.commitments import CommitmentSheet
from maillage.trade.governance.commitments.rules import OPEN, amount_words, is_late

State = CommitmentState
NEXT = {
    State.ASKED: (State.PROMISED, lazy("Noter sa promesse")),
    State.PROMISED: (State.CONFIRMED, lazy("Noter l’acte qui le confirme")),
    State.CONFIRMED: (State.DELIVERED, lazy("Noter ce qui est tenu")),
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the page tells it: what, how it was known, the file that proves it."""

    what: str
    note: str
    source: str
    act_name: str
    act_url: str
    is_replaced: bool


def shown_commitment(access: Access, sheet: CommitmentSheet) -> Sheet:
    """The sheet as the page draws it."""
    slug, one = access.cooperation.slug, sheet.commitment
    return Sheet(
        title=one.label,
        sentence=commitment_sentence(sheet),
        place=(PageLink(_("Engagements pris"), reverse("governance:commitments", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, sheet) if fact.value),
        panels=tuple(panels.ask(access, "commitment", one.pk)),
        readers=(
            Readers("eye", str(one.get_visibility_display()).capitalize(), _("cet engagement")),
            Readers("users", _("Tous, sauf les observateurs"), _("la personne")),
            Readers("lock", _("L’équipe projet"), _("auprès de qui c’est recueilli")),
        ),
    )


def commitment_sentence(sheet: CommitmentSheet) -> str:
    """Where it stands, in a sentence."""
    one = sheet.commitment
    state = str(one.get_state_display()).capitalize()
    if one.state in OPEN and one.delivered:
        done = amount_words(one.kind, one.delivered, one.unit)
        whole = amount_words(one.kind, one.quantity, one.unit)
        state = _("Tenu en partie, %(done)s sur %(whole)s") % {"done": done, "whole": whole}
    if is_late(one.state, one.due_on, sheet.today) and one.due_on:
        return _("%(state)s ; l’échéance du %(day)s est passée.") % {
            "state": state,
            "day": french.long_date(one.due_on),
        }
    if one.due_on is None:
        return _("%(state)s, sans échéance.") % {"state": state}
    return _("%(state)s, pour le %(day)s.") % {
        "state": state,
        "day": french.long_date(one.due_on),
    }


def _facts(access: Access, sheet: CommitmentSheet) -> list[Fact]:
    one, slug = sheet.commitment, access.cooperation.slug
    structure = reverse("directory:organisation", args=[slug, one.organisation_id])
    return [
        Fact(_("Structure"), _linked(str(one.organisation), structure), _gone(sheet)),
        Fact(_("Personne"), sheet.person),
        Fact(_("Nature"), str(one.get_kind_display()).capitalize()),
        Fact(_("Quantité"), amount_words(one.kind, one.quantity, one.unit)),
        Fact(
            _("Déjà tenu"),
            amount_words(one.kind, one.delivered, one.unit) if one.delivered else "",
        ),
        Fact(_("Pour"), str(one.subject) if one.subject else one.purpose),
        Fact(_("Due à"), str(one.owed_to) if one.owed_to else _("toute la coopération")),
        Fact(_("D’où cela vient"), _source(access, sheet)),
        Fact(_("Échéance"), french.long_date(one.due_on).capitalize() if one.due_on else ""),
    ]


def _linked(name: str, url: str) -> str:
    return format_html('<a href="{}">{}</a>', url, name)


def _source(access: Access, sheet: CommitmentSheet) -> str:
    """The note that it was drawn from; nothing is told of one that the reader may not know."""
    source = sheet.commitment.source
    if source is None or not can_read_source(access, source):
        return ""
    words = source_words(access, source)
    if not sheet.note:
        return words
    return _linked(words, reverse("dialogue:note", args=[access.cooperation.slug, sheet.note]))


def _gone(sheet: CommitmentSheet) -> str:
    successor = sheet.commitment.organisation.successor
    if successor:
        return _("%(name)s lui a succédé") % {"name": successor}
    return "" if sheet.is_member else _("n’est plus membre de la coopération")


def shown_steps(access: Access, sheet: CommitmentSheet) -> list[ShownStep]:
    """The steps, the latest first, with those that another replaced."""
    return [_shown(access, sheet, step) for step in reversed(sheet.steps)]


def _shown(access: Access, sheet: CommitmentSheet, step: CommitmentStep) -> ShownStep:
    one = sheet.commitment
    amount = amount_words(one.kind, step.quantity, one.unit)
    what = ", ".join(
        part
        for part in (
            str(step.get_kind_display()).capitalize(),
            french.long_date(step.on),
            amount,
            _("acte %(n)s") % {"n": step.act_number} if step.act_number else "",
        )
        if part
    )
    url = ""
    if step.act and step.act.visibility in access.levels_read:
        url = reverse("documents:document_file", args=[access.cooperation.slug, step.act.pk])
    name = step.act.name if step.act and url else ""
    return ShownStep(
        what, step.note, step_source_words(access, step), name, url, bool(step.replaced_at)
    )


def step_source_words(access: Access, step: CommitmentStep) -> str:
    """« Recueilli par téléphone le 7 octobre auprès de… », for whoever may read from whom."""
    if step.means in {Means.LINK, Means.ACCOUNT}:
        sentence = _("dit %(means)s") % {"means": step.get_means_display()}
    else:
        sentence = _("recueilli %(means)s le %(day)s") % {
            "means": step.get_means_display(),
            "day": french.long_date(step.told_on),
        }
    if step.told_by and permissions.can_read_sources(access):
        sentence += f" {french.from_whom(step.told_by)}"
    return sentence


def next_gesture(access: Access, sheet: CommitmentSheet) -> Waiting | None:
    """What this commitment calls for, for whoever may give it; nothing once it is over."""
    one = sheet.commitment
    if not sheet.may_record or one.state not in OPEN:
        return None
    slug = access.cooperation.slug
    if permissions.can_keep_commitments(access):
        if one.organisation.successor:
            edit = reverse("governance:commitment_edit", args=[slug, one.pk])
            return Waiting(
                _("La structure a fusionné"),
                _("Confiez cet engagement à %(name)s, ou retirez-le.")
                % {"name": one.organisation.successor},
                f"{edit}?reprise=1",
                verb=_("Le confier"),
            )
        if not sheet.is_member:
            step = reverse("governance:commitment_step", args=[slug, one.pk])
            return Waiting(
                _("La structure n’est plus membre"),
                _("Demandez-lui si elle tient encore cet engagement ; sinon, retirez-le."),
                f"{step}?etape={State.WITHDRAWN}",
                verb=_("Le retirer"),
            )
        if one.due_on and one.state != State.ASKED and is_late(one.state, one.due_on, sheet.today):
            return Waiting(
                _("En retard"),
                _("Cet engagement était attendu pour le %(day)s.")
                % {"day": french.long_date(one.due_on)},
                reverse("governance:joint_decision_reminders", args=[slug]),
                verb=_("Relancer"),
            )
    state, verb = NEXT[State.CONFIRMED if one.delivered else State(one.state)]
    step = reverse("governance:commitment_step", args=[slug, one.pk])
    return Waiting(_("Étape suivante"), _reason(sheet), f"{step}?etape={state}", verb=str(verb))


def _reason(sheet: CommitmentSheet) -> str:
    reasons: dict[str, str] = {
        State.ASKED: _("Une promesse, même de vive voix, se note avec qui l’a dite."),
        State.PROMISED: _("Une promesse tient mieux quand un acte la confirme."),
        State.CONFIRMED: _("Notez ce qui est tenu, même en partie : les quantités s’additionnent."),
    }
    one = sheet.commitment
    return reasons[State.CONFIRMED if one.delivered else one.state]
