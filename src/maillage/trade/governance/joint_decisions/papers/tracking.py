"""What does the tracking table say: where the decision stands, and each council?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.documents.writing.kinds import Value
from maillage.ground.directory.models import Organisation
from maillage.law.delays import previous_working_day
from maillage.trade.governance.choices import DecisionRule, Standing, Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.papers.bodies import (
    departement_code,
    name_in_sentence,
    organ_of,
)
from maillage.trade.governance.joint_decisions.papers.referrals import answer_day
from maillage.trade.governance.joint_decisions.queries.joint_decisions import DecisionSheet, Path
from maillage.trade.governance.joint_decisions.rules import Place
from maillage.trade.governance.joint_decisions.words.standing_words import (
    earliest_words,
    reading_of,
)
from maillage.trade.governance.joint_decisions.words.steps import (
    Step,
    has_acts,
    sending,
    steps,
)

NOTHING = "—"


def place_values(sheet: DecisionSheet) -> dict[str, Value]:
    """Where the decision stands, why, and when all will have voted; nothing is asked of who reads.

    Each structure is named in full, as on the rows of the table.
    """
    rows = {path.council.key: path.deliberation.organisation for path in sheet.paths}
    place = _renamed(sheet.place, {key: str(one) for key, one in rows.items()})
    reading = "" if place.unlisted else reading_of(place)
    word = french.capital(str(Standing(place.standing).label))
    state = f"{word}. {reading}" if reading else f"{word}."
    if place.standing == Standing.POSSIBLE and len(place.texts) < 2:
        state = _possible_words(place, rows)
    return {"etat": state, "lecture": reading, "attendu": _expected_words(place, sheet.today)}


def _possible_words(place: Place, rows: Mapping[str, Organisation]) -> str:
    """On what the adoption still depends: whose votes, whose reserves."""
    voters = [french.with_article(name_in_sentence(rows[key])) for key in _awaited(place)]
    whose = [french.of_body(name_in_sentence(rows[one.key])) for one in place.reserved]
    values = {"voters": french.listed(voters), "whose": french.listed(whose)}
    if not voters:
        words = _("Adoption par tous encore possible")
        lifted = ngettext("réserve %(whose)s à lever", "réserves %(whose)s à lever", len(whose))
        return f"{words} ; {lifted % values}." if whose else f"{words}."
    adopting = ngettext("si %(voters)s adopte", "si %(voters)s adoptent", len(voters))
    raised = ngettext(
        "si la réserve %(whose)s est levée", "si les réserves %(whose)s sont levées", len(whose)
    )
    parts = [adopting, raised] if whose else [adopting]
    return _("Adoption encore possible %(if)s.") % {"if": ", et ".join(parts) % values}


def _awaited(place: Place) -> Sequence[str]:
    """The councils whose votes alone would settle it; nothing when several sets of them would."""
    outlook = place.outlook
    if outlook is None or not outlook.complete or len(outlook.sufficient) != 1:
        return ()
    return () if place.rule == DecisionRule.EACH_FOR_ITSELF else tuple(outlook.sufficient[0])


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


def followed(sheet: DecisionSheet, path: Path, *, is_own: bool = False) -> dict[str, Value]:
    """The row of one council; a dash where nothing is to be done yet, or where nobody knows."""
    one, answer = path.deliberation, path.answer
    silent = sheet.place.effect if path.council.key in sheet.place.tacit else ""
    is_act = has_acts(one) and answer is not None and answer.vote in {Vote.ADOPTED, Vote.RESERVED}
    is_voted = bool(silent) or (answer is not None and answer.vote != Vote.DEFERRED)
    supervised = organ_of(one).supervised
    sent, listed, voted, transmitted, published = steps(path, sheet.today, silent)
    late = _late_words(one, sheet.today)
    return {
        "nom": str(one.organisation),
        "conseil": organ_of(one).plain,
        "seance": french.long_date(one.session_on) if one.session_on else "",
        "saisie": _day_alone(sent),
        "inscrite": _listed_words(_agenda_day(one, answer, sheet.today), listed, sheet.today),
        "votee": _step_words(voted)
        + _convening(one, listed, sheet.today)
        + (f" ({late})" if late and answer is None and not silent else ""),
        "transmise": (supervised or _day_alone(transmitted)) if is_voted else NOTHING,
        "publiee": _step_words(published) if is_voted else NOTHING,
        "acte": _act_words(one.act_number, late, is_own=is_own) if is_act or one.act_number else "",
        "reserves": french.inner_quotes(answer.reserves) if answer else "",
    }


def _convening(one: Deliberation, listed: Step, today: date) -> str:
    """By when the council is to be convened, while its session is to come."""
    is_to_come = listed.is_open and one.session_on is not None and one.session_on >= today
    finding = sending(one) if is_to_come else None
    latest = finding.figures.latest_sending_date if finding else None
    if latest is None:
        return ""
    has_reports = organ_of(one).has_reports
    if latest < today:
        words = (
            _(" (délai passé le %(day)s : vérifier que le rapport est parti)")
            if has_reports
            else _(" (délai passé le %(day)s : vérifier que la convocation est partie)")
        )
        return words % {"day": french.day_in_words(latest)}
    words = (
        _(" (rapport au plus tard le %(day)s)")
        if has_reports
        else _(" (convocation au plus tard le %(day)s)")
    )
    day = previous_working_day(latest, departement_code(one.organisation))
    return words % {"day": french.day_in_words(day)}


def _late_words(one: Deliberation, today: date) -> str:
    """Since when the answer of the council is awaited, once its day is over; or nothing."""
    day = answer_day(one)
    if day is None or day >= today:
        return ""
    return _("réponse attendue depuis le %(day)s") % {"day": french.day_in_words(day)}


def _act_words(number: str, late: str, *, is_own: bool) -> str:
    """The number of the act, or that it is to note or to receive, and since when."""
    if number:
        return _("acte %(number)s") % {"number": number}
    if is_own:
        return _("numéro d’acte à noter")
    return ", ".join(part for part in (_("numéro d’acte à recevoir"), late) if part)


def _day_alone(step: Step) -> str:
    """When a step was passed, under a head that says which; else what is to do."""
    return french.day_in_words(step.on) if step.on and not step.is_open else step.word


def _agenda_day(one: Deliberation, answer: Answer | None, today: date) -> date | None:
    """When the question was put on the agenda of the session known; not of one before it."""
    if one.agenda_on is None or one.agenda_on > today:
        return None
    is_called_again = (
        answer is not None
        and answer.vote == Vote.DEFERRED
        and one.session_on is not None
        and one.agenda_on <= answer.voted_on < one.session_on
    )
    return None if is_called_again else one.agenda_on


def _listed_words(day: date | None, step: Step, today: date) -> str:
    """When the question was put on the agenda; else that it is to be, and of which session."""
    if day:
        return _("inscrite le %(day)s") % {"day": french.day_in_words(day)}
    if not step.is_open:
        return _("oui (votée)")
    if step.on is None:
        return step.word
    if step.on < today:
        return _("à vérifier")
    return _("à inscrire à la séance du %(day)s") % {"day": french.day_in_words(step.on)}


def _step_words(step: Step) -> str:
    return f"{step.word}, {french.day_in_words(step.on)}" if step.on else step.word
