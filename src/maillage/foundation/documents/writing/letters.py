"""What leaves when somebody asks for a paper: its name, its type, its content.

Rooms that send a paper by mail call `write_paper` with the access of whoever sends it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import queries, store
from maillage.foundation.documents.files.rules import MEDIA, safe_name
from maillage.foundation.documents.writing.kinds import (
    Field,
    Heading,
    IncompletePaperError,
    Paper,
    Value,
    Values,
    paper_by_word,
)
from maillage.foundation.documents.writing.office import Template
from maillage.foundation.documents.writing.pdf import Head, pdf_of
from maillage.foundation.documents.writing.shipped import shipped_template

TEMPLATE_FORMS = ("docx", "odt")
FORMS = ("pdf", *TEMPLATE_FORMS)
ROOM_TO_SIGN = "\n\n\n"
QUALITIES = frozenset(("Le", "La", "Pour"))
PRESIDES = frozenset(("le president", "la presidente"))
ARTICLE = re.compile(r"\b[LRD]\.\u00a0\d+(?:-\d+)+")
UNCUT = "\u2011"
DEPUTY = re.compile(r"L[ea] vice-présidente?\b")
ACRONYM = re.compile(r"[A-Z]{3,}")
# Where a line of a letter does not break, beside what no French line does.
TIED = re.compile(
    r"\b(?:n°|M\.|Mme|article) (?=\w)|(?<=\d) (?=(?:jours?|francs?)\b)"
    r"|(?<=[A-Z]{3}) (?=[LRD]\d)"  # a code and its article
    r"|(?<=\d) (?=(?:rue|place|quai|avenue|boulevard|allée|chemin|route|impasse)\b)"
)


@dataclass(frozen=True)
class Written:
    """A paper, ready to leave."""

    name: str
    media: str
    content: bytes


def common_fields() -> tuple[Field, ...]:
    """What every paper may say: who writes, from where, today."""
    return (
        Field("titre", _("Le titre du document et son objet"), _("Document de la coopération")),
        Field("cooperation", _("Le nom de la coopération"), _("Entente du Bocage")),
        Field("expediteur", _("Qui écrit, d’après le papier à en-tête"), _("Pays du Bocage")),
        Field(
            "sous_expediteur",
            _("Le nom de la coopération, s’il n’est pas celui de qui écrit"),
            _("Entente du Bocage"),
        ),
        Field("adresse", _("L’adresse du papier à en-tête"), "12 rue du Pont\n44000 Exemple"),
        Field("lieu", _("Le lieu où l’on signe"), _("Exemple")),
        Field("signataire", _("Qui signe"), _("La présidente, Anne Le Goff")),
        Field(
            "signature",
            _("Qui signe : sa qualité, la place de signer, son nom"),
            _("La présidente\n\n\nAnne Le Goff"),
        ),
        Field("mention", _("Le pied de page"), _("Entente du Bocage, 12 rue du Pont")),
        Field(
            "pied",
            _("Le pied des pages suivantes : l’objet, l’instance ou le conseil, la séance"),
            _("Convocation, Comité de pilotage, 3 décembre 2026"),
        ),
        Field("aujourdhui", _("La date du jour"), "25 novembre 2026"),
    )


def fields_of(paper: Paper) -> tuple[Field, ...]:
    """Every field that a template of this paper may name: its own first."""
    return (*paper.fields, *common_fields())


def write_paper(access: Access, word: str, number: int, form: str) -> Written | None:
    """The paper of this kind about the object of this number, as this reader may see it.

    `form` is pdf, docx or odt. None when there is no such kind, object or format for them.
    """
    paper = paper_by_word(word)
    if paper is None or form not in FORMS:
        return None
    values = paper.gather(access, number)
    return None if values is None else _written(access, paper, form, values)


def write_values(access: Access, paper: Paper, form: str, values: Values) -> Written | None:
    """The paper with values that were gathered elsewhere; None when there is no such format."""
    return _written(access, paper, form, values) if form in FORMS else None


def write_together(access: Access, word: str, number: int, form: str) -> Written | None:
    """The papers of this kind for every object of the sheet of this number, in one archive.

    None when there is no such kind, object or format for this reader; IncompletePaperError when
    every one of them would leave with a blank.
    """
    paper = paper_by_word(word)
    if paper is None or paper.together is None:
        return None
    together = paper.together
    if form in FORMS and together.gather:
        return write_archive(access, paper, form, together.gather(access, number))
    numbers = together.numbers(access, number)
    if not numbers and together.doubts and (lacking := together.doubts(access, number)):
        raise IncompletePaperError(lacking)
    papers = [one for about in numbers if (one := write_paper(access, word, about, form))]
    return _archive(together.label, form, papers)


def write_archive(
    access: Access, paper: Paper, form: str, rows: Sequence[Values]
) -> Written | None:
    """This paper with each of these values, in one archive; None without any.

    In as many queries for a hundred as for one.
    """
    write = _writer(access, paper, form)
    label = paper.together.label if paper.together else paper.label
    return _archive(label, form, [write(values) for values in rows])


def _archive(label: str, form: str, papers: Sequence[Written]) -> Written | None:
    """The papers in one file, numbered: two may bear one name."""
    if not papers:
        return None
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, one in enumerate(papers, start=1):
            archive.writestr(f"{place:02} {one.name}", one.content)
    name = safe_name(f"{label}, {form.upper()}.zip")
    return Written(name, "application/zip", content.getvalue())


def samples_of(paper: Paper) -> dict[str, Value]:
    """An example of every field that a template of this paper may name."""
    return _spaced({field.name: field.sample for field in fields_of(paper)})


def write_sample(access: Access, paper: Paper, form: str) -> Written:
    """The paper with the examples of its own fields, under the letterhead of the cooperation."""
    title = _("%(paper)s, exemple") % {"paper": paper.label}
    return _written(access, paper, form, {**paper.samples, "titre": title})


def template_of(access: Access, paper: Paper, form: str) -> Written:
    """The template in use, its tags in it: the cooperation's own, or ours."""
    own = queries.template_in_use(access, paper.word, form)
    name = (
        own.name if own else safe_name(_("%(paper)s, modèle") % {"paper": paper.label} + f".{form}")
    )
    return Written(name, MEDIA[form], _template(access, paper, form))


