"""The Matrix: structures × anything, read by rows and by columns, filled from the keyboard."""

from maillage.core.matrix.answer import answer_change, answer_matrix, read_change
from maillage.core.matrix.description import Cell, ColumnHead, Matrix, Option, Reading, RowHead

__all__ = [
    "Cell",
    "ColumnHead",
    "Matrix",
    "Option",
    "Reading",
    "RowHead",
    "answer_change",
    "answer_matrix",
    "read_change",
]
