"""Remarks and wordings on paper: a row for each article, a column for each structure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    IncompletePaperError,
    Paper,
    Value,
    Values,
)
from maillage.trade.governance.agreements.choices import RemarkKind
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.queries import agreement_in
from maillage.trade.governance.agreements.readable import (
    readable_amendments,
    readable_remarks,
    reads_all,
    remarks_words,
)
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.amendments.queries import AmendmentSheet, Proposal, amendment_sheet
from maillage.trade.governance.amendments.words import sheet_sentence

MODEL = Path(__file__).with_name("paper_models") / "amendments.xml"
LETTERS = ("a", "b", "c")
# A page holds three structures side by side: the lists of a paper, by how many stand in one table.
BANDS = {3: "trois", 2: "deux", 1: "une"}
Row = tuple[str, Mapping[str, Sequence[str]]]  # an article, and what each structure says of it


def amendments_paper() -> Paper:
    """What structures say of a draft, side by side, for PDF, DOCX and ODT."""
    return Paper(
        word="amendments",
        label=_("Remarques et rédactions"),
        purpose=_("une colonne par structure, une ligne par article"),
        about="agreement",
        make_fields=_fields,
        model=MODEL,
        gather=_gather,
        has_words=_has_words,
    )


def _fields() -> tuple[Field, ...]:
    cells = (
        _("Ôter « leur population », mettre « l’usage constaté ». À trancher."),
        _("Observation : « Précisez l’année. » Prise dans le texte."),
        "",
    )
    names = (_("CC des Trois Étangs"), _("CC du Bocage"), _("Val d’Aubrée"))
    return (
        Field("intitule", _("L’intitulé de la convention"), _("Protocole de coopération")),
        Field("lecture", _("Combien d’amendements et de remarques"), _("Tout est tranché.")),
        *(_band_field(count, names, cells) for count in BANDS),
        _lines_field(),
    )


def _lines_field() -> Field:
    """The amendments one by one: the templates that a space has already name them so."""
    parts = (
        Field("article", _("L’article amendé"), _("Article 4. Les charges")),
        Field("structure", _("La structure qui propose"), _("CC des Trois Étangs")),
        Field("mots", _("Ce qui est ôté, ce qui est mis"), _("ôter « leur », mettre « l’usage »")),
        Field("raison", _("Sa raison"), _("Nous paierons ce que nous utilisons.")),
        Field("decision", _("Ce qui est décidé, par qui, quand"), _("À trancher.")),
    )
    row: Values = {one.name: one.sample for one in parts}
    return Field("lignes", _("Les amendements, un par ligne"), [row], parts)


def _band_field(count: int, names: Sequence[str], cells: Sequence[str]) -> Field:
    letters = LETTERS[:count]
    row: Values = {
        "article": _("Article 4. Les charges"),
        **dict(zip(letters, cells, strict=False)),
    }
    lines = _lines_name(count)
    band: Values = {**dict(zip(letters, names, strict=False)), lines: [row]}
    words = tuple(Field(one, _("Ce que dit une structure"), str(row[one])) for one in letters)
    return Field(
        BANDS[count],
        _("Les structures, côte à côte : %(n)s par tableau") % {"n": count},
        [band],
        (
            *(Field(one, _("Le nom d’une structure"), str(band[one])) for one in letters),
            Field(
                lines,
                _("Les articles dont on parle"),
                [row],
                (Field("article", _("L’article"), str(row["article"])), *words),
            ),
        ),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    agreement = agreement_in(access, number).first()
    if agreement is None:
        return None
    sheet = amendment_sheet(access, agreement)
    remarks = list(readable_remarks(access, agreement))
    if not (sheet.every or sheet.left or remarks):
        raise IncompletePaperError(_("Aucune remarque ni rédaction n’est à lire."))
    return {
        "titre": _("Remarques et rédactions, %(title)s") % {"title": agreement.title},
        "intitule": agreement.title,
        "lecture": _reading(access, agreement, sheet),
        **_bands(sheet, remarks),
        "lignes": [_line(one) for one in sheet.every],
    }


def _has_words(access: Access, number: int) -> bool:
    """Whether this reader reads a remark or an amendment, on any version of the text."""
    agreement = agreement_in(access, number).first()
    if agreement is None:
        return False
    rows = (readable_remarks(access, agreement), readable_amendments(access, agreement))
    return any(one.exists() for one in rows)


def _lines_name(count: int) -> str:
    """A name for each kind of table: a tag writes one thing."""
    return f"{BANDS[count]}_lignes"


def _line(one: Proposal) -> Values:
    amendment = one.amendment
    return {
        "article": str(amendment.article),
        "structure": amendment.proposer,
        "mots": changed_words(one),
        "raison": amendment.reason,
        "decision": _decision(amendment),
    }


def _reading(access: Access, agreement: Agreement, sheet: AmendmentSheet) -> str:
    amended = sheet_sentence(sheet, of_all=reads_all(access, agreement)) if sheet.every else ""
    return f"{amended} {remarks_words(access, agreement)}".strip()


def _bands(sheet: AmendmentSheet, remarks: Sequence[AgreementRemark]) -> dict[str, Value]:
    """The structures three by three, or two by two: no table of several has one column alone."""
    rows = _rows(sheet, remarks)
    every = {who for _label, cells in rows for who in cells}
    names = sorted(every, key=lambda one: (one == _common(), fold(one)))
    bands: dict[str, list[Values]] = {name: [] for name in BANDS.values()}
    while names:
        count = 2 if len(names) == 4 else min(len(names), 3)
        bands[BANDS[count]].append(_band(names[:count], rows))
        names = names[count:]
    return dict(bands)


def _band(names: Sequence[str], rows: Sequence[Row]) -> Values:
    """A table: these structures, and the articles on which one of them at least says something."""
    letters = LETTERS[: len(names)]
    lines = [
        {
            "article": label,
            **{
                letter: "\n".join(cells.get(name, ()))
                for letter, name in zip(letters, names, strict=True)
            },
        }
        for label, cells in rows
        if not cells.keys().isdisjoint(names)
    ]
    return {**dict(zip(letters, names, strict=True)), _lines_name(len(names)): lines}


def _rows(sheet: AmendmentSheet, remarks: Sequence[AgreementRemark]) -> list[Row]:
    """What each structure says of the whole text, of each article, then of words since changed."""
    label_by_key = {one.article.key: str(one.article) for one in sheet.articles}
    gone = _("Des mots qui ont changé depuis")
    cells: dict[str, dict[str, list[str]]] = {
        label: defaultdict(list) for label in (_("Tout le texte"), *label_by_key.values(), gone)
    }
    for remark in remarks:
        label = label_by_key.get(remark.article_key, gone) if remark.article_key else ""
        cells[label or _("Tout le texte")][str(remark.organisation)].append(_remark_words(remark))
    for label, proposals in (
        *((str(one.article), one.proposals) for one in sheet.articles),
        (gone, sheet.left),
    ):
        for one in proposals:
            cells[label][str(one.amendment.organisation or _common())].append(_wording(one))
    return [(label, row) for label, row in cells.items() if row]


def _common() -> str:
    return _("Rédaction commune")


def _remark_words(remark: AgreementRemark) -> str:
    """« Observation : « Précisez l’année. » Prise dans le texte : c’est écrit à l’article 5. »"""
    kind = french.capital(str(remark.get_kind_display()))
    if remark.kind == RemarkKind.NOTHING:
        return f"{kind}."
    words = _("%(kind)s : « %(words)s ».") % {
        "kind": kind,
        "words": french.inner_quotes(remark.words.rstrip(". ")),
    }
    state = french.capital(str(remark.get_state_display()))
    answer = _("%(state)s : %(answer)s") % {"state": state, "answer": remark.answer.rstrip(". ")}
    return f"{words} {answer if remark.answer else state}."


def _wording(one: Proposal) -> str:
    """What an amendment changes, why, and what became of it."""
    amendment = one.amendment
    parts = (french.capital(changed_words(one)), amendment.reason, _decision(amendment))
    return " ".join(f"{part.rstrip('. ')}." for part in parts if part)


def _decision(amendment: ArticleAmendment) -> str:
    """What became of it, who said so and when."""
    state = french.capital(str(amendment.get_state_display()))
    return f"{state}. {amendment.settled}".rstrip(". ") + "."


def changed_words(one: Proposal) -> str:
    """« ôter « leur population », mettre « l’usage constaté » », in the order of the article."""
    verbs = {"del": _("ôter « %(words)s »"), "ins": _("mettre « %(words)s »")}
    return ", ".join(
        verbs[piece.kind] % {"words": french.inner_quotes(piece.words.strip())}
        for piece in one.pieces
        if piece.kind in verbs
    )
