"""Which actions and which parts does this reader see, and which may they change?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window

from maillage.core.folded import holds_words, whole_words
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import own_person, people
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.actions.rules import searched_number
from maillage.trade.plan.choices import OPEN_STATES, ShareAnswerKind, ShareRole
from maillage.trade.plan.parameters import ANSWER_DELAY, SLIPS_FROM

SHARE_LINK = "share"  # the purpose of the links by which a part is asked
STANDING = Q(replaced_at__isnull=True)
REFUSED = ShareAnswer.objects.filter(STANDING, share=OuterRef("pk"), answer=ShareAnswerKind.REFUSED)
ANSWERED = ShareAnswer.objects.filter(STANDING, share=OuterRef("pk"))


def actions(access: Access) -> QuerySet[Action]:
    """The actions that this reader may see, in the order of the plan."""
    rows = Action.objects.visible_to(access)
    return rows.select_related("cooperation__workspace", "objective__parent__parent", "subject")


def team_actions(cooperation: int) -> QuerySet[Action]:
    """The actions of a cooperation that its whole team reads: those that states count."""
    return Action.objects.filter(cooperation=cooperation, visibility__in=LEVELS_READ[Role.TEAM])


def shares(access: Access) -> QuerySet[Share]:
    """The open parts of the actions that this reader may see."""
    rows = Share.objects.filter(until__isnull=True, action__in=Action.objects.visible_to(access))
    return rows.select_related(
        "action__cooperation__workspace", "organisation__successor", "department", "person"
    )


def editable_shares(access: Access) -> QuerySet[Share]:
    """The parts, even ended, of the actions that this reader may change."""
    rows = Share.objects.filter(action__in=editable_actions(access))
    return rows.select_related(
        "action__cooperation__workspace", "organisation__successor", "department", "person"
    )


def editable_actions(access: Access) -> QuerySet[Action]:
    """The actions that this reader may change: all for officers, those one coordinates."""
    rows = actions(access)
    return rows if access.is_officer else rows.filter(coordinator=access.user_id)


def answerable_shares(access: Access) -> QuerySet[Share]:
    """The open parts whose answer and progress this reader may say."""
    if access.is_officer:
        return shares(access)
    own = Q(organisation__in=spoken_for(access))
    if permissions.can_coordinate(access):
        own |= Q(action__coordinator=access.user_id)
    return shares(access).filter(own)


def has_answers(action: Action) -> bool:
    """Whether a structure answered its part of the action, or gave news of it."""
    answers = ShareAnswer.objects.filter(share__action=action.pk)
    return answers.exists() or action.news.exists()


def matching_actions(rows: QuerySet[Action], typed: str) -> QuerySet[Action]:
    """The actions whose words hold what is typed, or in which such a structure has a part.

    Of a number, the one that bears it, and those that hold these words whole.
    """
    number = searched_number(typed)
    if number and rows.filter(number=number).exists():
        return rows.filter(Q(number=number) | Q(folded__regex=whole_words(typed)))
    joined = Share.objects.filter(
        holds_words(typed, "organisation__folded"), action=OuterRef("pk"), until__isnull=True
    )
    return rows.filter(holds_words(typed, "folded") | Q(Exists(joined)))


def of_organisations(rows: QuerySet[Action], numbers: Iterable[int]) -> QuerySet[Action]:
    """The actions in which one of these structures has a part."""
    own = Share.objects.filter(action=OuterRef("pk"), organisation__in=numbers, until__isnull=True)
    return rows.filter(Exists(own))


def piloted_by(rows: QuerySet[Action], number: int) -> QuerySet[Action]:
    """The open actions that this structure carries and did not refuse, the first to end first."""
    pilots = Share.objects.filter(
        ~Exists(REFUSED),
        action=OuterRef("pk"),
        organisation=number,
        role=ShareRole.PILOT,
        until__isnull=True,
    )
    rows = rows.filter(Exists(pilots), state__in=OPEN_STATES)
    return rows.order_by(F("due_on").asc(nulls_last=True), "order", "pk")


def of_axis(rows: QuerySet[Action], number: int) -> QuerySet[Action]:
    """The actions of an axis and of all that it contains."""
    return rows.filter(
        Q(objective=number) | Q(objective__parent=number) | Q(objective__parent__parent=number)
    )


def without_pilot(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The open actions that no structure carries, or only some that refused."""
    pilots = Share.objects.filter(
        ~Exists(REFUSED), action=OuterRef("pk"), role=ShareRole.PILOT, until__isnull=True
    )
    return rows.filter(~Exists(pilots), state__in=OPEN_STATES)


def late_actions(rows: QuerySet[Action], today: date) -> QuerySet[Action]:
    """The open actions whose planned day has passed."""
    return rows.filter(due_on__lt=today, state__in=OPEN_STATES)


def unanswered(rows: QuerySet[Share]) -> QuerySet[Share]:
    """The parts that were proposed and wait for their answer, of actions still open."""
    waiting = rows.filter(asked_on__isnull=False, action__state__in=OPEN_STATES)
    return waiting.filter(~Exists(ANSWERED))


