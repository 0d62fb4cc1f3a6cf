"""What does a draft deliberation say: what its body is, what is recorded, and what it fills in?"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Value
from maillage.foundation.documents.writing.letters import ROOM_TO_SIGN
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.law.deliberation import act_state
from maillage.law.organs import Organ, court_of
from maillage.law.wording import cited
from maillage.trade.governance.body_words import the_body
from maillage.trade.governance.choices import CouncilKind, Vote
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import (
    Answer,
    Deliberation,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.papers.bodies import (
    departement_code,
    full_name,
    has_note,
    in_sentence,
    name_in_sentence,
    of_council,
    organ_of,
)
from maillage.trade.governance.joint_decisions.papers.executives import (
    TITLES,
    Officeholder,
    executive_of,
    officeholder,
)
from maillage.trade.governance.joint_decisions.papers.motives import motives
from maillage.trade.governance.joint_decisions.papers.visas import (
    AMENDMENT,
    executory_of,
    quorum_source,
    shares_staff,
    visas,
)
from maillage.trade.governance.joint_decisions.queries.councils import standing_answer
from maillage.trade.governance.joint_decisions.words.steps import act_of, has_acts
from maillage.trade.governance.letter_contact import acting_structure

BLANK = "……"
WITH_DEPARTEMENT = {
    CouncilKind.COMMUNE,
    CouncilKind.EPCI,
    CouncilKind.COMMUNE_SYNDICATE,
    CouncilKind.CLOSED_SYNDICATE,
    CouncilKind.OPEN_SYNDICATE,
}


def is_sender(access: Access, organisation: Organisation) -> bool:
    """Whether this structure is the one that writes: nothing is notified to itself."""
    names = (organisation.name, organisation.short_name, full_name(organisation))
    return fold(acting_structure(access)) in {fold(name) for name in names if name}


def body_values(access: Access, one: Deliberation) -> dict[str, Value]:
    """What both papers of a council say of its body and of who executes there."""
    organ, executive = organ_of(one), executive_of(access, one)
    own = full_name(one.organisation)
    return {
        "structure": own,
        "de_structure": french.of_body(name_in_sentence(one.organisation)),
        "la_structure": french.with_article(name_in_sentence(one.organisation)),
        "siege": _seat(access, one),
        "conseil": organ.plain,
        "le_conseil": organ.words,
        "du_conseil": f"de {organ.short_with_article}" if organ.sitting else organ.of_words,
        "le_conseil_saisi": f"{organ.words} {of_council(one.organisation)}",
        "du_conseil_saisi": f"{organ.of_words} {of_council(one.organisation)}",
        "organe": organ.short,
        "executif": _signers(access, one, organ, executive),
        "executif_signe": executive.signing_title,
        "executif_nom": executive.name,
        "transmission": _transmission_words(one),
    }


def _seat(access: Access, one: Deliberation) -> str:
    """The address of the seat; of whoever writes, that of the letterhead while none is recorded."""
    own = letterhead(access).address if is_sender(access, one.organisation) else ""
    return (one.organisation.address or own).replace("\r\n", "\n")


def _signers(access: Access, one: Deliberation, organ: Organ, executive: Officeholder) -> str:
    """Who is authorised to sign: the executive, and the director where both sign."""
    if organ.beside not in TITLES:
        return executive.signing
    beside = officeholder(access, one.organisation, organ.beside)
    return french.listed([executive.signing, beside.signing])


def _transmission_words(one: Deliberation) -> str:
    """When the act of a public council binds, by its own article alone; nothing for the others."""
    rule = executory_of(one)
    if rule is None:
        return ""
    words = _(
        "La délibération est exécutoire quand elle est transmise au représentant de l’État et "
        "publiée"
    )
    return f"{words} ({cited(rule.printed)})." if rule.printed else f"{words}."


def draft_values(access: Access, one: Deliberation, text: TextVersion | None) -> dict[str, Value]:
    """What the draft alone says; dotted where nothing is recorded."""
    organ, executive = organ_of(one), executive_of(access, one)
    receiver = "" if is_sender(access, one.organisation) else acting_structure(access)
    return {
        "extrait": "oui" if is_voted(one) else "",
        "voies": cited(organ.appeal),
        "accord": organ.agreement,
        "departement": _departement_words(one),
        "visas": [{"texte": words} for words in visas(one, text, receiver)],
        "personnel": "oui" if shares_staff(one) else "",
        "rapport": "oui" if organ.has_reports else "",
        "organe_seul": organ.short_with_article,
        "le_conseil_reuni": _sitting_words(one, organ),
        "en_reunion": organ.sitting,
        "le_conseil_decide": organ.deciding,
        "tutelle": cited(organ.supervision),
        "mission": organ.mission,
        "en_seance": f"{organ.of_words} du {session_words(one)}" if organ.sitting else "",
        "expose": motives(one.decision, text),
        "vote": _vote_words(standing_answer(one)),
        "reserve": _reserve(standing_answer(one)),
        "avec_commune": "oui" if organ.seats_communes else "",
        "copies": cited(organ.copies),
        "au_choix": "oui" if _chooses_publication(one) else "",
        "fonds": organ.funds,
        "quorum_source": quorum_source(one),
        "note": "oui" if has_note(one) else "",
        "presidence": _ended(executive.presented),
        "signe_executif": _signed(executive.name),
        "notifier": _notified(access, one),
        "siege_dans": seats_of(one),
        "secret": "oui" if has_acts(one) else "",
        "article_notifier": "5" if seats_of(one) else "4",
        **_beside(access, one, organ),
        **_dates(one),
        "recours": _appeal_words(one, executive),
        "texte_fichier": text.file_name if text and not text.words else "",
    }


def _departement_words(one: Deliberation) -> str:
    """The département of a commune, an EPCI or a syndicate, dotted while it is not known."""
    if one.council not in WITH_DEPARTEMENT:
        return ""
    code = departement_code(one.organisation)
    rows = Territory.objects.filter(kind=Territory.Kind.DEPARTEMENT, code=code)
    name = rows.values_list("name", flat=True).first() if code else None
    return _("Département : %(name)s") % {"name": name or BLANK}


def _sitting_words(one: Deliberation, organ: Organ) -> str:
    """Who meets, and of whom: « le conseil municipal d’Aubry », « la Chambre d’agriculture »."""
    if organ.sitting:
        return french.with_article(full_name(one.organisation))
    return f"{organ.words} {of_council(one.organisation)}"


def _vote_words(answer: Answer | None) -> str:
    """How the voices were shared, each number dotted while nobody recorded it."""
    counts = (answer.votes_for, answer.votes_against, answer.abstentions) if answer else ()
    yes, no, none = (BLANK if one is None else french.number(one) for one in counts or [None] * 3)
    count = 2 if answer is None or answer.abstentions is None else answer.abstentions
    words = ngettext(
        "par %(yes)s voix pour, %(no)s voix contre et %(none)s abstention",
        "par %(yes)s voix pour, %(no)s voix contre et %(none)s abstentions",
        max(count, 1),  # zero is singular in French
    )
    return words % {"yes": yes, "no": no, "none": none}


def _reserve(answer: Answer | None) -> str:
    """Under which reserve the council adopted, dotted while it is not known; nothing without."""
    if answer is None or answer.vote != Vote.RESERVED:
        return ""
    return french.inner_quotes(answer.reserves.strip().rstrip(".")) or BLANK


def _ended(words: str) -> str:
    """The words with a full stop; the dots of a blank are enough."""
    return f"{words}." if words else BLANK


def _signed(name: str) -> str:
    """The place to sign, above a name or room for it."""
    return f"{ROOM_TO_SIGN}{name or BLANK}"


def _chooses_publication(one: Deliberation) -> bool:
    """Whether the council may choose paper or posting rather than being read online."""
    if council_of(one) == CouncilKind.COMMUNE:
        return one.population is not None and not has_note(one)
    return council_of(one) in {CouncilKind.COMMUNE_SYNDICATE, CouncilKind.CLOSED_SYNDICATE}


def seats_of(one: Deliberation) -> str:
    """Where the council names who sits for it; nowhere by an amendment, which names nobody."""
    if AMENDMENT.search(fold(one.decision.title)):
        return ""
    body = one.decision.body
    return french.to_body(the_body(body.name, one.decision.cooperation.name)) if body else BLANK


def _notified(access: Access, one: Deliberation) -> str:
    if is_sender(access, one.organisation):
        return ""
    receiver = in_sentence(acting_structure(access))
    return _ended(french.to_body(receiver) if receiver else "")


def _beside(access: Access, one: Deliberation, organ: Organ) -> dict[str, Value]:
    """Who signs beside: the secretary of the sitting, whom nobody records, or a director."""
    if organ.beside not in TITLES:
        return {
            "second": _("Secrétaire de séance"),
            "second_nom": "",
            "signe_second": _signed(""),
            "secretaire": "oui",
        }
    beside = officeholder(access, one.organisation, organ.beside)
    return {
        "second": beside.signing_title,
        "second_nom": beside.name,
        "signe_second": _signed(beside.name),
        "secretaire": "",
    }


def _dates(one: Deliberation) -> dict[str, Value]:
    answer = standing_answer(one)
    act = act_of(one, answer)
    executory, rule = act_state(act, today=timezone.localdate()).figures, executory_of(one)
    return {
        "seance_du": session_words(one),
        "acte": one.act_number or BLANK,
        "transmise_le": _day(one.transmitted_on),
        "publiee_le": _day(one.published_on),
        "executoire_le": _day(executory.executory_on),
        "executoire_source": cited(rule.printed) if rule else "",
    }


def is_voted(one: Deliberation) -> bool:
    """Whether the council adopted it: the paper is then an extract of what was voted."""
    return act_of(one, standing_answer(one)).voted is not None


def session_of(one: Deliberation) -> date | None:
    """When the council voted, else when it is to; None once put off, until it is called again."""
    return None if _is_put_off(one) else act_of(one, standing_answer(one)).voted or one.session_on


def session_words(one: Deliberation) -> str:
    """The day of the session, as the draft says it; to complete when nobody knows it."""
    return _("[date de la nouvelle séance]") if _is_put_off(one) else _day(session_of(one))


def _is_put_off(one: Deliberation) -> bool:
    """Whether the council put the question off, and no later session is known."""
    answer = standing_answer(one)
    if answer is None or answer.vote != Vote.DEFERRED:
        return False
    return one.session_on is None or one.session_on <= answer.voted_on


def _appeal_words(one: Deliberation, executive: Officeholder) -> str:
    """Ways and delays (CJA R421-1, R414-2; CRPA L411-2); nothing where no act is taken."""
    if not has_acts(one):
        return ""
    return _(
        "Cette délibération peut être contestée devant le tribunal administratif de %(town)s, par "
        "courrier ou par Télérecours citoyens, dans les deux mois qui suivent sa publication. Un "
        "recours gracieux adressé %(executive)s dans ce délai l’interrompt."
    ) % {
        "town": court_of(departement_code(one.organisation)) or BLANK,
        "executive": executive.to_words,
    }


def _day(day: date | None) -> str:
    return french.long_date(day) if day else BLANK
