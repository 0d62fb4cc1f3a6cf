"""Findings are put on the table, corrected, retired; each structure says what it sees of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.queries import put_links, waiting_links
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    make_answer_links,
    mark_answered_signed_in,
)
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import ReadingQuerySet, Source
from maillage.ground.actors.readings.services import (
    Seen,
    keep_reading,
    withdraw_reading,
    write_readings,
)
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.recipients import points_of_contact
from maillage.ground.territories.models import Territory
from maillage.trade.stakes.choices import FindingState
from maillage.trade.stakes.findings.asking import PURPOSE, own_judgements
from maillage.trade.stakes.findings.models import Finding, FindingFigure, FindingReading
from maillage.trade.stakes.findings.queries import judgements

TOPIC, READINGS = "findings", "finding_readings"
DAYS = 60


@dataclass(frozen=True)
class Given:
    """What a structure says of a finding, in which words, after which judgement."""

    finding: Finding
    verdict: str
    words: str
    last: int


def add_finding(*, access: Access, finding: Finding, territories: Iterable[Territory]) -> Finding:
    """The finding, on the table."""
    with journal.write_by(access, TOPIC):
        finding.author = access.user
        keep_finding(access.cooperation, finding, territories)
    return finding


def keep_finding(
    cooperation: Cooperation, finding: Finding, territories: Iterable[Territory]
) -> Finding:
    """The finding, written with where it holds; inside journal.write only."""
    finding.cooperation = cooperation
    finding.save()
    finding.territories.set(territories)
    return finding


def edit_finding(
    *, access: Access, finding: Finding, read: int, territories: Iterable[Territory]
) -> Finding:
    """The finding with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, TOPIC):
        check_is_open(finding)
        claim_version(finding, read)
        keep_finding(access.cooperation, finding, territories)
    return finding


def settle_finding(*, access: Access, finding: Finding, read: int, state: str, why: str) -> Finding:
    """The finding, retained, retired or on the table again; StaleVersionError as above."""
    with journal.write_by(access, TOPIC):
        claim_version(finding, read)
        finding.state = state
        finding.why_retired = why if state == FindingState.RETIRED else ""
        finding.save()
    return finding


def add_figure(*, access: Access, figure: FindingFigure) -> FindingFigure:
    """A number more; ClosedError when the finding is retired."""
    with journal.write_by(access, TOPIC):
        check_is_open(figure.finding)
        figure.save()
    return figure


def drop_figure(*, access: Access, figure: FindingFigure) -> None:
    """A number less; ClosedError when the finding is retired."""
    with journal.write_by(access, TOPIC):
        check_is_open(figure.finding)
        figure.delete()


def record_judgement(
    *, access: Access, judgement: FindingReading, source: Source, last: int
) -> FindingReading:
    """The judgement, after the others of its cell.

    Raises ClosedError, RivalReadingError when another one came after number `last`, and
    SecondHandError.
    """
    with write_readings(access.user, access.cooperation, READINGS):
        check_is_open(judgement.finding)
        return keep_reading(
            author=access.user,
            reading=judgement,
            source=source,
            seen=Seen(judgements(access), last),
        )


def withdraw_judgement(*, access: Access, judgement: FindingReading) -> FindingReading:
    """The judgement, taken back: it stays in the history of its cell."""
    return withdraw_reading(author=access.user, reading=judgement, topic=READINGS)


def make_findings_link(*, author: User, actor: Actor, recipient: str, email: str) -> AnswerLink:
    """A link by which the structure says what it sees of all that it has not judged."""
    return make_answer_link(
        author=author,
        cooperation=actor.cooperation,
        draft=LinkDraft(
            purpose=PURPOSE,
            target=actor.pk,
            recipient=recipient,
            email=email,
            about=_("Ce que vous en constatez"),
            days=DAYS,
        ),
    )


def make_findings_links(
    *, author: User, cooperation: Cooperation, actors: Sequence[Actor]
) -> list[AnswerLink]:
    """A link for each of these structures that has none waiting, in a constant number of queries.

    Each bears the name of the point of contact, else that of the structure; whoever prepares the
    letters sends them.
    """
    waiting = set(waiting_links(cooperation.pk, PURPOSE).values_list("target", flat=True))
    contacts = points_of_contact(cooperation.pk)
    drafts = [
        LinkDraft(
            purpose=PURPOSE,
            target=one.pk,
            recipient=str(contacts.get(one.organisation_id or 0, one)),
            about=_("Ce que vous en constatez"),
            days=DAYS,
        )
        for one in actors
        if one.pk not in waiting
    ]
    return make_answer_links(author=author, cooperation=cooperation, drafts=drafts)


def answer_by_link(*, link: AnswerLink, actor: Actor, given: Sequence[Given], said_by: str) -> None:
    """What the structure says itself, after its own former answers; the link then closes.

    Raises LinkClosedError when another answer came first, RivalReadingError when it answered
    otherwise meanwhile; nothing is kept then.
    """
    with answering(link, said_by, READINGS):
        source = _source(SourceKind.LINK, said_by)
        _keep(link.author, actor, given, source, own_judgements(actor))


def answer_signed_in(*, access: Access, actor: Actor, given: Sequence[Given]) -> None:
    """The same from an account: the question put by link closes if it was still open."""
    with write_readings(access.user, access.cooperation, READINGS):
        if put_links(access.cooperation_id, PURPOSE).filter(target=actor.pk).exists():
            mark_answered_signed_in(
                cooperation_id=access.cooperation_id, purpose=PURPOSE, target=actor.pk
            )
        source = _source(SourceKind.LINK, access.user.name)
        _keep(access.user, actor, given, source, own_judgements(actor))


def record_workshop(
    *, access: Access, given: Sequence[tuple[Actor, Given]]
) -> list[FindingReading]:
    """What the room heard, for all to read.

    Raises RivalReadingError when one of them was noted for all meanwhile; nothing is kept then.
    """
    source = _source(SourceKind.WORKSHOP, "")
    shown = (Visibility.MEMBERS, Visibility.PUBLIC)
    with write_readings(access.user, access.cooperation, READINGS):
        seen = judgements(access).filter(visibility__in=shown)
        return [
            one
            for actor, spoken in given
            for one in _keep(access.user, actor, [spoken], source, seen)
        ]


def _source(kind: str, who: str) -> Source:
    return Source(kind=kind, on=timezone.localdate(), who=who, visibility=Visibility.MEMBERS)


def _keep(
    author: User,
    actor: Actor,
    given: Sequence[Given],
    source: Source,
    seen: ReadingQuerySet[FindingReading],
) -> list[FindingReading]:
    """What a structure said in front of all, or to all: read by who takes part."""
    judgements_noted = []
    for one in given:
        check_is_open(one.finding)
        reading = FindingReading(
            cooperation=actor.cooperation,
            actor=actor,
            finding=one.finding,
            verdict=one.verdict,
            said=one.words,
            on=source.on,
            confidence=Confidence.SURE,
            visibility=source.visibility,
        )
        judgements_noted.append(
            keep_reading(author=author, reading=reading, source=source, seen=Seen(seen, one.last))
        )
    return judgements_noted
