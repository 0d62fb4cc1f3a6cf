"""What does a draft deliberation say: what its body is, what is recorded, and what it fills in?"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.queries import letterhead
from maillage.foundation.documents.writing.kinds import Value
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.law.deliberation import act_state
from maillage.trade.governance.body_words import the_body
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import Deliberation, TextVersion
from maillage.trade.governance.joint_decisions.papers.bodies import (
    NOTE_FROM,
    DeliberatingBody,
    body_of,
    court_of,
    departement_code,
    full_name,
    has_note,
    name_in_sentence,
    of_council,
)
from maillage.trade.governance.joint_decisions.papers.executives import (
    TITLES,
    Officeholder,
    officeholder,
)
from maillage.trade.governance.joint_decisions.papers.visas import AMENDMENT, visas
from maillage.trade.governance.joint_decisions.queries.councils import standing_answer
from maillage.trade.governance.joint_decisions.words.steps import act_of

BLANK = "……"
WITH_DEPARTEMENT = {
    CouncilKind.COMMUNE,
    CouncilKind.EPCI,
    CouncilKind.COMMUNE_SYNDICATE,
    CouncilKind.CLOSED_SYNDICATE,
    CouncilKind.OPEN_SYNDICATE,
}


def sender_name(access: Access) -> str:
    """Who writes the letters of the cooperation, as its letterhead says."""
    return letterhead(access).sender or access.cooperation.workspace.name


def is_sender(access: Access, organisation: Organisation) -> bool:
    """Whether this structure is the one that writes: nothing is notified to itself."""
    own = {fold(name) for name in (organisation.name, organisation.short_name) if name}
    return fold(sender_name(access)) in own


def body_values(access: Access, one: Deliberation) -> dict[str, Value]:
    """What both papers of a council say of its body and of who executes there."""
    body = body_of(one)
    executive = officeholder(access, one.organisation, body.executive)
    own = full_name(one.organisation)
    return {
        "structure": own,
        "de_structure": french.of_body(name_in_sentence(one.organisation)),
        "la_structure": french.with_article(name_in_sentence(one.organisation)),
        "siege": one.organisation.address.replace("\r\n", "\n"),
        "conseil": body.plain_organ,
        "le_conseil": body.organ,
        "du_conseil": french.of_body(body.organ),
        "le_conseil_saisi": f"{body.organ} {of_council(one.organisation)}",
        "du_conseil_saisi": f"{french.of_body(body.organ)} {of_council(one.organisation)}",
        "organe": body.short_organ,
        "executif": _signers(access, one, body, executive),
        "executif_signe": french.capital(executive.function_words),
        "executif_nom": executive.name,
        "transmission": transmission_words(body),
    }


def _signers(
    access: Access, one: Deliberation, body: DeliberatingBody, executive: Officeholder
) -> str:
    """Who is authorised to sign: the executive, and the director where both sign."""
    if body.beside not in TITLES:
        return executive.phrase
    beside = officeholder(access, one.organisation, body.beside)
    return french.listed([executive.phrase, beside.phrase])


def transmission_words(body: DeliberatingBody) -> str:
    """When the act of a public council binds, by its own article alone; nothing for the others."""
    if not body.has_acts:
        return ""
    return _(
        "La délibération est exécutoire quand elle est transmise au représentant de l’État et "
        "publiée (%(source)s)."
    ) % {"source": body.executory}


def draft_values(access: Access, one: Deliberation, text: TextVersion | None) -> dict[str, Value]:
    """What the draft alone says; dotted where nothing is recorded."""
    body = body_of(one)
    executive = officeholder(access, one.organisation, body.executive)
    return {
        "departement": _departement_words(one),
        "visas": [{"texte": words} for words in visas(one, text)],
        "rapport": "oui" if body.has_reports else "",
        "accord": "e" if body.is_feminine else "",
        "organe_seul": body.short_organ_with_article,
        "avec_commune": "oui" if body.seats_communes else "",
        "copies": body.copies,
        "au_choix": "oui" if _chooses_publication(one) else "",
        "fonds": body.funds,
        "quorum_source": body.quorum,
        "quorum_legal": "oui" if body.has_legal_quorum else "",
        "note": "oui" if has_note(one) else "",
        "presidence": executive.presented or BLANK,
        "notifier": _notified(access, one),
        **_delegates(one),
        **_beside(access, one, body),
        **_dates(one),
        "recours": _appeal_words(one, body, executive),
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


def _chooses_publication(one: Deliberation) -> bool:
    """Whether the council may choose paper or posting rather than being read online."""
    if council_of(one) == CouncilKind.COMMUNE:
        return one.population is not None and one.population < NOTE_FROM
    return council_of(one) in {CouncilKind.COMMUNE_SYNDICATE, CouncilKind.CLOSED_SYNDICATE}


def _delegates(one: Deliberation) -> dict[str, Value]:
    """Where the council names who sits for it; nowhere by an amendment, which names nobody."""
    body = one.decision.body
    seats = the_body(body.name, one.decision.cooperation.name) if body else ""
    is_amendment = bool(AMENDMENT.search(fold(one.decision.title)))
    return {
        "siege_dans": "" if is_amendment else french.to_body(seats) if seats else BLANK,
        "article_notifier": "4" if is_amendment else "5",
    }


def _notified(access: Access, one: Deliberation) -> str:
    if is_sender(access, one.organisation):
        return ""
    return french.to_body(sender_name(access))


def _beside(access: Access, one: Deliberation, body: DeliberatingBody) -> dict[str, Value]:
    """Who signs beside: the secretary of the sitting, whom nobody records, or a director."""
    if body.beside not in TITLES:
        return {"second": _("Secrétaire de séance"), "second_nom": "", "secretaire": "oui"}
    beside = officeholder(access, one.organisation, body.beside)
    return {
        "second": french.capital(beside.function_words),
        "second_nom": beside.name,
        "secretaire": "",
    }


def _dates(one: Deliberation) -> dict[str, Value]:
    answer = standing_answer(one)
    act = act_of(one, answer)
    executory = act_state(act, today=timezone.localdate()).figures.executory_on
    return {
        "seance_du": _day(act.voted or one.session_on),
        "acte": one.act_number or BLANK,
        "transmise_le": _day(one.transmitted_on),
        "publiee_le": _day(one.published_on),
        "executoire_le": _day(executory),
        "executoire_source": body_of(one).executory,
    }


def _appeal_words(one: Deliberation, body: DeliberatingBody, executive: Officeholder) -> str:
    """Ways and delays (CJA R421-1, R414-2; CRPA L411-2); nothing where no act is taken."""
    if not body.has_acts:
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
