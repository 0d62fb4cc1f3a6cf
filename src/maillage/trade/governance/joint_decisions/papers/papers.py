"""What do the papers of a joint decision say: to each council, and of all of them together?"""

from datetime import date
from pathlib import Path as FilePath

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Field, Paper, Value
from maillage.ground.directory import permissions as directory
from maillage.law.deliberation import executory_rule
from maillage.trade.governance.choices import CouncilKind, Standing
from maillage.trade.governance.joint_decisions.models import (
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.papers import fields
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    DecisionSheet,
    Path,
    decision_sheet,
    deliberations,
    joint_decisions,
)
from maillage.trade.governance.joint_decisions.words.standing_words import (
    earliest_words,
    reading_of,
    rule_text,
    silence_words,
)
from maillage.trade.governance.joint_decisions.words.steps import Step, has_acts, sending, steps
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint

MODELS = FilePath(__file__).with_name("paper_models")


def decision_papers() -> tuple[Paper, ...]:
    """The papers of a joint decision and of the way of each council."""
    return (
        Paper(
            word="referral_letter",
            label=_("Lettre de saisine"),
            purpose=_("Elle demande à un conseil d’inscrire la question, et dit les délais."),
            about="deliberation",
            make_fields=_council_fields,
            model=MODELS / "referral_letter.xml",
            gather=_council_paper,
        ),
        Paper(
            word="draft_deliberation",
            label=_("Projet de délibération concordante"),
            purpose=_("Le même pour chaque conseil : mêmes mots, même texte annexé."),
            about="deliberation",
            make_fields=_council_fields,
            model=MODELS / "draft_deliberation.xml",
            gather=_council_draft,
        ),
        Paper(
            word="tracking_table",
            label=_("Tableau de suivi des délibérations"),
            purpose=_("Il dit où en est chaque conseil, et ce que dit la règle."),
            about="jointdecision",
            make_fields=lambda: (*fields.decision_fields(), *fields.tracking_fields()),
            model=MODELS / "tracking_table.xml",
            gather=_tracking_table,
        ),
    )


def _council_fields() -> tuple[Field, ...]:
    return (*fields.decision_fields(), *fields.council_fields(), *fields.referral_fields())


def _council_paper(access: Access, number: int) -> dict[str, Value] | None:
    return _of_council(access, number, _("Lettre de saisine"))


def _council_draft(access: Access, number: int) -> dict[str, Value] | None:
    return _of_council(access, number, _("Projet de délibération"))


def _of_council(access: Access, number: int, title: str) -> dict[str, Value] | None:
    """What the papers sent to one council say."""
    one = deliberations(access).filter(pk=number).first()
    if one is None:
        return None
    decision = one.decision
    count = deliberations(access).filter(decision=decision, until__isnull=True).count()
    return {
        "titre": f"{title}, {decision.title}, {one.organisation}",
        **_decision_values(decision, one.text or decision.texts.last()),
        **_council_values(access, one),
        "ensemble": _requested_words(count),
        "delai": _delay_words(one),
        "delai_source": finding.source if (finding := sending(one)) else "",
    }


def _decision_values(decision: JointDecision, text: TextVersion | None) -> dict[str, Value]:
    return {
        "intitule": decision.title,
        "question": decision.question,
        "proposee_par": str(decision.body or ""),
        "proposee_le": _day(decision.proposed_on),
        "regle": rule_text(decision.rule, decision.least_agreements),
        "silence": silence_words(terms_of(decision)),
        "version": str(text.number) if text else "",
        "texte_du": _day(text.dated_on) if text else "",
        "texte": text.words if text else "",
        "empreinte": short_fingerprint(text.fingerprint) if text else "",
    }


def _council_values(access: Access, one: Deliberation) -> dict[str, Value]:
    reads_people = directory.can_open_people(access)
    executive = _("la ou le maire") if one.council == CouncilKind.COMMUNE else _("sa présidence")
    return {
        "structure": one.organisation.name,
        "conseil": str(one.get_council_display()),
        "contact": str(one.contact) if one.contact and reads_people else "",
        "seance": _day(one.session_on),
        "executif": executive,
        "executif_signe": _("La ou le maire")
        if one.council == CouncilKind.COMMUNE
        else _("La présidente ou le président"),
        "transmission": _transmission_words(one) if has_acts(one) else "",
    }


def _transmission_words(one: Deliberation) -> str:
    """When the act of this council binds, by the article of its kind of body alone."""
    return _(
        "La délibération est exécutoire quand elle est transmise au représentant de l’État et "
        "publiée (%(source)s)."
    ) % {"source": executory_rule(one.council).source}


def _requested_words(count: int) -> str:
    if count < 2:
        return ""
    return ngettext("%(n)s structure", "%(n)s structures", count) % {"n": french.in_words(count)}


def _delay_words(one: Deliberation) -> str:
    """By when this council is convened, so that the question may be on its agenda."""
    finding = sending(one)
    latest = finding.figures.latest_sending_date if finding else None
    if finding is None or latest is None:
        return ""
    return ngettext(
        "Votre conseil se convoque au moins %(n)s jour à l’avance : pour cette séance, sa "
        "convocation part au plus tard le %(day)s, avec cette question à l’ordre du jour.",
        "Votre conseil se convoque au moins %(n)s jours à l’avance : pour cette séance, sa "
        "convocation part au plus tard le %(day)s, avec cette question à l’ordre du jour.",
        finding.figures.days_required or 0,
    ) % {"n": finding.figures.days_required, "day": french.long_date(latest)}


def _day(day: date | None) -> str:
    return french.long_date(day) if day else ""


def _tracking_table(access: Access, number: int) -> dict[str, Value] | None:
    decision = joint_decisions(access).filter(pk=number).first()
    if decision is None:
        return None
    sheet = decision_sheet(access, decision, timezone.localdate())
    word = str(Standing(sheet.place.standing).label)
    return {
        "titre": _("Suivi des délibérations, %(title)s") % {"title": decision.title},
        **_decision_values(decision, sheet.text),
        "etat": word[:1].upper() + word[1:],
        "lecture": reading_of(sheet.place),
        "attendu": earliest_words(sheet.place, sheet.today),
        "structures": [_followed(sheet, path) for path in sheet.paths],
    }


def _followed(sheet: DecisionSheet, path: Path) -> dict[str, Value]:
    one, answer = path.deliberation, path.answer
    silent = sheet.place.effect if path.council.key in sheet.place.tacit else ""
    sent, listed, voted, transmitted, published = steps(path, sheet.today, silent)
    return {
        "nom": path.name,
        "conseil": str(one.get_council_display()),
        "seance": _day(one.session_on),
        "saisie": _step_words(sent),
        "inscrite": _step_words(listed),
        "votee": _step_words(voted),
        "transmise": _step_words(transmitted),
        "publiee": _step_words(published),
        "acte": one.act_number,
        "reserves": answer.reserves if answer else "",
    }


def _step_words(step: Step) -> str:
    return f"{step.word}, {french.day_in_words(step.on)}" if step.on else step.word
