"""What does the tracking table say: where the decision stands, and each council?"""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.documents.writing.kinds import Value
from maillage.trade.governance.choices import Standing, Vote
from maillage.trade.governance.joint_decisions.models import Answer
from maillage.trade.governance.joint_decisions.papers.bodies import organ_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import DecisionSheet, Path
from maillage.trade.governance.joint_decisions.rules import Place
from maillage.trade.governance.joint_decisions.words.standing_words import (
    earliest_words,
    reading_of,
)
from maillage.trade.governance.joint_decisions.words.steps import Step, steps

NOTHING = "—"
# How a reading begins that says by whose votes the decision would be acquired.
CONDITION = "Acquise"


def place_values(sheet: DecisionSheet) -> dict[str, Value]:
    """Where the decision stands, why, and when all will have voted; nothing is asked of who reads.

    Each structure is named in full, as on the rows of the table.
    """
    names = {path.council.key: str(path.deliberation.organisation) for path in sheet.paths}
    place = _renamed(sheet.place, names)
    reading = "" if place.unlisted else reading_of(place)
    word = french.capital(str(Standing(place.standing).label))
    if reading.startswith(CONDITION):
        of_articles = {key: french.with_article(name) for key, name in names.items()}
        reading = reading_of(_renamed(sheet.place, of_articles))
        state = f"{word} : {reading[:1].lower()}{reading[1:]}"
    else:
        state = f"{word}. {reading}" if reading else f"{word}."
    return {"etat": state, "lecture": reading, "attendu": _expected_words(place, sheet.today)}


def _renamed(place: Place, names: dict[str, str]) -> Place:
    """The same place, each council bearing this name."""
    renamed = [replace(one, name=names.get(one.key, one.name)) for one in place.councils]
    lacking = [replace(one, name=names.get(one.key, one.name)) for one in place.lacking]
    return replace(place, councils=renamed, lacking=tuple(lacking), names={**place.names, **names})


def _expected_words(place: Place, today: date) -> str:
    """By when all will have voted; whose vote is awaited once the sessions known are over."""
    awaited = [one.name for one in place.councils if place.is_waited(one)]
    if awaited and place.earliest and place.earliest < today:
        words = _("Les séances connues sont passées ; votes attendus : %(names)s.")
        return words % {"names": french.listed(awaited)}
    return earliest_words(place, today)


def followed(sheet: DecisionSheet, path: Path) -> dict[str, Value]:
    """The row of one council; a dash where nothing is to be done yet, or where nobody knows."""
    one, answer = path.deliberation, path.answer
    silent = sheet.place.effect if path.council.key in sheet.place.tacit else ""
    is_voted = bool(silent) or (answer is not None and answer.vote != Vote.DEFERRED)
    has_duties = is_voted and not organ_of(one).sitting
    sent, listed, voted, transmitted, published = steps(path, sheet.today, silent)
    return {
        "nom": str(one.organisation),
        "conseil": organ_of(one).plain,
        "seance": french.long_date(one.session_on) if one.session_on else "",
        "saisie": _day_alone(sent),
        "inscrite": _listed_words(listed, sheet.today),
        "votee": _step_words(voted),
        "transmise": _transmitted(transmitted, answer, sheet.today) if has_duties else NOTHING,
        "publiee": _step_words(published) if has_duties else NOTHING,
        "acte": one.act_number,
        "reserves": french.inner_quotes(answer.reserves) if answer else "",
    }


def _transmitted(step: Step, answer: Answer | None, today: date) -> str:
    """When the act was transmitted; while it is not, for how long it has been voted."""
    if step.mark != "ask" or answer is None:
        return _day_alone(step)
    days = (today - answer.voted_on).days
    words = ngettext(
        "à transmettre, votée il y a %(n)s jour", "à transmettre, votée il y a %(n)s jours", days
    )
    return words % {"n": days} if days > 0 else step.word


def _day_alone(step: Step) -> str:
    """When a step was passed, under a head that says which; else what is to do."""
    return french.day_in_words(step.on) if step.on and not step.is_open else step.word


def _listed_words(step: Step, today: date) -> str:
    """Whether the question is on an agenda: of a session that is over, or of which one."""
    session = step.on if step.mark == "agenda" else None
    if not step.is_open or (session and session < today):
        return _("oui")
    if session:
        return _("au %(day)s") % {"day": french.day_in_words(session)}
    return step.word


def _step_words(step: Step) -> str:
    return f"{step.word}, {french.day_in_words(step.on)}" if step.on else step.word
