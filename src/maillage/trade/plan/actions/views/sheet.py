"""What the sheet of an action says, and what it calls for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.panels import Panel
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.words import means_words
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import ProgressNote
from maillage.trade.plan.actions.queries.actions import short_name
from maillage.trade.plan.actions.queries.sheet import ActionSheet, ShareLine
from maillage.trade.plan.actions.rules import days_late, is_silent, is_without_news
from maillage.trade.plan.actions.views.register import heading
from maillage.trade.plan.actions.words import (
    again_words,
    days_words,
    part_mark,
    parts_sentence,
    refused_words,
    silence_words,
    unbegun_words,
)
from maillage.trade.plan.choices import (
    AGREEING,
    OPEN_STATES,
    ActionState,
    ShareAnswerKind,
    ShareRole,
)


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A part as the page draws it, with the addresses that this reader may use."""

    name: str
    by: str
    structure_url: str
    role: str
    role_label: str
    does: str
    mark: str
    state: str
    is_silent: bool
    days: str
    due_on: date | None
    answer_url: str
    ask_url: str
    progress_url: str
    edit_url: str


def shown_action(access: Access, one: ActionSheet, beside: Sequence[Panel], unbegun: int) -> Sheet:
    """The sheet as the page draws it, `beside` what the other rooms know of the action.

    Its steps are all `unbegun`, or none is.
    """
    action, slug = one.action, access.cooperation.slug
    return Sheet(
        title=action.title,
        sentence=" ".join(
            filter(
                None,
                (
                    unbegun_words(one.action, unbegun),
                    parts_sentence(one.lines, is_open=one.action.is_open),
                ),
            )
        ),
        place=(PageLink(_("Plan d’action"), address("plan:actions", slug)),),
        facts=tuple(fact for fact in _facts(one) if fact.value),
        panels=tuple(beside),
        readers=_readers(access, one),
        gestures=one.gestures,
    )


def _readers(access: Access, one: ActionSheet) -> tuple[Readers, ...]:
    visibility = Visibility(one.action.visibility)
    who = french.capital(str(visibility.label))
    rows = [Readers("eye", who, _("cette fiche, ses parts et ses nouvelles"))]
    if visibility == Visibility.MEMBERS:
        names = _("les personnes nommées dans les parts et les nouvelles")
        rows.append(Readers("users", _("Tous, sauf les observateurs"), names))
    if permissions.can_read_sources(access):
        own = _("les jours donnés, et auprès de qui c’est recueilli")
        rows.append(Readers("lock", _("L’équipe projet"), own))
    return tuple(rows)


def _facts(one: ActionSheet) -> list[Fact]:
    action = one.action
    start = french.long_date(action.start_on) if action.start_on else ""
    return [
        Fact(_("Numéro"), action.number),
        Fact(_("Objectif"), heading(action.objective)),
        Fact(_("Début prévu"), start),
        Fact(_("Fin prévue"), french.long_date(action.due_on) if action.due_on else ""),
        Fact(_("Rythme"), _("se répète chaque année") if action.each_year else ""),
        Fact(_("Priorité"), str(action.get_priority_display()) if action.priority else ""),
        Fact(_("Constat"), one.finding),
        Fact(_("Publics"), ", ".join(one.publics)),
        Fact(_("Thèmes"), ", ".join(one.themes)),
        Fact(_("Communes"), ", ".join(one.territories)),
        Fact(_("Équipements"), ", ".join(one.facilities)),
        Fact(_("Portage politique"), one.elected),
        Fact(_("Suivie par"), one.coordinator),
    ]


def shown_shares(access: Access, one: ActionSheet) -> list[ShownShare]:
    """The parts in the order of their roles."""
    return [_shown(access, one, line) for line in one.lines]


