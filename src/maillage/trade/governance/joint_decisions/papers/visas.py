"""Which texts does a draft deliberation cite: those of its own body, and of a CTG in a CTG?"""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.law.deliberation import executory_rule
from maillage.law.organs import ctg_visas, doubtful, founding_article
from maillage.law.quorum import quorum_rule
from maillage.law.rule import Rule
from maillage.law.wording import cited
from maillage.law.words import TO_VERIFY
from maillage.trade.governance.choices import CouncilKind, Vote
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import (
    Answer,
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.papers.bodies import (
    epci_form,
    is_caf,
    name_in_sentence,
    organ_of,
)
from maillage.trade.governance.joint_decisions.words.steps import has_acts

CTG = "ctg"
CITED = re.compile(
    r"(?P<noun>articles?) (?P<number>.+?) (?P<of>du |de la |de l’|des )(?P<paper>.+)", re.IGNORECASE
)
ARTICLES = {"du": "le ", "de la": "la ", "de l’": "l’", "des": "les "}
UNIFIED = re.compile(r"\bservices? unifies?\b")
SHARED = re.compile(
    r"\bservices? (?:unifies?|communs?|partages?|mutualises?)\b|\bmutualis|\bmises? a disposition d"
)
PUBLIC = frozenset(CouncilKind) - {
    CouncilKind.CHAMBER,
    CouncilKind.ASSOCIATION,
    CouncilKind.OTHER,
}
AMENDMENT = re.compile(r"\bavenant\b")
EARLY_CHILDHOOD = re.compile(r"\bpetite enfance\b|\bjeunes? enfants?\b|\bcreches?\b")


def visas(one: Deliberation, text: TextVersion | None, receiver: str = "") -> list[str]:
    """The visas of the draft of this council, in their order, without « Vu » nor punctuation.

    `receiver` is the structure, another one, to which the act is notified.
    """
    own = french.of_body(name_in_sentence(one.organisation))
    papers = [words.format(of=own) for words in organ_of(one).papers]
    in_ctg = _of_ctg(one, text) if _is_ctg(one) else ()
    code = _code(one)
    if organ_of(one).status == TO_VERIFY:
        code = [to_verify(words) for words in code]
    founding = (*_of_petr(one, receiver), *_of_staff(one))
    return [*map(cited, code), *papers, *map(cited, founding), *_of_rule(one), *in_ctg]


def quorum_source(one: Deliberation) -> str:
    """The text of law behind the quorum of this council; nothing where its statutes decide."""
    rule = quorum_rule(one.council)
    if rule.word("again") == "statutes":
        return ""
    return f"({cited(rule.printed)})" if rule.printed else to_verify(cited(rule.reference))


def doubtful_sources(one: Deliberation) -> tuple[str, ...]:
    """The visas of the draft of this council that nobody could verify, each with its mark.

    The rest of the draft cites no text whose reading was not verified, save between brackets.
    """
    return doubtful((words, organ_of(one).status) for words in _code(one))


def executory_of(one: Deliberation) -> Rule | None:
    """The rule by which the act of this council binds; None where no act is taken."""
    return executory_rule(one.council) if has_acts(one) else None


def _is_ctg(one: Deliberation) -> bool:
    return one.decision.cooperation.profile == CTG


def _code(one: Deliberation) -> list[str]:
    """The code of the body and its articles; not twice the one that the CTG cites."""
    organ = organ_of(one)
    in_ctg = _is_ctg(one) and any(organ.code in words for words in ctg_visas().visas)
    if not organ.code or in_ctg:
        return []
    return [organ.visa(form=epci_form(one.organisation))]


def to_verify(source: str) -> str:
    """A text of law that nobody could verify, as a draft leaves it to its reader."""
    return _("[à vérifier : %(source)s]") % {"source": source}


def _of_rule(one: Deliberation) -> list[str]:
    """The paper that the structures say their rule comes from, its article after it."""
    source = CITED.match(one.decision.rule_source.strip().rstrip("."))
    if source is None:
        return []
    article = ARTICLES[source["of"].lower().strip()]
    noun = "ses" if source["noun"].lower() == "articles" else "son"
    return [f"{article}{source['paper']}, notamment {noun} {source['noun']} {source['number']}"]


def _of_petr(one: Deliberation, receiver: str) -> Iterator[str]:
    """What founds the PETR that receives the act, to verify: the code for its EPCI, its statutes.

    Nothing for a body that takes no acts, nor when another structure receives it.
    """
    if "petr" not in fold(receiver).split() or not has_acts(one):
        return
    if council_of(one) == CouncilKind.EPCI:
        yield to_verify(founding_article("petr"))
    yield to_verify(_("les statuts %(of)s") % {"of": french.of_body(receiver)})


def _of_staff(one: Deliberation) -> Iterator[str]:
    """What founds a service that the structures share, which nobody verified for this one."""
    if shares_staff(one):
        words = _text_of(one.decision)
        article = founding_article("unified_service") if UNIFIED.search(words) else ""
        doubt = _("fondement à vérifier par le service juridique")
        yield f"[{doubt} : {article}]" if article else f"[{doubt}]"


def shares_staff(one: Deliberation) -> bool:
    """Whether the question puts the services of public bodies together, this one among them."""
    return council_of(one) in PUBLIC and bool(SHARED.search(_text_of(one.decision)))


def _text_of(decision: JointDecision) -> str:
    return fold(f"{decision.title} {decision.question}")


def _of_ctg(one: Deliberation, text: TextVersion | None) -> Iterator[str]:
    words = fold(f"{one.decision.title} {one.decision.question} {text.words if text else ''}")
    read = ctg_visas()
    yield cited(read.visas[0])
    yield cited(read.early_childhood if EARLY_CHILDHOOD.search(words) else read.social)
    yield from map(cited, read.visas[1:])
    yield from _decision_of_caf(one)
    if AMENDMENT.search(fold(one.decision.title)):
        yield cited(read.amended)


def _decision_of_caf(one: Deliberation) -> Iterator[str]:
    """What the Caf decided on the same question, no later than the paper; not in its own draft."""
    days = (one.sent_on or timezone.localdate(), one.session_on)
    adopted = Answer.objects.filter(
        deliberation__decision=one.decision,
        deliberation__until__isnull=True,
        replaced_at__isnull=True,
        vote=Vote.ADOPTED,
        voted_on__lte=min(day for day in days if day),
    ).exclude(deliberation=one)
    for answer in adopted.select_related("deliberation__organisation").order_by("pk"):
        caf = answer.deliberation.organisation
        if is_caf(caf):
            own = french.of_body(name_in_sentence(caf))
            organ = _("du conseil d’administration %(of)s") % {"of": own}
            day = french.long_date(answer.voted_on)
            yield ctg_visas().decided.format(of_caf=organ, day=day)
