"""The Register: people, structures, decisions… filtered, sorted, searched, exported."""

from maillage.core.register.answer import answer_register, rows_shown
from maillage.core.register.description import (
    Action,
    Between,
    Chip,
    Column,
    Download,
    Empty,
    Register,
    Search,
    Select,
)

__all__ = [
    "Action",
    "Between",
    "Chip",
    "Column",
    "Download",
    "Empty",
    "Register",
    "Search",
    "Select",
    "answer_register",
    "rows_shown",
]
