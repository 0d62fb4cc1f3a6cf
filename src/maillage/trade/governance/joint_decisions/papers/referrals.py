"""What does a letter of referral say: to whom it goes, by when to answer, and whom to call?"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Value
from maillage.law.delays import is_public_holiday, next_working_day, previous_working_day
from maillage.law.organs import Organ, own_source
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.papers.bodies import (
    departement_code,
    full_name,
    organ_of,
)
from maillage.trade.governance.joint_decisions.papers.drafts import BLANK, is_sender
from maillage.trade.governance.joint_decisions.papers.executives import (
    TITLES,
    Officeholder,
    officeholder,
)
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.rules import last_day
from maillage.trade.governance.joint_decisions.words.standing_words import printed_source
from maillage.trade.governance.joint_decisions.words.steps import sending
from maillage.trade.governance.letter_contact import contact_values

AFTER_SESSION = timedelta(days=15)


def referral_values(access: Access, one: Deliberation) -> dict[str, Value]:
    """What the letter alone says."""
    organ, finding = organ_of(one), sending(one)
    executive = officeholder(access, one.organisation, organ.executive)
    signs = _signs(access, executive)
    return {
        "destinataire": executive.addressee,
        "fonction": french.capital(executive.title_alone),
        "adresse_destinataire": _address_of(one, executive),
        "appel": executive.greeting,
        "a_soi": "oui" if signs or is_sender(access, one.organisation) else "",
        "a_qui": _secretariat(organ) if signs else _reader_of_note(executive),
        "autoriser": _authorise_words(access, one, executive, signs=signs),
        "delai": _delay_words(one),
        "delai_source": finding.rule.printed if finding else "",
        "regle_source": one.decision.rule_source
        or own_source(organ, printed_source(one.decision.rule)),
        "reponse_avant": _answer_day(one),
        **contact_values(access),
    }


def _address_of(one: Deliberation, executive: Officeholder) -> str:
    seat = one.organisation.address.replace("\r\n", "\n")
    lines = (french.capital(executive.title_alone), full_name(one.organisation), seat)
    return "\n".join(line for line in lines if line)


def _answer_day(one: Deliberation) -> str:
    """By when the vote is expected: the end of a legal delay, or two weeks after the session."""
    day = last_day(terms_of(one.decision), one.sent_on) or _after_session(one.session_on)
    return french.long_date(next_working_day(day)) if day else BLANK


def _signs(access: Access, executive: Officeholder) -> bool:
    """Whether who executes in the structure is the one who signs the letter."""
    return bool(executive.name) and fold(executive.name) in fold(letterhead(access).signatory)


def _secretariat(organ: Organ) -> str:
    return _("le secrétariat %(of_council)s") % {"of_council": organ.of_words}


def _reader_of_note(executive: Officeholder) -> str:
    """To whom a note goes inside the structure: with the function, a name when it is known."""
    return executive.presented or executive.addressee


def _authorise_words(
    access: Access, one: Deliberation, executive: Officeholder, *, signs: bool
) -> str:
    """Who the council would authorise to sign, in a letter to the one who executes."""
    organ = organ_of(one)
    if signs:
        return _("d’autoriser %(who)s à le signer") % {"who": executive.signing}
    if organ.beside not in TITLES:
        return _("de vous autoriser à le signer")
    beside = officeholder(access, one.organisation, organ.beside)
    return _("de vous autoriser, avec %(who)s, à le signer") % {"who": beside.phrase}


def _after_session(session_on: date | None) -> date | None:
    return session_on + AFTER_SESSION if session_on else None


def _delay_words(one: Deliberation) -> str:
    """By when this council is convened, so that the question may be on its agenda."""
    finding = sending(one)
    latest = finding.figures.latest_sending_date if finding else None
    if finding is None or latest is None:
        return ""
    clear = finding.figures.counting == "clear"
    count = finding.figures.days_required or 0
    one_day = ngettext("%(n)s jour", "%(n)s jours", count)
    clear_day = ngettext("%(n)s jour franc", "%(n)s jours francs", count)
    organ = organ_of(one)
    return (_report_words() if organ.has_reports else _convocation_words(organ)) % {
        "days": (clear_day if clear else one_day) % {"n": count},
        "day": _sending_day(latest, departement_code(one.organisation)),
    }


def _report_words() -> str:
    return _(
        "Le rapport est adressé aux membres du conseil %(days)s au moins avant la séance, sans "
        "compter le jour de l’envoi ni celui de la séance : au plus tard le %(day)s"
    )


def _convocation_words(organ: Organ) -> str:
    words = _(
        "%(organ)s se convoque au moins %%(days)s à l’avance : pour cette séance, sa convocation "
        "part au plus tard le %%(day)s, avec cette question à l’ordre du jour"
    )
    return words % {"organ": french.capital(organ.short_with_article)}


def _sending_day(latest: date, departement: str) -> str:
    """The last day of sending: every day counts, but nobody sends on a weekend nor a holiday."""
    day = previous_working_day(latest, departement)
    words = f"{french.weekday(day)} {french.long_date(day)}"
    if day == latest:
        return words
    is_feast = is_public_holiday(latest, departement)
    why = _("le %(day)s est férié") if is_feast else _("le %(day)s est un %(weekday)s")
    parts = {"day": french.day_in_words(latest), "weekday": french.weekday(latest)}
    return f"{words} ({why % parts})"