def _shown(access: Access, one: ActionSheet, line: ShareLine) -> ShownShare:
    share, slug = line.share, access.cooperation.slug
    may_answer = line.may_answer and one.action.is_open
    is_refused = line.answer_kind == ShareAnswerKind.REFUSED
    is_over = not one.action.is_open and share.state in OPEN_STATES
    is_silent = (
        share.state == ActionState.READY
        and one.action.state == ActionState.RUNNING
        and all(note.share_id != share.pk for note in one.news)
    )
    reads_days = permissions.can_read_sources(access) or line.may_answer
    return ShownShare(
        name=short_name(share),
        by=", ".join(filter(None, (str(share.department or ""), line.person))),
        structure_url=address("directory:organisation", slug, share.organisation_id),
        role=share.role,
        role_label=str(share.get_role_display()),
        does=share.does,
        mark=part_mark(share, line.answer),
        state="" if is_refused or is_over else share.state,
        is_silent=is_silent,
        days=days_words(share.days_needed) if reads_days and not is_refused else "",
        due_on=None if is_refused else share.due_on,
        answer_url=address("plan:share_answer", slug, share.pk) if may_answer else "",
        ask_url=address("plan:share_ask", slug, share.pk)
        if one.may_edit and may_answer and not line.answer
        else "",
        progress_url=address("plan:share_progress", slug, share.pk)
        if may_answer and not is_refused
        else "",
        edit_url=address("plan:share_edit", slug, share.pk) if one.may_edit else "",
    )


def reserves(access: Access, one: ActionSheet) -> list[str]:
    """« La Caf : « sous condition… » (par téléphone, 8 octobre 2026) »; how, for the team alone."""
    reads = permissions.can_read_sources(access)
    return [
        _("%(name)s : « %(words)s » (%(means)s)")
        % {
            "name": french.capital(french.with_article(short_name(line.share))),
            "words": french.inner_quotes(line.answer.words),
            "means": means_words(line.answer) if reads else french.long_date(line.answer.told_on),
        }
        for line in one.lines
        if line.answer and line.answer.words
    ]


def shown_news(access: Access, one: ActionSheet) -> list[tuple[ProgressNote, str]]:
    """The news, the latest first: each with its day, whose it is, how it was known."""
    return [(note, ", ".join(filter(None, _note_parts(access, note)))) for note in one.news]


def _note_parts(access: Access, note: ProgressNote) -> Iterator[str]:
    """Its day, the part it is about, from whom, who noted it: a part says nothing by itself."""
    yield french.long_date(note.on)
    if note.share:
        name = short_name(note.share)
        is_own = note.means == Means.LINK
        yield name if is_own else _("part %(of)s") % {"of": french.of_body(name)}
    if permissions.can_read_sources(access):
        means = "" if note.means == Means.ACCOUNT else str(note.get_means_display())
        by = french.from_whom(note.told_by) if note.told_by else ""
        yield " ".join(filter(None, (means, by)))
    if note.recorded_by and permissions.can_read_names(access):
        yield _("noté par %(who)s") % {"who": note.recorded_by.short_name}


def next_gestures(access: Access, one: ActionSheet) -> list[Waiting]:
    """What this action calls for, for whoever may give it; nothing once it is over."""
    if not one.action.is_open:
        return []
    slug = access.cooperation.slug
    return list(_of_the_officer(one, slug) if one.may_edit else _own_answers(one, slug))


def _own_answers(one: ActionSheet, slug: str) -> Iterator[Waiting]:
    for line in one.lines:
        if line.may_answer and line.answer is None and (line.share.asked_on or line.was_answered):
            yield Waiting(
                _("Une part vous est proposée"),
                line.share.does or str(line.share.get_role_display()),
                address("plan:share_answer", slug, line.share.pk),
                verb=_("Répondre"),
            )


def _of_the_officer(one: ActionSheet, slug: str) -> Iterator[Waiting]:
    action = one.action
    gestures = (_succession, _pilot, _refused, _silence, _to_ask)
    for gesture in (find(one, slug) for find in gestures):
        if gesture is not None:
            yield gesture
    if days := days_late(action.state, action.due_on, one.today):
        yield Waiting(
            _("Sa date est passée"),
            ngettext("Elle devait finir hier.", "Elle devait finir il y a %(n)s jours.", days)
            % {"n": french.number(days)},
            address("plan:action_progress", slug, action.pk),
            verb=_("Dire où elle en est"),
        )
    elif (gesture := _quiet(one, slug)) is not None:
        yield gesture


def _quiet(one: ActionSheet, slug: str) -> Waiting | None:
    """A part of an action at work, of which nothing was said for long."""
    days = [day for day in one.last_words_on if is_without_news(day, one.today)]
    if not days or one.action.state != ActionState.RUNNING:
        return None
    last = max(days)
    label = _("Sans nouvelles depuis %(time)s")
    if len(days) < len(one.last_words_on):
        label = ngettext(
            "Une part sans nouvelles depuis %(time)s",
            "%(n)s parts sans nouvelles depuis %(time)s",
            len(days),
        )
    count = french.capital(french.in_words(len(days), feminine=True))
    return Waiting(
        label % {"n": count, "time": french.months_words(last, one.today)},
        _last_word(one, last),
        address("plan:action_progress", slug, one.action.pk),
        verb=_("Dire où elle en est"),
    )


