"""What a template becomes with its values, and what a hostile one becomes: a sentence."""

import io
import time
import zipfile

import docx
import pytest

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.docx_writer import MAIN
from maillage.foundation.documents.writing.markup import read_tree, words_of
from maillage.foundation.documents.writing.office import Template, checked_template
from maillage.foundation.documents.writing.program import TemplateProblemsError
from tests.foundation.documents.templates import (
    FIELDS,
    VALUES,
    docx_cut_in_runs,
    docx_of,
    odt_of,
    odt_words,
    part_of,
    with_parts,
)


def filled_docx(content: bytes) -> list[str]:
    """The paragraphs and the cells of a filled DOCX, as python-docx reads them."""
    document = docx.Document(io.BytesIO(Template(content, "docx").filled(VALUES)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs] + cells


def filled_odt(content: bytes) -> str:
    """The words of a filled ODT."""
    return words_of(read_tree(part_of(Template(content, "odt").filled(VALUES), "content.xml")))


def problems(content: bytes, form: str) -> list[str]:
    """What is said of a template that is not sound."""
    with pytest.raises(TemplateProblemsError) as refused:
        checked_template(content, form, FIELDS, VALUES)
    return [str(problem) for problem in refused.value.problems]


def refusal(content: bytes, form: str) -> str:
    """Why a file is not taken."""
    with pytest.raises(DocumentRefusedError) as refused:
        checked_template(content, form, FIELDS, VALUES)
    return str(refused.value)


def test_fields_rows_and_paragraphs_are_written() -> None:
    read = filled_docx(
        docx_of(
            "{{ instance }}",
            "{% pour point dans points %}",
            "Point : {{ point.titre }}",
            "{% fin %}",
            "{% si lieu %}À {{ lieu }}{% sinon %}Sans lieu{% fin %}",
            "{% si lieu %}À {{ lieu }}{% fin %}",
            row=("{% for point in points %}{{ point.titre }}", "{{ point.duree }}{% endfor %}"),
        )
    )

    assert read == [
        *("Comité", "Point : Clé", "Point : Budget", "Sans lieu"),
        *("Clé", "30 min", "Budget", ""),
    ]


def test_tag_cut_in_runs_is_one_tag() -> None:
    cut = docx_cut_in_runs("Le {", "{ inst", "ance }} du", " {% si points %}jour{% f", "in %}.")

    document = docx.Document(io.BytesIO(Template(cut, "docx").filled(VALUES)))

    assert document.paragraphs[0].text == "Le Comité du jour."
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["", " jour"]


def test_choice_across_runs_keeps_the_letters_of_each() -> None:
    cut = docx_cut_in_runs("Lieu{% si lieu %} : ", "{{ lieu }}{% sinon %} à", " dire{% fin %}.")

    document = docx.Document(io.BytesIO(Template(cut, "docx").filled(VALUES)))

    assert document.paragraphs[0].text == "Lieu à dire."
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == [" à"]


def test_new_lines_and_signs_of_markup_are_kept() -> None:
    values = {**VALUES, "instance": "Eau & <sol>\nAir\x07"}

    made = Template(docx_of("{{ instance }}"), "docx").filled(values)
    beside = Template(odt_words("{{ instance }}"), "odt").filled(values)

    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "Eau & <sol>\nAir"
    assert b"Eau &amp; &lt;sol&gt;<text:line-break/>Air" in part_of(beside, "content.xml")


def test_odt_repeats_rows_and_items() -> None:
    body = (
        "<table:table><table:table-row><table:table-cell><text:p>{% pour p dans points %}"
        "<text:span>{{ p.ti</text:span>tre }}</text:p></table:table-cell><table:table-cell>"
        "<text:p>{{ p.duree }};{% fin %}</text:p></table:table-cell></table:table-row>"
        "</table:table><text:list><text:list-item><text:p>{% pour p dans points %}</text:p>"
        "</text:list-item><text:list-item><text:p>- {{ p.titre }}</text:p></text:list-item>"
        "<text:list-item><text:p>{% fin %}</text:p></text:list-item></text:list>"
    )

    assert filled_odt(odt_of(body)) == "Clé30 min;Budget;- Clé- Budget"


def test_picture_alone_in_a_choice_is_written_when_chosen() -> None:
    body = "".join(
        f"<text:p>{{% si {name} %}}<draw:frame draw:name='{name}'/>{{% fin %}}</text:p>"
        for name in ("instance", "lieu")
    )

    made = Template(odt_of(body), "odt").filled(VALUES)

    written = part_of(made, "content.xml").decode()
    assert written.partition("<office:text>")[2].partition("</office:text>")[0] == (
        '<text:p><draw:frame draw:name="instance"></draw:frame></text:p>'
    )


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ instance.__class__ }}",
        "{{ instance|upper }}",
        "{{ 9**9**9 }}",
        "{{ lipsum() }}",
        "{% for x in range(10**9) %}",
        "{% include '/etc/passwd' %}",
        "{% set x = instance %}",
    ],
)
def test_what_is_no_field_runs_nothing(tag: str, form: str) -> None:
    make = docx_of if form == "docx" else odt_words

    assert problems(make("Ordre du jour", f"Le {tag}"), form) == [
        f"Paragraphe 2, « Le {tag} » : la balise « {tag} » n’est pas comprise : une balise nomme "
        "un champ de la liste, le répète (pour … dans …), ou le vérifie (si …), sans rien calculer."
    ]


