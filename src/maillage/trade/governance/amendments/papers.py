"""The amendments on paper: a row for each, its article, its words, its reason, its end."""

from pathlib import Path

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    IncompletePaperError,
    Paper,
    Value,
    Values,
)
from maillage.trade.governance.agreements.queries import agreement_in
from maillage.trade.governance.amendments.queries import Proposal, amendment_sheet
from maillage.trade.governance.amendments.words import sheet_sentence

MODEL = Path(__file__).with_name("paper_models") / "amendments.xml"


def amendments_paper() -> Paper:
    """The amendments to a draft in a table, for PDF, DOCX and ODT."""
    return Paper(
        word="amendments",
        label=_("Tableau des amendements"),
        purpose=_("une ligne par proposition, avec ses mots, sa raison, sa décision"),
        about="agreement",
        make_fields=_fields,
        model=MODEL,
        gather=_gather,
    )


def _fields() -> tuple[Field, ...]:
    row = {
        "article": _("Article 4. Les charges"),
        "structure": _("CC des Trois Étangs"),
        "mots": _("ôter « leur population », mettre « l’usage constaté »"),
        "raison": _("Nous paierons ce que nous utilisons."),
        "decision": _("À trancher"),
    }
    words = {
        "article": _("L’article amendé"),
        "structure": _("La structure qui propose"),
        "mots": _("Ce qui est ôté, ce qui est mis"),
        "raison": _("Sa raison"),
        "decision": _("Ce qui est décidé, par qui, quand"),
    }
    parts = tuple(Field(name, words[name], sample) for name, sample in row.items())
    return (
        Field("intitule", _("L’intitulé de la convention"), _("Protocole de coopération")),
        Field("lecture", _("Combien d’amendements, et où ils en sont"), _("Tout est tranché.")),
        Field("lignes", _("Les amendements"), [row], parts),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    agreement = agreement_in(access, number).first()
    if agreement is None:
        return None
    sheet = amendment_sheet(access, agreement)
    if not sheet.every:
        raise IncompletePaperError(_("Aucun amendement n’est à lire sur cette version."))
    return {
        "titre": _("Amendements, %(title)s") % {"title": agreement.title},
        "intitule": agreement.title,
        "lecture": sheet_sentence(sheet),
        "lignes": [_row(one) for one in sheet.every],
    }


def _row(one: Proposal) -> Values:
    amendment = one.amendment
    decision = french.capital(str(amendment.get_state_display()))
    return {
        "article": str(amendment.article),
        "structure": amendment.proposer,
        "mots": changed_words(one),
        "raison": amendment.reason,
        "decision": f"{decision}. {amendment.settled}".rstrip(". ") + ".",
    }


def changed_words(one: Proposal) -> str:
    """« ôter « leur population », mettre « l’usage constaté » », in the order of the article."""
    verbs = {"del": _("ôter « %(words)s »"), "ins": _("mettre « %(words)s »")}
    return ", ".join(
        verbs[piece.kind] % {"words": french.inner_quotes(piece.words.strip())}
        for piece in one.pieces
        if piece.kind in verbs
    )
