"""The Matrix, on invented answers; `?taille=grande` gives 500 × 200."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from maillage.core.marks import ANSWERS
from maillage.core.matrix import (
    Cell,
    ColumnHead,
    Matrix,
    Option,
    Reading,
    RowHead,
    answer_change,
    answer_matrix,
    read_change,
)
from maillage.core.matrix.description import Place
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import ORGANISATIONS, shell

GIVEN = ("yes", "yes", "ask", "sent", "none", "no", "tacit")
OFFERED = ("ask", "sent", "agenda", "yes", "reserve", "deferred", "no")
KEPT = "example_matrix"


@example_page
def matrix(request: HttpRequest) -> HttpResponse:
    """Decisions × structures; what is changed stays in the session."""
    changed: dict[str, str] = request.session.get(KEPT, {})
    described = answers(changed, large=request.GET.get("taille") == "grande")
    if request.method != "POST":
        context = {"shell": shell("matrix")}
        return answer_matrix(request, described, template="core/matrix.html", context=context)
    change = read_change(described, request.POST)
    if change is None:
        return HttpResponseBadRequest()
    changed["~".join(change.place)] = change.value
    request.session[KEPT] = changed
    return answer_change(request, described, change)


def answers(changed: Mapping[str, str], *, large: bool) -> Matrix:
    """The description of the matrix: what a tool writes."""
    rows, columns = (500, 200) if large else (7, 9)

    def cells(row_keys: Sequence[str], column_keys: Sequence[str]) -> dict[Place, Cell]:
        return {
            (row, column): _cell(changed.get(f"{row}~{column}") or _given(row, column))
            for row in row_keys
            for column in column_keys
        }

    return Matrix(
        caption="Où en est chaque structure",
        filename="reponses",
        row_title="Décision",
        row_note="et sa règle",
        rows=[_row(number) for number in range(rows)],
        columns=[_column(number) for number in range(columns)],
        cells=cells,
        empty=Cell("", family="answer", value="none"),
        reading_title="Où en est-on",
        reading_note="selon la règle",
        foot_title="Ce que chaque structure doit",
        options=tuple(Option(value, str(ANSWERS[value].word)) for value in OFFERED),
        legend=tuple(("answer", value) for value in ANSWERS),
    )


def _row(number: int) -> RowHead:
    reading = Reading("Encore possible", "Acquise si Trois Étangs adopte", "status", "open")
    return RowHead(str(number), f"Décision {number + 1}", "Unanimité", reading=reading)


def _column(number: int) -> ColumnHead:
    name, kind = ORGANISATIONS[number % len(ORGANISATIONS)]
    again = number // len(ORGANISATIONS)
    return ColumnHead(str(number), f"{name} {again}" if again else name, kind, reading="rien")


def _given(row: str, column: str) -> str:
    return GIVEN[(int(row) * 7 + int(column) * 3) % len(GIVEN)]


def _cell(value: str) -> Cell:
    return Cell(
        str(ANSWERS[value].word) if value != "none" else "",
        note="" if value in {"ask", "none"} else "17 nov.",
        family="answer",
        value=value,
        choice=value,
        due=value == "sent",
        explained="Réponse reçue par courriel.",
    )
