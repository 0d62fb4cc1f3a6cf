"""What does a letter of referral say: to whom it goes, by when to answer, and whom to call?"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Value
from maillage.law.delays import is_public_holiday, next_working_day
from maillage.law.organs import Organ, own_source
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.papers.bodies import (
    full_name,
    organ_of,
)
from maillage.trade.governance.joint_decisions.papers.drafts import BLANK, is_sender
from maillage.trade.governance.joint_decisions.papers.executives import (
    Officeholder,
    officeholder,
)
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.rules import last_day
from maillage.trade.governance.joint_decisions.words.standing_words import rule_source
from maillage.trade.governance.joint_decisions.words.steps import sending
from maillage.trade.governance.letter_contact import contact_values

AFTER_SESSION = timedelta(days=15)


def referral_values(access: Access, one: Deliberation) -> dict[str, Value]:
    """What the letter alone says."""
    executive = officeholder(access, one.organisation, organ_of(one).executive)
    finding = sending(one)
    return {
        "destinataire": executive.addressee,
        "fonction": french.capital(executive.title_alone),
        "adresse_destinataire": _address_of(one, executive),
        "appel": executive.greeting,
        "a_soi": "oui" if _writes_to_self(access, one, executive) else "",
        "delai": _delay_words(one),
        "delai_source": finding.source if finding else "",
        "regle_source": one.decision.rule_source
        or own_source(organ_of(one), rule_source(one.decision.rule)),
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


def _writes_to_self(access: Access, one: Deliberation, executive: Officeholder) -> bool:
    """Whether who signs the letter would receive it: as the structure, or in person."""
    signatory = fold(letterhead(access).signatory)
    is_signatory = bool(executive.name) and fold(executive.name) in signatory
    return is_signatory or is_sender(access, one.organisation)


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
        "day": _sending_day(latest),
    }


def _report_words() -> str:
    return _(
        "Le rapport est adressé aux membres du conseil %(days)s au moins avant la séance : au plus "
        "tard le %(day)s"
    )


def _convocation_words(organ: Organ) -> str:
    words = _(
        "%(organ)s se convoque au moins %%(days)s à l’avance : pour cette séance, sa convocation "
        "part au plus tard le %%(day)s, avec cette question à l’ordre du jour"
    )
    return words % {"organ": french.capital(organ.short_with_article)}


def _sending_day(latest: date) -> str:
    """The last day of sending; a public holiday counts, but nobody sends on it."""
    if not is_public_holiday(latest):
        return french.long_date(latest)
    before = latest - timedelta(days=1)
    return _("%(day)s (jour férié : envoyez-la le %(before)s)") % {
        "day": french.long_date(latest),
        "before": french.day_in_words(before),
    }