def _last_word(one: ActionSheet, day: date) -> str:
    """Which word was the last on this day: news that the page shows, else parts accepted."""
    if any(note.on == day for note in one.news):
        return _("Rien n’en est dit depuis le %(day)s.") % {"day": french.long_date(day)}
    accepted = [
        line.share
        for line in one.lines
        if line.answer and line.answer.told_on == day and line.answer_kind in AGREEING
    ]
    names = list(dict.fromkeys(french.with_article(short_name(share)) for share in accepted))
    words = ngettext(
        "Part acceptée le %(day)s par %(names)s : rien n’en est dit depuis.",
        "Parts acceptées le %(day)s par %(names)s : rien n’en est dit depuis.",
        len(accepted),
    )
    return words % {"day": french.long_date(day), "names": french.listed(names)}


def _succession(one: ActionSheet, slug: str) -> Waiting | None:
    for line in one.lines:
        structure = line.share.organisation
        if structure.successor and structure.ended_on:
            words = _(
                "%(name)s est réunie à %(successor)s depuis le %(day)s : sa part lui est-elle "
                "reprise ?"
            ) % {
                "name": french.capital(french.with_article(str(structure))),
                "successor": structure.successor,
                "day": french.long_date(structure.ended_on),
            }
            url = address("plan:share_succeed", slug, line.share.pk)
            return Waiting(_("Une structure a fusionné"), words, url, verb=_("La lui proposer"))
    return None


def _pilot(one: ActionSheet, slug: str) -> Waiting | None:
    if one.action.state == ActionState.TALK or one.pilots:
        return None
    refused = [
        line
        for line in one.lines
        if line.share.role == ShareRole.PILOT and line.answer_kind == ShareAnswerKind.REFUSED
    ]
    return Waiting(
        _("Personne ne porte cette fiche"),
        _("La structure pressentie a refusé.")
        if refused
        else _("Dites quelle structure la porte."),
        address("plan:share_add", slug, one.action.pk) + "?role=pilot",
        verb=_("Choisir un pilote"),
    )


def _refused(one: ActionSheet, slug: str) -> Waiting | None:
    for line in one.lines:
        share = line.share
        is_seen = share.role == ShareRole.PILOT and not one.pilots
        if line.answer_kind == ShareAnswerKind.REFUSED and not is_seen:
            who = french.capital(french.with_article(short_name(share)))
            return Waiting(
                _("%(who)s a refusé sa part") % {"who": who},
                refused_words(share),
                f"{address('plan:share_add', slug, one.action.pk)}?role={share.role}",
                verb=_("La proposer à un autre"),
            )
    return None


def _silence(one: ActionSheet, slug: str) -> Waiting | None:
    for line in one.lines:
        share = line.share
        if share.asked_on and is_silent(share.asked_on, line.answer_kind, one.today):
            return Waiting(
                _("Relancer %(who)s") % {"who": french.with_article(short_name(share))},
                silence_words(share.asked_on),
                address("plan:share_ask", slug, share.pk),
                verb=_("Relancer par lien"),
            )
    return None


def _to_ask(one: ActionSheet, slug: str) -> Waiting | None:
    for line in one.lines:
        if line.share.asked_on is None and line.answer is None:
            who = french.to_body(short_name(line.share))
            is_again = line.was_answered
            words = _("Redemander sa part %(to)s") if is_again else _("Demander sa part %(to)s")
            return Waiting(
                words % {"to": who},
                again_words(line.share)
                if is_again
                else line.share.does or str(line.share.get_role_display()),
                address("plan:share_ask", slug, line.share.pk),
                verb=_("Demander par lien"),
            )
    return None


def former_words(one: ActionSheet) -> Sequence[str]:
    """« Brolles, jusqu’au 1er janvier 2027 : réunie à Valmorin », for each part that ended."""
    return [
        _("%(name)s, jusqu’au %(day)s")
        % {
            "name": short_name(share),
            "day": french.long_date(share.until),
        }
        + (f" : {share.leaving}" if share.leaving else "")
        for share in one.former
        if share.until
    ]