def shipped_of(access: Access, paper: Paper, form: str) -> Written:
    """Our template of this paper, whatever is in use."""
    name = safe_name(_("%(paper)s, modèle de Maillage") % {"paper": paper.label} + f".{form}")
    return Written(name, MEDIA[form], shipped_template(paper, form, _logo(access)))


def _written(access: Access, paper: Paper, form: str, values: Values) -> Written:
    return _writer(access, paper, form)(values)


def _writer(access: Access, paper: Paper, form: str) -> Callable[[Values], Written]:
    """What writes the paper with some values; all that surrounds it is read once."""
    around, logo = _surroundings(access), _logo(access)
    template = None if form == "pdf" else Template(_template(access, paper, form), form)

    def write(values: Values) -> Written:
        texts = _spaced({"pied": values["titre"]} | around | dict(values))
        if template is None:  # a PDF, whose layout does not cut an article
            content = pdf_of(paper.model, texts, _head(logo, paper.heading, texts))
        else:
            content = template.filled(_each(_uncut, texts))
        return Written(_file_name(str(texts["titre"]), form), MEDIA[form], content)

    return write


def _file_name(title: str, form: str) -> str:
    """The title as a name; a slash in it opens no folder, and hides nothing of it."""
    return safe_name(f"{title.replace('/', '-')}.{form}".replace("\\", "-"))


def _template(access: Access, paper: Paper, form: str) -> bytes:
    """The template in use; ours when the cooperation gave none, or when its file is gone."""
    own = queries.template_in_use(access, paper.word, form)
    path = store.path_of(own.stored) if own else None
    if path and path.is_file():
        return path.read_bytes()
    return shipped_template(paper, form, _logo(access))


def _logo(access: Access) -> str:
    """The name under which the logo is kept, or nothing when there is none, or it is gone."""
    stored = queries.letterhead(access).logo
    return stored if stored and store.path_of(stored).is_file() else ""


def _surroundings(access: Access) -> dict[str, Value]:
    """What every paper says of whoever sends it."""
    head, cooperation = queries.letterhead(access), access.cooperation
    sender = sender_of(access)
    return {
        "cooperation": cooperation.name,
        "expediteur": sender,
        "sous_expediteur": beneath(sender, cooperation.name),
        "adresse": head.address.replace("\r\n", "\n"),
        "lieu": head.place,
        "signataire": head.signatory,
        "signature": _signature(head.signatory, sender),
        "mention": footer_of(access),
        "aujourdhui": french.long_date(timezone.localdate()),
    }


def sender_of(access: Access) -> str:
    """Who writes, as the letterhead says it, else whose workspace it is."""
    return queries.letterhead(access).sender or access.cooperation.workspace.name


def footer_of(access: Access) -> str:
    """The foot of the first page, as the letterhead says it, else the name of the cooperation."""
    return queries.letterhead(access).mention or access.cooperation.name


def beneath(sender: str, cooperation: str) -> str:
    """What stands under who writes: the cooperation in full, unless who writes bears its name."""
    if fold(cooperation) in fold(sender):
        return ""
    return french.spelt_once([cooperation])[0]


def _signature(signatory: str, sender: str) -> str:
    """Who signs as a letter ends: the quality as it was typed, room for the hand, the name.

    Whoever presides a body of initials presides it by its name: « Le président du PETR ». What a
    delegation adds stands on its own line. A name typed first, or alone, stays as it is.
    """
    quality, comma, name = signatory.rpartition(", ")
    is_quality = quality.partition(" ")[0] in QUALITIES or quality.startswith("L’")
    if not comma or not is_quality:
        return signatory
    if DEPUTY.match(quality):
        quality = _("Pour la présidence et par délégation, %(quality)s") % {
            "quality": f"l{quality[1:]}"
        }
    first = sender.partition(" ")[0]
    if fold(quality) in PRESIDES and ACRONYM.fullmatch(first):
        quality = f"{quality} {french.of_body(first)}"
    return quality.replace(", ", ",\n") + ROOM_TO_SIGN + name


def _head(logo: str, heading: Heading, values: Values) -> Head:
    return Head(
        title=str(values["titre"]),
        sender=str(values[heading.sender]),
        beneath=str(values[heading.beneath]),
        address=str(values[heading.address]),
        mention=str(values[heading.mention]),
        running=str(values[heading.running]),
        logo=logo if heading.has_logo else "",
    )


def _tied(words: str) -> str:
    spaced = french.with_french_spaces(words)
    return TIED.sub(lambda one: one[0].replace(" ", french.NBSP), spaced)


def _spaced(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values with French spacing."""
    return _each(_tied, values)


def _uncut(words: str) -> str:
    """The words, no article of a code being cut at its hyphen."""
    return ARTICLE.sub(lambda one: one[0].replace("-", UNCUT), words)


def _each(change: Callable[[str], str], values: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: change(value) if isinstance(value, str) else [_each(change, row) for row in value]
        for name, value in values.items()
    }
