"""What the sheet of a conflict shows: its parties, its heat over time, its next step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.drawing.over_time import Steps, draw_steps
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Line, Readers, Sheet
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import places_of
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import page_url
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.conflict_pages.queries import ConflictSheet
from maillage.trade.dialogue.conflicts.models import ConflictHeat, Party
from maillage.trade.dialogue.conflicts.queries import name_of

conflicts_place = places_of(page_url, lazy("Conflits"), "conflicts", "conflict")


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A party, what matters to it, what happened to it, and where to correct it."""

    name: str
    note: str
    interests: str
    edit_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class ShownHeat:
    """A row of the table: the day, the word, the fact, how it was known."""

    on: str
    word: str
    fact: str
    source: str


def shown_conflict(request: CooperationRequest, sheet: ConflictSheet) -> Sheet:
    """The sheet as the page draws it."""
    access, one = request.access, sheet.conflict
    next_words = one.next_step
    if one.next_on and one.next_step:
        next_words = f"{one.next_step}, {french.long_date(one.next_on)}"
    facts = (
        Fact(_("Sujet"), one.subject.label if one.subject else ""),
        Fact(_("Depuis le"), french.long_date(one.since).capitalize()),
        Fact(_("Prochaine étape"), next_words if one.is_open else ""),
        Fact(_("Qui fait le lien"), one.mediator),
        Fact(_("Issue"), str(one.get_outcome_display()).capitalize() if one.outcome else ""),
        Fact(_("Terminé le"), french.long_date(one.until).capitalize() if one.until else ""),
    )
    return Sheet(
        title=one.title,
        sentence=conflict_sentence(sheet),
        place=conflicts_place(request),
        facts=tuple(fact for fact in facts if fact.value),
        panels=tuple(panels.ask(access, "conflict", one.pk)),
        readers=(
            Readers(
                "lock" if one.visibility in {Visibility.ME, Visibility.OFFICERS} else "users",
                str(one.get_visibility_display()).capitalize(),
                _("ce conflit, ses parties, sa chaleur"),
            ),
        ),
    )


def conflict_sentence(sheet: ConflictSheet) -> str:
    """How hot it is, on which day, and how hot it was before."""
    one = sheet.conflict
    if one.until:
        return _("Terminé le %(day)s : %(outcome)s.") % {
            "day": french.long_date(one.until),
            "outcome": one.get_outcome_display(),
        }
    if not sheet.heats:
        return _("Ouvert ; personne n’a encore dit où il en est.")
    last = sheet.heats[0]
    sentence = _("%(word)s le %(day)s") % {
        "word": str(Heat(last.level).label).capitalize(),
        "day": french.long_date(last.on),
    }
    before = next((heat for heat in sheet.heats[1:] if heat.level != last.level), None)
    if before is None:
        return f"{sentence}."
    return _("%(said)s ; il était %(before)s le %(day)s.") % {
        "said": sentence,
        "before": Heat(before.level).label,
        "day": french.long_date(before.on),
    }


def shown_parties(request: CooperationRequest, sheet: ConflictSheet) -> list[ShownParty]:
    """The parties, with what happened to those that left."""
    may_keep = permissions.can_keep_conflicts(request.access)
    return [
        ShownParty(
            name=name_of(one.actor),
            note=_gone(sheet, one),
            interests=one.interests,
            edit_url=page_url(request, "conflict_party_edit", one.pk) if may_keep else "",
            remove_url=page_url(request, "conflict_party_remove", one.pk) if may_keep else "",
        )
        for one in sheet.parties
    ]


def _gone(sheet: ConflictSheet, party: Party) -> str:
    organisation = party.actor.organisation
    if organisation is None or organisation.pk in sheet.present:
        return ""
    if organisation.successor:
        return _("%(name)s lui a succédé") % {"name": organisation.successor}
    return _("n’est plus membre de la coopération")


def shown_heats(sheet: ConflictSheet) -> list[ShownHeat]:
    """The table of the heat, the latest day first."""
    return [_shown_heat(sheet, one) for one in sheet.heats]


def _shown_heat(sheet: ConflictSheet, one: ConflictHeat) -> ShownHeat:
    names = [str(one.source.get_kind_display())]
    if one.source_id in sheet.readable_sources and one.source.who:
        names.append(french.from_whom(one.source.who))
    names.append(str(one.recorded_by))
    return ShownHeat(
        on=french.long_date(one.on),
        word=str(Heat(one.level).label),
        fact=one.said,
        source=", ".join(names),
    )


def heat_drawing(sheet: ConflictSheet) -> Steps | None:
    """The same, drawn, up to today or to its end."""
    hottest_first = sorted(Heat, reverse=True)
    return draw_steps(
        [(one.on, hottest_first.index(Heat(one.level))) for one in sheet.heats],
        [str(one.label) for one in hottest_first],
        sheet.conflict.until or sheet.today,
        sheet.today,
    )


def compromise_lines(request: CooperationRequest, sheet: ConflictSheet) -> list[Line]:
    """The compromises looked for on this conflict."""
    return [
        Line(
            label=one.title,
            note=str(one.get_settlement_display()) if one.settlement else _("en cours"),
            url=page_url(request, "compromise", one.pk),
        )
        for one in sheet.compromises
    ]


def next_gesture(request: CooperationRequest, sheet: ConflictSheet) -> Waiting | None:
    """What an open conflict calls for, for whoever may give it."""
    access, one = request.access, sheet.conflict
    if not one.is_open or not permissions.can_keep_conflicts(access):
        return None
    slug = access.cooperation.slug
    if one.next_on and one.next_on < sheet.today:
        return Waiting(
            _("L’étape prévue est passée"),
            _("« %(step)s » était prévu le %(day)s. Dites où l’on en est, puis la suite.")
            % {"step": one.next_step, "day": french.long_date(one.next_on)},
            reverse("dialogue:conflict_heat", args=[slug, one.pk]),
            verb=_("Dire où l’on en est"),
        )
    if not one.next_step:
        return Waiting(
            _("Étape suivante"),
            _("Un conflit sans prochaine étape s’installe. Choisissez-en une, même petite."),
            reverse("dialogue:conflict_edit", args=[slug, one.pk]),
            verb=_("Choisir la prochaine étape"),
        )
    if not sheet.compromises and len(sheet.heats) > 0:
        return Waiting(
            _("Étape suivante"),
            _("Mettez deux ou trois options devant chacune des parties."),
            f"{reverse('dialogue:compromise_add', args=[slug])}?conflit={one.pk}",
            verb=_("Chercher un compromis"),
        )
    day = french.long_date(one.next_on) if one.next_on else ""
    return Waiting(
        _("Étape suivante"),
        _("%(step)s, le %(day)s.") % {"step": one.next_step, "day": day} if day else one.next_step,
        reverse("dialogue:conflict_heat", args=[slug, one.pk]),
        verb=_("Dire où l’on en est"),
    )
