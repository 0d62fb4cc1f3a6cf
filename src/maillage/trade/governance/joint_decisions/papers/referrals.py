"""What does a letter of referral say: to whom it goes, by when to answer, and whom to call?"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Value
from maillage.foundation.documents.writing.letters import ROOM_TO_SIGN, beneath, sender_of
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import mandates
from maillage.law.delays import is_public_holiday, next_working_day, previous_working_day
from maillage.law.organs import Organ
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.papers.addressees import addressee
from maillage.trade.governance.joint_decisions.papers.bodies import (
    departement_code,
    full_name,
    has_note,
    name_in_sentence,
    office_lines,
    organ_of,
)
from maillage.trade.governance.joint_decisions.papers.drafts import BLANK, is_sender, seats_of
from maillage.trade.governance.joint_decisions.papers.executives import (
    HONORIFICS,
    TITLES,
    Officeholder,
    officeholder,
)
from maillage.trade.governance.joint_decisions.papers.visas import shares_staff
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import deliberations
from maillage.trade.governance.joint_decisions.rules import last_day
from maillage.trade.governance.joint_decisions.words.steps import sending
from maillage.trade.governance.letter_contact import acting_structure, contact_values

DELEGATION = re.compile(r"^Pour .*?(?:, |$)")
QUALITY = re.compile(r"^(?:L[ea] |L’)", re.IGNORECASE)
# A line of an address is cut before this, never between it and the name.
BEFORE_NAME = re.compile(r"\b(?:de la|du|des|de) (?=[A-ZÀ-Ý])")
HEAD_OF_STAFF = re.compile(r"direct(?:eur|rice)\b|secrétaire général", re.IGNORECASE)
ARTICLE = re.compile(r"[LRD]\d[\d-]*")
BETWEEN_ARTICLES = re.compile(r", | et ")
COMMUNITY = "communauté de communes "
AFTER_SESSION = timedelta(days=15)
MOST_NAMES = 6


def referral_values(access: Access, one: Deliberation) -> dict[str, Value]:
    """What the letter alone says."""
    organ, finding, executive = organ_of(one), sending(one), addressee(access, one)
    signs, delay = _signs(access, executive), _delay_words(one)
    is_own = is_sender(access, one.organisation)
    to_staff = signs and not is_own
    return {
        **_sender(access),
        **_addressee_values(access, one, executive, to_staff=to_staff),
        "a_l_organe": french.to_body(organ.words) if to_staff else _of_reader(organ, is_own=is_own),
        "lesquelles": _names_of_recipients(access, one),
        "de_l_expediteur": french.of_body(str(_sender(access)["expediteur"])),
        "fonction": french.capital(executive.short_title),
        "a_soi": "oui" if is_own else "",
        "personnel": "oui" if shares_staff(one) else "",
        "a_qui": _secretariat(organ) if signs else executive.call,
        "designer": _delegates_words(seats_of(one)),
        **_writer(letterhead(access).signatory),
        "autoriser": _authorise_words(access, one, executive, signs=signs, to_staff=to_staff),
        "delai": delay,
        "delai_source": _source_words(finding.rule.printed) if finding and delay else "",
        "reponse_avant": french.long_date(day) if (day := answer_day(one)) else "",
        **contact_values(access),
    }


def _sender(access: Access) -> dict[str, Value]:
    """The structure that receives the act is the one that asks for it."""
    receiver = acting_structure(access) or sender_of(access)
    under = beneath(receiver, access.cooperation.name)
    return {"expediteur": receiver, "sous_expediteur": under}


def _writer(signatory: str) -> dict[str, Value]:
    """Who writes inside their own structure: in their own quality, without a delegation."""
    quality, _comma, name = signatory.rpartition(", ")
    own = DELEGATION.sub("", quality)
    return {
        "de_qui": ", ".join(part for part in (name, QUALITY.sub("", own)) if part),
        "signature_note": f"{french.capital(own)}{ROOM_TO_SIGN}{name}" if own else name,
    }


def _addressee_values(
    access: Access, one: Deliberation, executive: Officeholder, *, to_staff: bool
) -> dict[str, Value]:
    """To whom it goes: who executes there; nobody writes to oneself, but to those of the structure.

    Who presides both structures signs for one, and the letter goes to the staff of the other.
    """
    organ = organ_of(one)
    copies = " ; ".join(_copies(access, one, organ))
    if not to_staff:
        return {
            "destinataire": executive.full_name,
            "a_une_equipe": "",
            "adresse_destinataire": _address_of(one, executive),
            "appel": executive.call,
            "copies_lettre": copies,
        }
    contact = _contact_words(access, one)
    function = contact.partition(", ")[2]
    reader = contact or _secretariat(organ).removeprefix("le ")
    attention = _("À l’attention de %(who)s") if contact else _("À l’attention du %(who)s")
    return {
        "destinataire": _whole_name(full_name(one.organisation)),
        "a_une_equipe": "oui",
        "adresse_destinataire": f"{attention % {'who': reader}}\n{_seat_of(one)}",
        "appel": _call_of(one, function) if contact else _("Madame, Monsieur"),
        "copies_lettre": "" if copies == contact else copies.removesuffix(f" ; {contact}"),
    }


def _names_of_recipients(access: Access, one: Deliberation) -> str:
    """To whom the text is put, in the order of names; nothing when they are too many for a line."""
    councils = deliberations(access).filter(decision=one.decision_id, until__isnull=True)
    rows = councils.order_by("organisation__folded", "pk").select_related("organisation")
    listed = [name_in_sentence(row.organisation) for row in rows[: MOST_NAMES + 1]]
    return _together(listed) if 1 < len(listed) <= MOST_NAMES else ""


def _together(names: Sequence[str]) -> str:
    """The names in full, the communautés de communes said once for all those that are."""
    communities = [one.removeprefix(COMMUNITY) for one in names if one.startswith(COMMUNITY)]
    if len(communities) < 2:
        return french.listed_whole(names)
    first = _("communautés de communes %(of)s") % {"of": french.listed(communities)}
    return " ; ".join([first, *(one for one in names if not one.startswith(COMMUNITY))])


def _of_reader(organ: Organ, *, is_own: bool) -> str:
    """To the organ of the one who reads: "à notre conseil" in a note, "à votre conseil"."""
    words = _("à notre %(organ)s") if is_own else _("à votre %(organ)s")
    return words % {"organ": organ.short}


def _call_of(one: Deliberation, function: str) -> str:
    """How the contact of the council is called: "Madame la Directrice générale des services"."""
    civility = one.contact.civility if one.contact else ""
    honorific = HONORIFICS.get(civility)
    if honorific is None:
        return _("Madame, Monsieur")
    if not HEAD_OF_STAFF.match(function):
        return honorific
    article = "la" if civility == Person.Civility.MME else "le"
    return f"{honorific} {article} {french.capital(function)}"


def _source_words(reference: str) -> str:
    """The texts of law as a letter writes them: "CGCT, articles L. 5211-1 et L. 2121-12"."""
    code, _space, numbers = reference.partition(" ")
    cited = BETWEEN_ARTICLES.split(numbers)
    if not all(ARTICLE.fullmatch(one) for one in cited):
        return reference
    articles = [f"{one[0]}.{french.NBSP}{one[1:]}" for one in cited]
    noun = _("article") if len(articles) == 1 else _("articles")
    return f"{code}, {noun} {french.listed(articles)}"


def _copies(access: Access, one: Deliberation, organ: Organ) -> Iterator[str]:
    """Who receives a copy: who signs beside, the contact of the council with what they do there."""
    beside = _beside(access, one, organ)
    if beside and beside.presented:
        yield beside.presented
    is_beside = beside is not None and beside.person == one.contact
    if not is_beside and (contact := _contact_words(access, one)):
        yield contact


def _contact_words(access: Access, one: Deliberation) -> str:
    """The contact of the council, whom this reader may see, with what they do there; or nothing."""
    if one.contact is None or not directory.can_open_people(access):
        return ""
    rows = mandates(access).filter(
        in_force(), organisation=one.organisation_id, person=one.contact_id
    )
    functions = rows.exclude(function="").order_by("-pk").values_list("function", flat=True)
    civility = HONORIFICS.get(one.contact.civility, "")
    name = " ".join(part for part in (civility, str(one.contact)) if part)
    quality = functions.first() or ""
    return ", ".join(part for part in (name, quality[:1].lower() + quality[1:]) if part)


def _beside(access: Access, one: Deliberation, organ: Organ) -> Officeholder | None:
    """Who signs beside whoever executes, when it is not the secretary of a sitting."""
    if organ.beside not in TITLES:
        return None
    return officeholder(access, one.organisation, organ.beside)


def _address_of(one: Deliberation, executive: Officeholder) -> str:
    lines = office_lines(one, french.capital(executive.short_title))
    return "\n".join([*(BEFORE_NAME.sub(_unbroken, line) for line in lines), _seat_of(one)])


def _whole_name(structure: str) -> str:
    """The full name of a structure, which no line of an address cuts after its kind."""
    return BEFORE_NAME.sub(_unbroken, structure).replace(" d’", f"{french.NBSP}d’")


def _unbroken(words: re.Match[str]) -> str:
    return words[0].replace(" ", french.NBSP)


def _seat_of(one: Deliberation) -> str:
    return one.organisation.address.replace("\r\n", "\n") or _("Par courriel")


def answer_day(one: Deliberation) -> date | None:
    """By when the vote is expected: the end of a legal delay, or two weeks after the session."""
    day = last_day(terms_of(one.decision), one.sent_on) or _after_session(one.session_on)
    return next_working_day(day) if day else None


def _signs(access: Access, executive: Officeholder) -> bool:
    """Whether who executes in the structure is the one who signs the letter."""
    return bool(executive.name) and fold(executive.name) in fold(letterhead(access).signatory)


def _secretariat(organ: Organ) -> str:
    return _("le secrétariat %(of_council)s") % {"of_council": organ.of_words}


def _authorise_words(
    access: Access, one: Deliberation, executive: Officeholder, *, signs: bool, to_staff: bool
) -> str:
    """Who the council would authorise to sign, as the reader of the letter calls them."""
    organ = organ_of(one)
    if to_staff:
        return _("d’autoriser %(who)s, ou son représentant, à le signer au nom %(of_body)s") % {
            "who": executive.function_words,
            "of_body": french.of_body(name_in_sentence(one.organisation)),
        }
    if signs:
        return _("d’autoriser %(who)s à le signer") % {"who": executive.signing}
    beside = _beside(access, one, organ)
    if beside is None:
        return _("de vous autoriser à le signer")
    return _("de vous autoriser, avec %(who)s, à le signer") % {"who": beside.beside_words}


def _delegates_words(seats: str) -> str:
    """Whom the council names, as the draft that is joined does; nothing where it names nobody."""
    words = _("de désigner, s’il y a lieu, ses représentantes et représentants")
    return f"{words} {seats}" if seats not in {"", BLANK} else words if seats else ""


def _after_session(session_on: date | None) -> date | None:
    return session_on + AFTER_SESSION if session_on else None


def _delay_words(one: Deliberation) -> str:
    """By when this council is convened, so that the question may be on its agenda.

    Nothing of a commune of which the population, hence the delay, is not known.
    """
    if council_of(one) == CouncilKind.COMMUNE and one.population is None:
        return ""
    finding = sending(one)
    latest = finding.figures.latest_sending_date if finding else None
    if finding is None or latest is None:
        return ""
    clear = finding.figures.counting == "clear"
    count = finding.figures.days_required or 0
    one_day = ngettext("%(n)s jour", "%(n)s jours", count)
    clear_day = ngettext("%(n)s jour franc", "%(n)s jours francs", count)
    organ = organ_of(one)
    words = (
        _report_words() if organ.has_reports else _convocation_words(organ, with_note=has_note(one))
    )
    return words % {
        "days": (clear_day if clear else one_day) % {"n": count},
        "day": _sending_day(latest, departement_code(one.organisation)),
    }


def _report_words() -> str:
    return _(
        "Le rapport est adressé aux membres du conseil %(days)s au moins avant la séance, sans "
        "compter le jour de l’envoi ni celui de la séance : au plus tard le %(day)s"
    )


def _convocation_words(organ: Organ, *, with_note: bool) -> str:
    words = _(
        "%(organ)s est convoqué%(agreement)s au moins %%(days)s à l’avance : pour cette séance, la "
        "convocation, avec cette question à l’ordre du jour%(note)s, est à adresser au plus tard "
        "le %%(day)s"
    )
    organ_words = french.capital(organ.short_with_article)
    note = _(" et la note explicative de synthèse") if with_note else ""
    return words % {"organ": organ_words, "agreement": organ.agreement, "note": note}


def _sending_day(latest: date, departement: str) -> str:
    """The last day of sending: every day counts, but nobody sends on a weekend nor a holiday."""
    day = previous_working_day(latest, departement)
    words = f"{french.weekday(day)} {french.long_date(day)}"
    if day == latest:
        return words
    is_feast = is_public_holiday(latest, departement)
    why = _("le %(day)s étant férié") if is_feast else _("le %(day)s étant un %(weekday)s")
    parts = {"day": french.day_in_words(latest), "weekday": french.weekday(latest)}
    return f"{words}, {why % parts}"
