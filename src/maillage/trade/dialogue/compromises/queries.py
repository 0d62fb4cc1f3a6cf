"""Which options were put to whom, and what does each one say?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from maillage.core.folded import holds_words
from maillage.core.numbers import read_number
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.dialogue.compromises.rules import Answers, Readings, read_answers
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.conflicts.queries import conflicts, members_among, name_of


def compromises(access: Access) -> QuerySet[Compromise]:
    """The compromises that this reader may see."""
    rows = Compromise.objects.visible_to(access)
    return rows.select_related("subject", "cooperation", "author", "chosen", "conflict")


def options(access: Access) -> QuerySet[CompromiseOption]:
    """The options of the compromises that this reader may see."""
    rows = CompromiseOption.objects.filter(compromise__in=Compromise.objects.visible_to(access))
    return rows.select_related("compromise__cooperation", "compromise__subject")


def compromises_holding(rows: QuerySet[Compromise], typed: str) -> QuerySet[Compromise]:
    """The compromises whose question, or one of whose options, holds what is typed."""
    party = CompromiseParty.objects.filter(
        holds_words(typed, "actor__organisation__folded"), compromise=OuterRef("pk")
    )
    return rows.filter(holds_words(typed, "folded") | Exists(party))


@dataclass(frozen=True, slots=True)
class CompromiseRow:
    """A compromise as the register reads it."""

    pk: int
    title: str
    about: str
    options: int
    parties: int
    answered: int
    settlement: str
    chosen: str
    opened_on: date


def compromise_rows(access: Access, page: QuerySet[Compromise]) -> list[CompromiseRow]:
    """The rows of one page, in four queries."""
    rows = list(page)
    numbers = [one.pk for one in rows]
    existing_conflicts = conflicts(access).filter(
        pk__in=[one.conflict_id for one in rows if one.conflict_id]
    )
    shown = dict(existing_conflicts.values_list("pk", "title"))
    options = _counted(CompromiseOption.objects.filter(compromise__in=numbers), "compromise")
    parties = _counted(CompromiseParty.objects.filter(compromise__in=numbers), "compromise")
    answers = OptionAnswer.objects.visible_to(access).filter(
        option__compromise__in=numbers, withdrawn_at__isnull=True
    )
    values = dict(
        answers.order_by().values_list("option__compromise").annotate(Count("actor", distinct=True))
    )
    return [
        CompromiseRow(
            pk=one.pk,
            title=one.title,
            about=shown.get(one.conflict_id or 0) or (one.subject.label if one.subject else ""),
            options=options.get(one.pk, 0),
            parties=parties.get(one.pk, 0),
            answered=values.get(one.pk, 0),
            settlement=one.settlement,
            chosen=one.chosen.label if one.chosen else "",
            opened_on=one.opened_on,
        )
        for one in rows
    ]


def _counted(
    rows: QuerySet[CompromiseOption] | QuerySet[CompromiseParty], by: str
) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


@dataclass(frozen=True)
class CompromiseSheet:
    """All that is known of one compromise."""

    compromise: Compromise
    options: Sequence[CompromiseOption]
    actors: Sequence[Actor]
    answers: Answers
    readings: Readings
    conflict: Conflict | None
    present: frozenset[int]
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    def name(self, actor: int) -> str:
        """The short name of an actor of the table."""
        return next((name_of(one) for one in self.actors if one.pk == actor), "")

    @property
    def unanswered(self) -> list[CompromiseOption]:
        """The options of which nobody said anything, as far as this reader knows."""
        numbers = {option for option, _actor in self.answers}
        return [one for one in self.options if one.pk not in numbers]

    def option(self, number: int) -> CompromiseOption | None:
        return next((one for one in self.options if one.pk == number), None)


def with_table(rows: QuerySet[Compromise]) -> QuerySet[Compromise]:
    """The compromises with their chosen option, their options and parties; in two more queries."""
    parties = CompromiseParty.objects.select_related(
        "actor__organisation__successor", "actor__person"
    )
    return (
        rows.select_related(None)
        .select_related("chosen")
        .prefetch_related(
            Prefetch("options", CompromiseOption.objects.all(), to_attr="told_options"),
            Prefetch("parties", parties, to_attr="told_parties"),
        )
    )


def compromise_sheet(access: Access, compromise: Compromise, today: date) -> CompromiseSheet:
    """The page of a compromise read by `with_table`, in a constant number of queries."""
    compromise_options: list[CompromiseOption] = getattr(compromise, "told_options", [])
    parties: list[CompromiseParty] = getattr(compromise, "told_parties", [])
    actors = [one.actor for one in parties]
    answers = standing_answers(access, compromise.pk, today)
    also = (
        Compromise.objects.filter(pk=compromise.pk),
        CompromiseOption.objects.filter(compromise=compromise.pk),
        OptionAnswer.objects.visible_to(access).filter(option__compromise=compromise.pk),
    )
    return CompromiseSheet(
        compromise=compromise,
        options=compromise_options,
        actors=actors,
        answers=answers,
        readings=read_answers(
            [one.pk for one in compromise_options], [one.pk for one in actors], answers
        ),
        conflict=_conflict_of(access, compromise),
        present=members_among(access, [one.organisation_id for one in actors]),
        gestures=history(access, f"compromise:{compromise.pk}", also=also),
    )


def _conflict_of(access: Access, compromise: Compromise) -> Conflict | None:
    """The conflict that it would settle, if this reader may see it."""
    number = compromise.conflict_id
    return conflicts(access).filter(pk=number).first() if number else None


def standing_answers(access: Access, compromise: int, today: date) -> Answers:
    """The last answer of each structure to each option that this reader may see.

    The few former ones are read too: it is cheaper than to leave them out in SQL.
    """
    rows = OptionAnswer.objects.visible_to(access).filter(option__compromise=compromise)
    answers: dict[tuple[int, int], OptionAnswer] = {}
    for one in rows.valid_on(today).order_by("-on", "-pk"):
        answers.setdefault((one.option_id, one.actor_id), one)
    return answers


def answers_of_place(access: Access, option: int, actor: int) -> QuerySet[OptionAnswer]:
    """What this structure said of this option, the latest first."""
    rows = OptionAnswer.objects.visible_to(access).filter(option=option, actor=actor)
    return rows.filter(withdrawn_at__isnull=True).select_related("source", "author")


def actors_concerned(compromise: Compromise) -> QuerySet[Actor]:
    """The structures whose answer counts."""
    compromise_parties = CompromiseParty.objects.filter(compromise=compromise).values("actor")
    rows = Actor.objects.filter(pk__in=compromise_parties).select_related("organisation", "person")
    return rows.order_by("group", "organisation__folded", "pk")


def condition_texts(access: Access, compromise: Compromise, today: date) -> list[str]:
    """The conditions already written, so that the same one is written the same way."""
    answers = standing_answers(access, compromise.pk, today).values()
    lines = [line for one in answers for line in one.condition_lines]
    return sorted(dict.fromkeys(lines))


def option_to_decide(access: Access, number: str) -> tuple[str, str]:
    """The title and the question to put to the councils, empty when there is no compromise.

    The option is the one accepted, or the best one as this reader knows the answers.
    """
    rows = with_table(compromises(access))
    pk = read_number(number)
    compromise = rows.filter(pk=pk).first() if pk else None
    if compromise is None:
        return "", ""
    compromise_options: list[CompromiseOption] = getattr(compromise, "told_options", [])
    chosen = compromise.chosen or _best_option(access, compromise, compromise_options)
    question = f"{chosen.label}. {chosen.detail}".strip() if chosen else ""
    return compromise.title, question


def _best_option(
    access: Access, compromise: Compromise, compromise_options: Sequence[CompromiseOption]
) -> CompromiseOption | None:
    parties: list[CompromiseParty] = getattr(compromise, "told_parties", [])
    answers = standing_answers(access, compromise.pk, timezone.localdate())
    readings = read_answers(
        [o.pk for o in compromise_options], [p.actor_id for p in parties], answers
    )
    best = next(iter(readings.options), None)
    return next((one for one in compromise_options if best and one.pk == best.option), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many compromises there are, are looked for, were accepted."""

    all: int
    open: int
    accepted: int


def compromise_counts(access: Access) -> Counts:
    """The counts of what this reader may see, in one query."""
    values = Compromise.objects.visible_to(access).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(settlement="")),
        accepted=Count("pk", filter=Q(settlement=Settlement.ACCEPTED)),
    )
    return Counts(values["all"], values["open"], values["accepted"])
