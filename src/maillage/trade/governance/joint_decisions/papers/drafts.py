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
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.models import Deliberation, TextVersion
from maillage.trade.governance.joint_decisions.papers.bodies import (
    DeliberatingBody,
    body_of,
    court_of,
    departement_code,
    full_name,
    has_note,
)
from maillage.trade.governance.joint_decisions.papers.executives import (
    TITLES,
    Officeholder,
    officeholder,
)
from maillage.trade.governance.joint_decisions.papers.visas import visas
from maillage.trade.governance.joint_decisions.queries.councils import standing_answer
from maillage.trade.governance.joint_decisions.words.steps import act_of

BLANK = "……"


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
        "de_structure": french.of_body(own),
        "siege": one.organisation.address.replace("\r\n", "\n"),
        "conseil": body.plain_organ,
        "le_conseil": body.organ,
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
        "objet": _purpose(one.decision.question),
        "quorum_source": body.quorum,
        "quorum_legal": "oui" if body.has_legal_quorum else "",
        "note": "oui" if has_note(one) else "",
        "presidence": executive.presented or BLANK,
        "notifier": _notified(access, one),
        **_beside(access, one, body),
        **_dates(one),
        "recours": _appeal_words(one, body, executive),
        "texte_fichier": text.file_name if text and not text.words else "",
    }


def _departement_words(one: Deliberation) -> str:
    """The département of the body, that départements and régions need not say."""
    if one.council in {CouncilKind.DEPARTEMENT, CouncilKind.REGION}:
        return ""
    code = departement_code(one.organisation)
    rows = Territory.objects.filter(kind=Territory.Kind.DEPARTEMENT, code=code)
    name = rows.values_list("name", flat=True).first() if code else None
    return _("Département : %(name)s") % {"name": name} if name else ""


def _purpose(question: str) -> str:
    """What is asked, as a recital says it: without its question mark nor its capital."""
    words = question.strip().rstrip("?.\xa0 ")
    return words[:1].lower() + words[1:]


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
