"""What a joint decision brings to the day: what waits, what arrived, the dates to come."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.core.agenda import Upcoming, dates, waiting
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.queries import reader_of_arrivals
from maillage.foundation.journal.arrivals import arrivals_since
from maillage.trade.governance.choices import Standing, Vote
from maillage.trade.governance.joint_decisions.services.answers_by_link import (
    CouncilReply,
    answer_by_link,
    make_vote_link,
)
from maillage.trade.governance.models import JointDecision
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import decision_put_to, make_answer


def test_a_reservation_and_the_acts_to_obtain_wait_for_officers(access: Access) -> None:
    decision = decision_put_to(access.cooperation, "Bouin", "Pornic", "Vue")
    paths = decision.deliberations.order_by("pk")
    for path, vote in zip(paths, (Vote.RESERVED, Vote.ADOPTED, Vote.ADOPTED), strict=True):
        make_answer(deliberation=path, vote=vote, reserves="Sans l’article 3.")

    waits = [(one.label, one.reason) for one in waiting.ask(access, timezone.localdate())]
    JointDecision.objects.update(standing=Standing.IMPOSSIBLE)
    impossible = [one.label for one in waiting.ask(access, timezone.localdate())]

    assert waits == [
        ("Bouin : répondre à la réserve", "Sans l’article 3."),
        ("Obtenir deux actes exécutoires", str(decision)),
    ]
    assert impossible == ["Bouin : répondre à la réserve"]


def test_an_answer_by_link_arrives_with_its_structure_and_its_decision(access: Access) -> None:
    decision = decision_put_to(access.cooperation, "Bouin")
    path = decision.deliberations.get()
    link = make_vote_link(author=access.user, deliberation=path, recipient="F. Roux", email="")
    reply = CouncilReply(said_by="F. Roux, maire", vote=Vote.ADOPTED, voted_on=date(2026, 10, 6))

    answer_by_link(link=link, deliberation=path, read=path.version, reply=reply)

    day = arrivals_since(timezone.now() - timedelta(minutes=1), reader_of_arrivals(access))[0]
    assert [(one.author, one.sentence) for one in day.arrivals if "par lien" in one.author] == [
        ("Bouin, par lien,", f"a adopté « {decision} »")
    ]


def test_urgent_gestures_wait_for_officers(access: Access) -> None:
    today = timezone.localdate()
    decision = decision_put_to(access.cooperation, "Bouin", "Pornic")
    late, _other = decision.deliberations.order_by("pk")
    late.sent_on, late.session_on = today - timedelta(days=30), today - timedelta(days=2)
    late.save()
    partner = make_access(cooperation=access.cooperation, role="partner")

    assert [one.label for one in waiting.ask(access, today)] == ["Bouin : recueillir le vote"]
    assert waiting.ask(partner, today) == []


def test_sessions_to_come_are_dates(access: Access) -> None:
    today = timezone.localdate()
    decision = decision_put_to(access.cooperation, "Bouin", "Pornic")
    bouin, pornic = decision.deliberations.order_by("pk")
    for one in (bouin, pornic):
        one.session_on = today + timedelta(days=3)
        one.save()
    make_answer(deliberation=pornic, voted_on=today)

    assert dates.ask(access, today, today + timedelta(days=30)) == [
        Upcoming(
            today + timedelta(days=3),
            "Conseil : Bouin",
            "Charte de coopération",
            url(access.cooperation, "joint_decision_council", bouin.pk),
        )
    ]
