"""A small matrix: decisions × structures, kept in a dictionary."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

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

WORDS = {"yes": "adoptée", "ask": "à saisir"}


class Answers:
    """Who answered what; `windows` lists the sizes that were read."""

    def __init__(self, rows: int = 2, columns: int = 3) -> None:
        self.given: dict[Place, str] = {("0", "0"): "yes"}
        self.windows: list[tuple[int, int]] = []
        self.rows, self.columns = rows, columns

    def cells(self, rows: Sequence[str], columns: Sequence[str]) -> dict[Place, Cell]:
        """The cells of these rows and columns."""
        self.windows.append((len(rows), len(columns)))
        return {
            place: Cell(WORDS[choice], family="answer", value=choice, choice=choice)
            for place, choice in self.given.items()
            if place[0] in rows and place[1] in columns
        }

    def matrix(self) -> Matrix:
        """The matrix as it reads now."""
        recorded_value = sum(choice == "yes" for choice in self.given.values())
        return Matrix(
            caption="Réponses",
            filename="reponses",
            row_title="Décision",
            reading_title="Lecture",
            foot_title="Attendu",
            rows=[
                RowHead(
                    str(number), f"Décision {number}", reading=Reading(f"{recorded_value} adoptée")
                )
                for number in range(self.rows)
            ],
            columns=[
                ColumnHead(str(number), f"Structure {number}", reading="rien")
                for number in range(self.columns)
            ],
            cells=self.cells,
            empty=Cell("", family="answer", value="none"),
            options=tuple(Option(value, word) for value, word in WORDS.items()),
        )

    def page(self, request: HttpRequest) -> HttpResponse:
        """The view."""
        if request.method != "POST":
            return answer_matrix(request, self.matrix(), template="core/matrix.html", context={})
        change = read_change(self.matrix(), request.POST)
        if change is None:
            return HttpResponseBadRequest()
        self.given[change.place] = change.value
        return answer_change(request, self.matrix(), change)