def silent(rows: QuerySet[Share], today: date) -> QuerySet[Share]:
    """Those of them that have waited too long, the oldest first."""
    return unanswered(rows).filter(asked_on__lte=today - ANSWER_DELAY).order_by("asked_on", "pk")


def to_ask_again(rows: QuerySet[Share]) -> QuerySet[Share]:
    """The parts answered for a day that has moved since, to ask once more."""
    former = ShareAnswer.objects.filter(share=OuterRef("pk"))
    waiting = rows.filter(asked_on__isnull=True, action__state__in=OPEN_STATES)
    return waiting.filter(Exists(former), ~Exists(ANSWERED))


def to_follow(rows: QuerySet[Share], today: date) -> QuerySet[Share]:
    """The parts that wait too long, are to ask again, or were refused; in one query.

    Each says how many of them all wait too long, so that a cut list still counts them.
    """
    refused = rows.filter(Exists(REFUSED), action__state__in=OPEN_STATES)
    every = silent(rows, today) | to_ask_again(rows) | refused
    waits = Q(~Exists(REFUSED), asked_on__isnull=False)
    return every.annotate(
        is_refused=Exists(REFUSED), silent_count=Window(Count("pk", filter=waits))
    ).order_by("asked_on", "pk")


def with_letters(access: Access, rows: QuerySet[Share]) -> QuerySet[Share]:
    """The parts to follow, each with whether its letter `is_ready`, those without one first.

    Each says, in `ready_count`, how many of them all are silent and have one.
    """
    ready = _silent_with_letter(access)
    return rows.annotate(
        is_ready=Exists(_letters(access)), ready_count=Window(Count("pk", filter=ready))
    ).order_by("is_ready", "asked_on", "pk")


def letters_ready(access: Access, rows: QuerySet[Share]) -> int:
    """How many letters are ready for those of these parts that are silent: one a structure."""
    own = rows.filter(_silent_with_letter(access)).order_by()
    letters: int = own.aggregate(letters=Count("organisation", distinct=True))["letters"]
    return letters


def _silent_with_letter(access: Access) -> Q:
    return Q(Exists(_letters(access)), ~Exists(REFUSED), asked_on__isnull=False)


def _letters(access: Access) -> QuerySet[AnswerLink]:
    """The links of a part that an officer sends, and that wait; by mail they have left already."""
    return waiting_links(access.cooperation_id, SHARE_LINK).filter(email="", target=OuterRef("pk"))


def to_answer(access: Access) -> QuerySet[Share]:
    """The parts to which the structures that this reader speaks for have to answer."""
    numbers = spoken_for(access)
    rows = shares(access) if numbers else shares(access).none()
    own = rows.filter(organisation__in=numbers)
    return (unanswered(own) | to_ask_again(own)).order_by("asked_on", "pk")


def own_actions(access: Access, rows: QuerySet[Action]) -> QuerySet[Action]:
    """Those that the reader coordinates, with a part of whom they speak for or in their name."""
    whose = Q(organisation__in=spoken_for(access)) | Q(person=own_person(access) or 0)
    own = Share.objects.filter(whose, action=OuterRef("pk"), until__isnull=True)
    return rows.filter(Q(coordinator=access.user_id) | Q(Exists(own)))


def slipping(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The open actions whose end slips, from the threshold on."""
    return rows.filter(slip__gte=SLIPS_FROM, state__in=OPEN_STATES)


def behind(rows: QuerySet[Share], today: date) -> QuerySet[Share]:
    """The parts that were not refused, of open actions that slip or whose day has passed."""
    is_behind = Q(action__slip__gte=SLIPS_FROM) | Q(action__due_on__lt=today)
    return rows.filter(is_behind, ~Exists(REFUSED), action__state__in=OPEN_STATES)


def own_parts_behind(access: Access, today: date) -> QuerySet[Share]:
    """Those in the reader's own name, of structures for which they do not speak."""
    person = own_person(access)
    rows = shares(access).filter(person=person) if person else shares(access).none()
    others = rows.exclude(organisation__in=spoken_for(access))
    return behind(others, today).order_by("-action__slip", "action__due_on", "pk")


def short_name(share: Share) -> str:
    """The structure as a column names it."""
    return share.organisation.short_name or share.organisation.name


def names_of_people(access: Access, numbers: Iterable[int]) -> dict[int, str]:
    """The names of those of these people whom the reader may know; none asked for nobody."""
    wanted = set(numbers)
    if not wanted or not permissions.can_read_names(access):
        return {}
    return {one.pk: str(one) for one in people(access).filter(pk__in=wanted)}


def standing_answer(share: Share) -> ShareAnswer | None:
    """What the structure answered last, or nothing."""
    return share.answers.filter(STANDING).first()


def open_parts(access: Access) -> QuerySet[Share]:
    """The parts in actions still open, in the order of the plan, each with its answer."""
    rows = shares(access).filter(action__state__in=OPEN_STATES)
    standing = Prefetch("answers", ShareAnswer.objects.filter(STANDING), "standing")
    return rows.prefetch_related(standing).order_by("action__order", "pk")
