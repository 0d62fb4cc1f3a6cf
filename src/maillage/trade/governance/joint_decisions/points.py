"""What do joint decisions tell on the pages of the other rooms?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import (
    MANY,
    MOST_DATES,
    MOST_WAITING,
    SOON,
    Alike,
    Upcoming,
    Waiting,
    awaited,
)
from maillage.core.chores import chores
from maillage.core.links import address
from maillage.core.panels import Panel, figure_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.core.strands import Strand, StrandMark, strands
from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import Standing, Vote
from maillage.trade.governance.joint_decisions import states
from maillage.trade.governance.joint_decisions.models import Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.papers.papers import decision_papers
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    MOST_PRESSING,
    Path,
    SilenceToCome,
    joint_decisions,
    paths_of_organisations,
    paths_to_answer,
    pressing_paths,
    put_off,
    silences_between,
    unsettled,
)
from maillage.trade.governance.joint_decisions.services.answers_by_link import PURPOSE
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_aged_standings
from maillage.trade.governance.joint_decisions.table.target import DELIBERATIONS
from maillage.trade.governance.joint_decisions.views.deliberations import answer_vote
from maillage.trade.governance.joint_decisions.words.standing_words import silence_to_come
from maillage.trade.governance.joint_decisions.words.steps import (
    ACT_PAGE,
    ANSWER_PAGE,
    Due,
    due,
    sending,
)
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint
from maillage.trade.governance.joint_decisions.words.vote_marks import vote_mark

MOST_WINDOWS = 500


@waits(
    rows=lambda cooperation, _today: Deliberation.objects.filter(
        decision__cooperation=cooperation, until__isnull=True
    ),
    can=permissions.can_answer_decisions,
)
def councils_wait(access: Access, today: date) -> list[Waiting]:
    """Urgent gestures for officers, a vote to say for spokespersons."""
    slug = access.cooperation.slug
    if access.is_officer:
        silences = [_silence(access, one) for one in silences_between(access, today, today + SOON)]
        return [*silences, *_urgent(pressing_paths(access, today), slug, today)]
    numbers = sorted(spoken_for(access))
    paths = paths_to_answer(access, numbers, today) if numbers else []
    return [
        Waiting(
            _("Dire le vote de votre conseil"),
            path.deliberation.decision.title,
            reverse("governance:joint_decision_answer", args=[slug, path.deliberation.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for path in paths
        if path.answer is None
    ][:MOST_WAITING]


@awaited.answer
def councils_are_awaited(reader: Reader, today: date) -> Sequence[Waiting]:
    """The councils that have the text and have still to vote, by decision; one query.

    A session that is past leaves its vote to be known, unless it put the text off.
    """
    access = as_access(reader)
    if not access.is_officer:
        return ()
    to_come = Q(session_on__gte=today) | Q(session_on__isnull=True) | put_off()
    rows = unsettled(access).filter(to_come, sent_on__isnull=False).order_by()
    by_decision = rows.values("decision", title=F("decision__title")).annotate(
        councils=Count("pk"),
        council=Min("organisation__name"),
        next_on=Min("session_on", filter=Q(session_on__gte=today)),
    )
    slug = access.cooperation.slug
    alike = Alike(
        _("%(n)s questions attendent le vote de conseils"),
        reverse("governance:joint_decisions", args=[slug]),
        _("Les suivre"),
        least=MANY,
    )
    first = by_decision.order_by(F("next_on").asc(nulls_last=True), "decision")
    return [_awaited(slug, one, alike) for one in first]


def _awaited(slug: str, one: Mapping[str, Any], alike: Alike) -> Waiting:
    """« Deux conseils doivent encore voter : Charte », and when the next one meets."""
    if one["councils"] == 1:
        label = _("%(name)s doit encore voter : %(title)s")
        values = {"name": french.capital(french.with_article(one["council"]))}
    else:
        label = _("%(n)s conseils doivent encore voter : %(title)s")
        values = {"n": french.capital(french.in_words(one["councils"]))}
    reason = (
        _("Prochain conseil le %(day)s.") % {"day": french.long_date(one["next_on"])}
        if one["next_on"]
        else _("Aucune date de conseil n’est notée.")
    )
    url = reverse("governance:joint_decision", args=[slug, one["decision"]])
    values["title"] = one["title"]
    return Waiting(label % values, reason, url, alike=alike, part=one["title"])


def _silence(access: Access, one: SilenceToCome) -> Waiting:
    """A silence about to speak: the vote must be known before, or the officer must know it."""
    deliberation = one.deliberation
    return Waiting(
        _("%(name)s : savoir ce que son conseil a voté") % {"name": deliberation},
        silence_to_come(str(deliberation), one.effect, one.on),
        reverse(
            "governance:joint_decision_council", args=[access.cooperation.slug, deliberation.pk]
        ),
        verb=_("Demander son vote"),
    )


def _urgent(paths: Sequence[Path], slug: str, today: date) -> list[Waiting]:
    """The gestures that cannot wait, those alike in one; then the acts to obtain, by decision."""
    due_readers = [one for path in paths if (one := due(path, today))]
    acts = [one.path.deliberation.decision for one in due_readers if one.page == ACT_PAGE]
    kinds = _kinds(slug, is_cut=len(paths) >= MOST_PRESSING)
    urgent = [
        Waiting(
            one.label,
            one.reason,
            reverse("governance:joint_decision", args=[slug, one.path.deliberation.decision_id]),
            verb=_verb(one),
            alike=kinds.get(ANSWER_PAGE if one.page == ANSWER_PAGE else one.mark),
            part=one.path.name,
        )
        for one in due_readers
        if one.is_urgent
    ]
    return urgent + [_acts(slug, *one) for one in Counter(acts).items()]


def _kinds(slug: str, *, is_cut: bool) -> dict[str, Alike]:
    """The urgent gestures that are one when they are many; those of a cut list have no number."""
    page = reverse("governance:joint_decisions", args=[slug])
    kinds = (
        (ANSWER_PAGE, _("%(n)s votes à recueillir"), _("Les recueillir"), 2, ""),
        (
            *("reserve", _("%(n)s réserves attendent une réponse"), _("Y répondre"), MANY),
            f"?vote={Vote.RESERVED}",
        ),
        (
            *("deferred", _("%(n)s ajournements à comprendre"), _("Les voir"), MANY),
            f"?vote={Vote.DEFERRED}",
        ),
    )
    return {
        kind: Alike(
            *(words, f"{page}{query}", verb),
            uncounted=words % {"n": _("des")} if is_cut else "",
            least=least,
        )
        for kind, words, verb, least, query in kinds
    }


def _verb(one: Due) -> str:
    verbs = {
        "reserve": _("Répondre"),
        "agenda": _("Recueillir le vote"),
        "ask": _("Envoyer le texte"),
    }
    return verbs.get(one.mark, _("Ouvrir la décision"))


def _acts(slug: str, decision: JointDecision, count: int) -> Waiting:
    """The acts of a decision that are still to be obtained, asked for in one gesture."""
    label = ngettext("Obtenir un acte exécutoire", "Obtenir %(n)s actes exécutoires", count) % {
        "n": french.in_words(count)
    }
    url = reverse("governance:joint_decision", args=[slug, decision.pk])
    return Waiting(label, decision.title, url, verb=_("Ouvrir la décision"))


@falls(
    rows=lambda cooperation, first, last: Deliberation.objects.filter(
        decision__cooperation=cooperation, until__isnull=True, session_on__range=(first, last)
    ),
    can=permissions.can_open_decisions,
)
def councils_meet(access: Access, first: date, last: date) -> list[Upcoming]:
    """The sessions of councils that have still to vote, in one query."""
    slug = access.cooperation.slug
    meeting = (
        unsettled(access)
        .filter(session_on__range=(first, last))
        .order_by("session_on", "pk")[:MOST_DATES]
    )
    return [
        Upcoming(
            on=one.session_on,
            label=_("Conseil : %(name)s") % {"name": one},
            reason=one.decision.title,
            url=reverse("governance:joint_decision_council", args=[slug, one.pk]),
        )
        for one in meeting
        if one.session_on
    ]


@falls(
    rows=lambda cooperation, _first, last: JointDecision.objects.filter(
        cooperation=cooperation, stands_until__lte=last
    ),
    can=permissions.can_open_decisions,
)
def silences_fall(access: Access, first: date, last: date) -> list[Upcoming]:
    """The days on which the silence of a council begins to speak, in one query."""
    slug = access.cooperation.slug
    return [
        Upcoming(
            on=one.on,
            label=silence_to_come(str(one.deliberation), one.effect, one.on),
            reason=one.deliberation.decision.title,
            url=reverse("governance:joint_decision_council", args=[slug, one.deliberation.pk]),
        )
        for one in silences_between(access, first, last)[:MOST_DATES]
    ]


@strands.answer
def votes_of_structures(reader: Reader, numbers: tuple[int, ...]) -> Sequence[Strand]:
    """What the councils of structures were asked, and what each answered; three queries."""
    access, today = as_access(reader), timezone.localdate()
    may_keep = permissions.can_keep_decisions(access)
    by_structure: dict[int, list[StrandMark]] = {}
    for path in paths_of_organisations(access, numbers):
        mark = vote_mark(access.cooperation.slug, path, today, may_keep=may_keep)
        by_structure.setdefault(path.deliberation.organisation_id, []).append(mark)
    return (Strand("votes", _("Ses votes"), by_structure),)


@panels.answer
def decision_of_compromise(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """From an option to the councils in one click, for whoever opens decisions; no query."""
    access = as_access(reader)
    if kind != "compromise" or not permissions.can_keep_decisions(access):
        return ()
    page = reverse("governance:joint_decision_add", args=[access.cooperation.slug])
    line = Line(
        label=_("En faire une décision conjointe"),
        note=_("La question et l’option y seront déjà écrites."),
        url=f"{page}?compromise={number}",
    )
    return (Panel(_("Et les conseils ?"), "core/parts/lines.html", {"lines": [line]}, slot="next"),)


@panels.answer
def acquired_on_portrait(reader: Reader, kind: str, _number: int) -> Sequence[Panel]:
    """How many joint decisions are acquired, on the portrait; one query."""
    access = as_access(reader)
    if kind != "cooperation" or not permissions.can_open_decisions(access):
        return ()
    count = joint_decisions(access).filter(standing=Standing.ACQUIRED).count()
    label = ngettext("décision acquise", "décisions acquises", count)
    return (figure_panel(label, count),) if count else ()


@findable
def joint_decision_names(access: Access) -> Iterator[FoldedResult]:
    """The joint decisions, under their titles and the references that their papers bear."""
    slug = access.cooperation.slug
    for row in joint_decisions(access).prefetch_related("texts"):
        url = address("governance:joint_decision", slug, row.pk)
        note = str(row.get_standing_display())
        marks = [short_fingerprint(text.fingerprint) for text in row.texts.all()]
        names = (row.folded, *marks, *(mark.replace(" ", "") for mark in marks))
        yield " ".join(names), SearchResult(_("Décision conjointe"), row.title, note, url)


@windows.answer
def council_windows(reader: Reader, first: date, last: date) -> Sequence[Window]:
    """The sessions of the period, and the deliberations that wait for a date; one query."""
    access = as_access(reader)
    condition = Q(session_on__range=(first, last)) | Q(session_on__isnull=True)
    rows = unsettled(access).filter(condition).order_by("session_on", "pk")[:MOST_WINDOWS]
    return [_window(access, one, first) for one in rows]


def _window(access: Access, one: Deliberation, first: date) -> Window:
    url = reverse("governance:joint_decision_council", args=[access.cooperation.slug, one.pk])
    title = one.decision.title
    if one.session_on is None:
        return Window(
            one.organisation_id,
            one.sent_on or first,
            None,
            helps=False,
            reason=_("« %(title)s » attend déjà son conseil, dont la date n’est pas connue")
            % {"title": title},
            url=url,
            kind="deliberation",
        )
    return Window(
        one.organisation_id,
        one.session_on,
        one.session_on,
        helps=True,
        reason=_session_words(one, one.session_on),
        url=url,
        kind="council",
    )


def _session_words(one: Deliberation, session: date) -> str:
    """« conseil le 12 décembre 2026 (« Charte »), texte à envoyer avant le 6 décembre 2026 »."""
    sentence = _("conseil le %(day)s (« %(title)s »)") % {
        "day": french.long_date(session),
        "title": one.decision.title,
    }
    finding = sending(one)
    if finding is None or finding.figures.latest_sending_date is None:
        return sentence
    day = french.long_date(finding.figures.latest_sending_date)
    return _("%(said)s, dernier jour d’envoi le %(day)s") % {"said": sentence, "day": day}


@chores.answer
def silences_speak(now: datetime) -> list[str]:
    """Keeps where the decisions stand when a silence has spoken."""
    count = keep_aged_standings(timezone.localdate(now))
    return [f"silences : {count} décisions relues"] if count else []


imports.answer(lambda: (DELIBERATIONS,))
papers.answer(decision_papers)
questions.answer(
    lambda: (
        Question(
            PURPOSE, _("Le vote d’un conseil"), answer_vote, record=Deliberation, awaits=False
        ),
    )
)


probe(
    "implementation.lead.deliberations",
    load=states.load,
    reads="members",
    topics={"joint_decisions", "organisations"},
)(states.deliberations)
