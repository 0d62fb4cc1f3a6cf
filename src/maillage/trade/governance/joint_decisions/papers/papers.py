"""What do the papers of a joint decision say: to each council, and of all of them together?"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    Heading,
    Paper,
    Together,
    Value,
)
from maillage.law.organs import own_source
from maillage.trade.governance.body_words import the_body
from maillage.trade.governance.joint_decisions.models import (
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.papers import fields
from maillage.trade.governance.joint_decisions.papers.addressees import (
    lacking_words,
    unaddressed,
    unnamed_words,
)
from maillage.trade.governance.joint_decisions.papers.bodies import full_name, organ_of
from maillage.trade.governance.joint_decisions.papers.drafts import (
    BLANK,
    body_values,
    draft_values,
    is_sender,
    is_voted,
    session_of,
    session_words,
)
from maillage.trade.governance.joint_decisions.papers.referrals import referral_values
from maillage.trade.governance.joint_decisions.papers.ruling import ruling_words, signing_words
from maillage.trade.governance.joint_decisions.papers.tracking import followed, place_values
from maillage.trade.governance.joint_decisions.papers.visas import doubtful_sources
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    current_deliberations,
    decision_sheet,
    deliberations,
    joint_decisions,
    not_refused,
    not_settled,
)
from maillage.trade.governance.joint_decisions.words.standing_words import (
    printed_source,
    silence_words,
)
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint
from maillage.trade.governance.letter_contact import contact_fields

# What one reads of each paper in its order, as far as it may name an agreement.
IN_LETTER = ("sous_expediteur", "intitule_complet", "proposant", "de_cooperation", "objet")
IN_DRAFT = (
    "intitule_complet",
    "expose",
    "visas",
    "proposant_minuscule",
    "de_cooperation",
    "siege_dans",
)
ANNEX = re.compile(r"\bannexe")
MODELS = Path(__file__).with_name("paper_models")


def decision_papers() -> tuple[Paper, ...]:
    """The papers of a joint decision and of the way of each council."""
    return (
        Paper(
            word="referral_letter",
            label=_("Lettre de saisine"),
            purpose=_("Elle demande à un conseil d’inscrire la question, et dit les délais."),
            about="deliberation",
            make_fields=lambda: (*_council_fields(), *fields.referral_fields(), *contact_fields()),
            model=MODELS / "referral_letter.xml",
            gather=_council_paper,
            together=Together(
                "jointdecision",
                _("Toutes les lettres de saisine"),
                _addressed,
                _lacking_of_decision,
            ),
            lacking=_lacking_of_council,
        ),
        Paper(
            word="draft_deliberation",
            label=_("Projet de délibération"),
            purpose=_("Un extrait du registre par conseil, au nom de chacun : même texte annexé."),
            about="deliberation",
            make_fields=lambda: (*_council_fields(), *fields.draft_fields()),
            model=MODELS / "draft_deliberation.xml",
            gather=_council_draft,
            heading=Heading("structure", "departement", "siege", "pied_premier", has_logo=False),
            together=Together(
                "jointdecision",
                _("Tous les projets de délibération"),
                _willing,
                _doubts_of_decision,
            ),
            doubts=_doubts_of_council,
        ),
        _tracking_paper(),
    )


def _tracking_paper() -> Paper:
    return Paper(
        word="tracking_table",
        label=_("Tableau de suivi des délibérations"),
        purpose=_("Il dit où en est chaque conseil, et ce que dit la règle."),
        about="jointdecision",
        make_fields=lambda: (*fields.decision_fields(), *fields.tracking_fields()),
        model=MODELS / "tracking_table.xml",
        gather=_tracking_table,
    )


def _council_fields() -> tuple[Field, ...]:
    return (*fields.decision_fields(), *fields.council_fields())


def _council_paper(access: Access, number: int) -> dict[str, Value] | None:
    one = deliberations(access).filter(pk=number).first()
    if one is None:
        return None
    values = _of_council(access, one, _("Lettre de saisine"))
    sent = {"aujourdhui": french.long_date(one.sent_on)} if one.sent_on else {}
    silence = {"silence_lettre": values["silence"]}
    return _spelt({**values, **referral_values(access, one), **silence, **sent}, IN_LETTER)


def _council_draft(access: Access, number: int) -> dict[str, Value] | None:
    one = deliberations(access).filter(pk=number).first()
    if one is None:
        return None
    title = _("Extrait de délibération") if is_voted(one) else _("Projet de délibération")
    values = _of_council(access, one, title)
    foot = _draft_feet(one)
    return _spelt({**values, **foot, **draft_values(access, one, _text_of(one))}, IN_DRAFT)


def _draft_feet(one: Deliberation) -> dict[str, Value]:
    """What each page of a draft says at its foot: that it is to complete, and since when."""
    kind = _("Extrait à compléter") if is_voted(one) else _("Projet de délibération")
    day = french.long_date(timezone.localdate())
    first = _("%(kind)s, édité le %(day)s") % {"kind": kind, "day": day}
    running = _running_words(one, session_words(one))
    return {"pied_premier": first, "pied": _("Projet. %(words)s") % {"words": running}}


def _spelt(values: dict[str, Value], names: Sequence[str]) -> dict[str, Value]:
    """The values, the initials of an agreement in full in the first of these that one reads."""
    rows = [values[name] for name in names]
    texts = iter(french.spelt_once([text for row in rows for text in _texts(row)]))
    spelt = {name: _again(row, texts) for name, row in zip(names, rows, strict=True)}
    again = {name: french.in_initials(str(values[name])) for name in ("intitule", "pied")}
    return values | again | spelt


def _texts(value: Value) -> list[str]:
    return [value] if isinstance(value, str) else [str(row["texte"]) for row in value]


def _again(value: Value, texts: Iterator[str]) -> Value:
    return next(texts) if isinstance(value, str) else [{"texte": next(texts)} for _row in value]


def _doubts_of_council(access: Access, number: int) -> str:
    return _doubts(access, deliberations(access).filter(pk=number))


def _doubts_of_decision(access: Access, number: int) -> str:
    return _doubts(access, not_refused(_councils_of(access, number)))


def _doubts(access: Access, rows: QuerySet[Deliberation]) -> str:
    """What to read again before the drafts of these councils are signed; or nothing.

    The sources that nobody could verify, who executes where nobody is named, and the annex that
    the text speaks of.
    """
    read = rows.select_related(None).select_related(
        "organisation__territory", "decision__cooperation", "text"
    )
    councils = list(read.order_by("pk"))
    sources = dict.fromkeys(words for one in councils for words in doubtful_sources(one))
    verified = _("Avant de signer, relisez : %(sources)s.") % {"sources": " ; ".join(sources)}
    texts = {one.text for one in councils if one.text}
    annexed = any(ANNEX.search(fold(text.words)) for text in texts)
    parts = (
        verified if sources else "",
        unnamed_words(access, councils),
        _annex_words() if annexed else "",
    )
    return " ".join(part for part in parts if part)


def _annex_words() -> str:
    return _("Le texte cite une annexe : vérifiez qu’elle est jointe.")


def _of_council(access: Access, one: Deliberation, title: str) -> dict[str, Value]:
    """What both papers of one council say."""
    decision = one.decision
    source = own_source(organ_of(one), _source_of(decision))
    count = deliberations(access).filter(decision=decision, until__isnull=True).count()
    return {
        "titre": f"{title}, {decision.title}, {one.organisation}",
        **_decision_values(decision, _text_of(one), source, count),
        **body_values(access, one),
        "pied": _running_words(one, _day(session_of(one))),
        "seance": _day(one.session_on),
        "ensemble": _requested_words(count),
    }


def _running_words(one: Deliberation, day: str) -> str:
    """What the next pages say again: about what, for whom, for which session."""
    words = f"{one.decision.title}. {full_name(one.organisation)}"
    is_dated = day not in {"", BLANK}
    return _("%(words)s, %(day)s") % {"words": words, "day": day} if is_dated else words


def _text_of(one: Deliberation) -> TextVersion | None:
    """The text that this council received, or the last."""
    return one.text or one.decision.texts.last()


def _addressed(access: Access, number: int) -> list[int]:
    """The ways of the councils that have still to settle and whose addressee is recorded."""
    rows = list(_unsettled(access, number))
    lacking = {one.pk for one in unaddressed(access, rows)}
    return [one.pk for one in rows if one.pk not in lacking]


def _lacking_of_decision(access: Access, number: int) -> str:
    return lacking_words(access, _unsettled(access, number))


def _lacking_of_council(access: Access, number: int) -> str:
    return lacking_words(access, deliberations(access).filter(pk=number))


def _unsettled(access: Access, number: int) -> QuerySet[Deliberation]:
    """The ways of the councils that have still to settle, in the order of their names."""
    return not_settled(_councils_of(access, number))


def _willing(access: Access, number: int) -> list[int]:
    """The ways of the councils that have not refused, in the order of their names."""
    return list(not_refused(_councils_of(access, number)).values_list("pk", flat=True))


def _councils_of(access: Access, number: int) -> QuerySet[Deliberation]:
    """The ways of the councils that a decision asks now, in the order of their names."""
    return current_deliberations(access, number)


def _source_of(decision: JointDecision) -> str:
    """Where the rule is written: in a paper of the structures, else in a verified text of law."""
    return decision.rule_source or printed_source(decision.rule)


def _decision_values(
    decision: JointDecision, text: TextVersion | None, source: str, count: int
) -> dict[str, Value]:
    body = decision.body
    proposer = the_body(body.name, decision.cooperation.name) if body else ""
    return {
        "intitule": decision.title,
        "intitule_complet": decision.title,
        "objet": _purpose(decision.question),
        "proposant": french.capital(proposer),
        "proposant_minuscule": proposer,
        "de_cooperation": french.of_body(decision.cooperation.name),
        "question": decision.question,
        "proposee_par": str(decision.body or ""),
        "proposee_le": _day(_proposed_on(decision, text)),
        "regle": ruling_words(decision, source, count),
        "silence": silence_words(terms_of(decision)).replace(
            _("d’un conseil"), _("d’une assemblée")
        ),
        "signature_quand": signing_words(decision, count),
        "version": str(text.number) if text else "",
        "texte_du": _day(text.dated_on) if text else "",
        "texte": text.words if text else "",
        "empreinte": short_fingerprint(text.fingerprint) if text else "",
    }


def _proposed_on(decision: JointDecision, text: TextVersion | None) -> date | None:
    """The day of the proposal, where a meeting of the body and the text bear it out."""
    body, day = decision.body, decision.proposed_on
    if body is None or day is None or (text and text.dated_on > day):
        return None
    return day if body.meetings.filter(held_on=day, cancelled_on=None).exists() else None


def _purpose(question: str) -> str:
    """What is asked, inside a sentence: without its question mark nor its capital."""
    words = question.strip().rstrip("?.\xa0 ")
    return words[:1].lower() + words[1:]


def _requested_words(count: int) -> str:
    if count < 2:
        return ""
    words = french.in_words(count, feminine=True)
    return ngettext("%(n)s structure", "%(n)s structures", count) % {"n": words}


def _day(day: date | None) -> str:
    return french.long_date(day) if day else ""


def _tracking_table(access: Access, number: int) -> dict[str, Value] | None:
    decision = joint_decisions(access).filter(pk=number).first()
    if decision is None:
        return None
    sheet = decision_sheet(access, decision, timezone.localdate())
    return {
        "titre": _("Suivi des délibérations, %(title)s") % {"title": decision.title},
        **_decision_values(decision, sheet.text, decision.rule_source, len(sheet.paths)),
        **place_values(sheet),
        "structures": [
            followed(sheet, path, is_own=is_sender(access, path.deliberation.organisation))
            for path in sheet.paths
        ],
    }