@pytest.mark.parametrize(
    ("paragraphs", "problem"),
    [
        (
            ["{{ instence }}"],
            "Paragraphe 1, « {{ instence }} » : la balise « {{ instence }} » ne nomme aucun champ "
            "connu ici. Vouliez-vous écrire « instance » ?",
        ),
        (
            ["{{ mot_de_passe }}"],
            "Paragraphe 1, « {{ mot_de_passe }} » : la balise « {{ mot_de_passe }} » ne nomme "
            "aucun champ connu ici : choisissez-en un dans la liste.",
        ),
        (
            ["{{ points }}"],
            "Paragraphe 1, « {{ points }} » : la balise « {{ points }} » nomme une liste : "
            "répétez-la avec « {% pour x dans points %} ».",
        ),
        (
            ["{% pour p dans instance %}a{% fin %}"],
            "Paragraphe 1, « {% pour p dans instance %}a{% fin %} » : la balise "
            "« {% pour p dans instance %} » répète un champ qui n’est pas une liste.",
        ),
        (
            ["{% pour p dans points %}", "{{ p.__class__ }}", "{% fin %}"],
            "Paragraphe 2, « {{ p.__class__ }} » : la balise « {{ p.__class__ }} » n’est pas "
            "comprise : une balise nomme un champ de la liste, le répète (pour … dans …), ou le "
            "vérifie (si …), sans rien calculer.",
        ),
        (
            ["{% pour p dans points %}", "{{ p.titr }}", "{% fin %}"],
            "Paragraphe 2, « {{ p.titr }} » : la balise « {{ p.titr }} » ne nomme aucun champ "
            "connu ici. Vouliez-vous écrire « p.titre » ?",
        ),
        (
            ["Bonjour", "{{ instance"],
            "Paragraphe 2, « {{ instance » : la balise « {{ instance » n’est pas fermée : ajoutez "
            "« }} » dans le même paragraphe.",
        ),
        (
            ["{% si lieu %}", "a"],
            "Paragraphe 1, « {% si lieu %} » : la balise « {% si lieu %} » n’a pas de fin : "
            "ajoutez « {% fin %} » là où elle s’arrête.",
        ),
        (
            ["a {% fin %}"],
            "Paragraphe 1, « a {% fin %} » : la balise « {% fin %} » ne ferme rien : retirez-la, "
            "ou ouvrez avant elle.",
        ),
    ],
)
def test_problem_names_paragraph_and_tag(paragraphs: list[str], problem: str) -> None:
    assert problems(docx_of(*paragraphs), "docx") == [problem]
    assert problems(odt_words(*paragraphs), "odt") == [problem]


def test_repetition_across_a_table_is_reported() -> None:
    crossed = docx_of("{% pour p dans points %}", row=("{{ p.titre }}{% fin %}",))

    assert problems(crossed, "docx") == [
        "Paragraphe 1, « {% pour p dans points %} » : la balise « {% pour p dans points %} » "
        "s’ouvre et se ferme en deux endroits trop différents : gardez les deux dans le même "
        "paragraphe, dans deux paragraphes, ou dans la même ligne d’un tableau."
    ]


