"""The search box finds polls, consultations, designation campaigns and lead partners."""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.query import search
from maillage.trade.governance.models import DatePoll
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.consultations.makers import make_consultation
from tests.trade.governance.date_polls.makers import make_date_poll
from tests.trade.governance.makers import a_body_of, make_lead_partner, make_nomination


def results_for(access: Access, words: str) -> list[tuple[str, str, str]]:
    """What answers these words: its kind, its name, its note."""
    results = [one for one in search(access, words) if "/gouvernance/" in one.url]
    return [(one.kind, one.name, one.note) for one in results]


def test_each_is_found_by_its_name(access: Access) -> None:
    body = a_body_of(access.cooperation)
    make_date_poll(body=body, title="Évaluation à mi-parcours")
    make_consultation(body=body, question="Répondre à l’appel à projets ?")
    make_nomination(body=body)
    lead = make_lead_partner(cooperation=access.cooperation)

    assert results_for(access, "evaluation") == [
        ("Sondage de dates", "Évaluation à mi-parcours", "Comité de pilotage")
    ]
    assert results_for(access, "appel") == [
        ("Consultation écrite", "Répondre à l’appel à projets ?", "en cours")
    ]
    assert results_for(access, "represente") == [
        ("Campagne de désignation", "Qui vous représente ?", "Comité de pilotage")
    ]
    assert results_for(access, "mobilites") == [
        ("Chef de file", "Mobilités", str(lead.organisation))
    ]


def test_a_poll_whose_date_is_chosen_is_its_meeting(access: Access) -> None:
    poll = make_date_poll(body=a_body_of(access.cooperation), title="Évaluation")
    DatePoll.objects.filter(pk=poll.pk).update(dropped_on=date(2026, 11, 2))

    assert results_for(access, "evaluation") == []


def test_another_cooperation_is_never_found(access: Access) -> None:
    make_nomination()
    make_lead_partner()
    make_consultation(question="Répondre ?")
    reader = make_access(cooperation=access.cooperation, role="observer")

    assert [results_for(reader, words) for words in ("represente", "mobilites", "repondre")] == [
        []
    ] * 3
