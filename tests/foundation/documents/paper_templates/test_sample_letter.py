"""A letter shown with its tags in place, and its tags by subject."""

import re
from pathlib import Path

import pytest

from maillage.foundation.documents.paper_templates.sample_letter import (
    FieldGroup,
    Line,
    Piece,
    ShownField,
    field_groups,
    sample_letter,
)
from maillage.foundation.documents.writing.kinds import Field, Paper, paper_by_word, papers
from maillage.foundation.documents.writing.letters import fields_of

WORDS = [paper.word for paper in papers.ask()]
TAG = re.compile(r"{{ ([\w.]+) }}")
MODEL = """<paper>
  <title>Convocation</title>
  <p>Le <b>{{ jour }}</b>{% si salle %}, {{ salle }}{% sinon %}, sur place{% fin %}.</p>
  <p>{% si salle %}</p><p>Entrez.</p><p>{% fin %}</p>
  <table widths="1 2"><head><c>N°</c><c>Point</c></head>
    <row>
      <c>{% pour point dans points %}{{ point.numero }}</c>
      <c>{{ point.titre }}{% fin %}</c>
    </row>
  </table>
</paper>"""


def make_paper(folder: Path) -> Paper:
    model = folder / "model.xml"
    model.write_text(MODEL, encoding="utf-8")
    points = (Field("numero", "Son numéro", "1"), Field("titre", "Son titre", "Clé"))
    fields = (
        Field("jour", "Le jour", "3 décembre"),
        Field("salle", "La salle", ""),
        Field("points", "Les points", [{"numero": "1", "titre": "Clé"}], points),
    )
    return Paper("a", "A", "", "meeting", lambda: fields, model, lambda _access, _number: None)


def test_a_letter_shows_each_tag_under_its_example(tmp_path: Path) -> None:
    assert sample_letter(make_paper(tmp_path)) == [
        Line("title", (Piece("Convocation"),)),
        Line(
            "p",
            (
                Piece("Le "),
                Piece("3 décembre", "{{ jour }}", strong=True),
                Piece(", sur place."),
            ),
        ),
        Line("head", (Piece("N°"), Piece(" · "), Piece("Point"))),
        Line(
            "row",
            (
                Piece("1", "{{ point.numero }}"),
                Piece(" · "),
                Piece("Clé", "{{ point.titre }}"),
            ),
        ),
    ]


def test_tags_stand_by_subject(tmp_path: Path) -> None:
    about, points, signing, head = field_groups(make_paper(tmp_path))

    assert about == FieldGroup(
        "Une séance",
        (
            ShownField("{{ jour }}", "Le jour", "3 décembre"),
            ShownField("{{ salle }}", "La salle", ""),
            ShownField(
                "{{ pied }}",
                "Le pied des pages suivantes : l’objet, l’instance ou le conseil, la séance",
                "Convocation, Comité de pilotage, 3 décembre 2026",
            ),
        ),
    )
    assert [one.tag for one in points.fields] == [
        "{% pour point dans points %} … {% fin %}",
        "{{ point.numero }}",
        "{{ point.titre }}",
    ]
    assert {"{{ signature }}", "{{ aujourdhui }}"} <= {one.tag for one in signing.fields}
    assert {"{{ adresse }}", "{{ mention }}"} <= {one.tag for one in head.fields}


@pytest.mark.parametrize("word", WORDS)
def test_no_tag_is_forgotten_nor_said_twice(word: str) -> None:
    paper = paper_by_word(word)
    assert paper is not None

    tags = [one.tag for group in field_groups(paper) for one in group.fields]
    names = {one.name for one in fields_of(paper) if not one.is_list}

    assert len(tags) == len(set(tags))
    assert names <= {name for tag in tags for name in TAG.findall(tag)}
    assert all(
        piece.tag in tags for line in sample_letter(paper) for piece in line.pieces if piece.tag
    )