def test_ten_thousand_rows_are_written_in_a_bounded_time() -> None:
    many = {**VALUES, "points": [{"titre": f"Point {n}", "duree": ""} for n in range(10_000)]}
    content = docx_of(row=("{% pour p dans points %}{{ p.titre }}", "{{ p.duree }}{% fin %}"))
    began = time.monotonic()

    made = Template(content, "docx").filled(many)

    assert time.monotonic() - began < 10
    assert part_of(made, "word/document.xml").count(b"<w:tr>") == 10_000


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_list_inside_a_list_is_stopped(form: str) -> None:
    many = {**VALUES, "points": [{"titre": "A", "duree": ""} for _n in range(10_000)]}
    make = docx_of if form == "docx" else odt_words
    loop = "".join(f"{{% pour {name} dans points %}}" for name in "abc")
    content = make(loop + "{{ a.titre }}" + "{% fin %}" * 3)
    began = time.monotonic()

    with pytest.raises(DocumentRefusedError) as refused:
        Template(content, form).filled(many)

    assert time.monotonic() - began < 10
    assert str(refused.value) == (
        "Ce modèle écrit un document démesuré : une répétition dans une autre, sans doute. "
        "Répétez une seule liste à la fois."
    )


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document/>'
WORD = f'xmlns:w="{MAIN}"'.encode()
BOMB = b"<w:document>" + b" " * 60_000_000 + b"</w:document>"
PARAGRAPHS = b"".join(b'<w:p w:rsid="%d">' % number for number in range(1_000))
DEEP = b"<w:document %b>%b%b</w:document>" % (WORD, PARAGRAPHS, b"</w:p>" * 1_000)
LINKED = (
    b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" TargetMode="External" '
    b'Target="https://exemple.invalid/x.dotm"/></Relationships>'
)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"word/document.xml": DTD},
            "Ce document contient des déclarations (DTD) qu’aucun traitement de texte n’écrit : "
            "il est refusé par prudence.",
        ),
        (
            {"word/document.xml": BOMB},
            "Ce document occupe une place démesurée une fois ouvert : copiez son texte dans un "
            "document neuf, puis renvoyez-le.",
        ),
        (
            {"word/document.xml": DEEP},
            "Ce document est trop grand, ou trop imbriqué : copiez son texte dans un document "
            "neuf, ou partagez-le en plusieurs.",
        ),
        (
            {"word/document.xml": b"<w:document>"},
            "Ce document est abîmé : ouvrez-le, enregistrez-le de nouveau, puis renvoyez-le.",
        ),
        (
            {"word/embeddings/oleObject1.bin": b"x"},
            "Ce document contient des macros ou des objets incorporés : retirez-les d’abord.",
        ),
        (
            {"word/_rels/settings.xml.rels": LINKED},
            "Ce document va chercher autre chose à son ouverture (image, modèle ou champ lié) : "
            "incorporez-le, ou retirez le lien.",
        ),
        (
            {
                "word/document.xml": b"<w:document %b><w:p><w:r><w:instrText>DD</w:instrText>"
                b"<w:instrText>EAUTO c:\\cmd</w:instrText></w:r></w:p></w:document>" % WORD
            },
            "Ce document va chercher autre chose à son ouverture (image, modèle ou champ lié) : "
            "incorporez-le, ou retirez le lien.",
        ),
    ],
    ids=["dtd", "bomb", "deep", "broken", "object", "linked", "dde"],
)
def test_hostile_docx_is_refused_with_its_reason(parts: dict[str, bytes], reason: str) -> None:
    assert refusal(with_parts(docx_of("Bonjour"), parts), "docx") == reason


def test_hostile_odt_is_refused_with_its_reason() -> None:
    outside = odt_of(
        '<text:p><draw:frame><draw:image xlink:href="http://exemple.invalid/x.png"/></draw:frame>'
        "</text:p>"
    )
    macro = with_parts(odt_words("Bonjour"), {"Basic/Standard/Module1.xml": b"<x/>"})

    assert refusal(outside, "odt").startswith("Ce document va chercher autre chose")
    assert refusal(macro, "odt").startswith("Ce document contient des macros")


def test_archive_that_is_no_text_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("rapport.txt", "x")

    assert refusal(written.getvalue(), "docx") == (
        "Le contenu de ce fichier n’est pas celui d’un DOCX, ou il est abîmé : ouvrez-le, "
        "enregistrez-le de nouveau, puis renvoyez-le."
    )
