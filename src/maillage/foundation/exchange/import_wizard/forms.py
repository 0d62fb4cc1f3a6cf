"""What the officer sends at each step of the wizard."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django import forms
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.nul import NUL
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.import_wizard.check_page import CheckPage
from maillage.foundation.exchange.import_wizard.preview_parts import (
    answer_key,
    answers_of,
    keys_of,
    ticks_of,
)
from maillage.foundation.exchange.import_wizard.rows_shown import CellShown
from maillage.foundation.exchange.import_wizard.services.uploads import Sent
from maillage.foundation.exchange.reading.limits import check_size
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.targets.targets import Target, target_by_word, targets

Files = MultiValueDict[str, UploadedFile[bytes]]

_LONGEST_CORRECTION = 500
_LONGEST_CHOICE = 60
_COLUMN = re.compile(r"^column-([0-9]{1,3}-[A-Z]{1,3})$")
_HEADER = re.compile(r"^header-([0-9]{1,3})$")
_ROW = re.compile(r"[0-9]{1,7}")


class FileForm(forms.Form):
    """The file, weighed before it is read."""

    file = forms.FileField(
        label=_("Votre fichier"),
        help_text=_(
            "XLSX, ODS, CSV ou cartes de visite (VCF), 20 Mo au plus. Laissez-le tel quel : "
            "titres, couleurs, totaux."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt,.vcf"}),
        allow_empty_file=True,
        error_messages={"required": _("Choisissez un fichier.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | None = None,
        *,
        offered: Sequence[Target],
        requested: str = "",
    ) -> None:
        super().__init__(data, files)
        pairs = [(one.word, gettext(one.label)) for one in offered]
        self.fields["target"] = forms.ChoiceField(
            label=_("Ce que contient le tableau"),
            choices=pairs,
            initial=requested or pairs[0][0],
            required=False,
            widget=forms.RadioSelect,
        )

    @property
    def chosen(self) -> Target:
        """Where the file goes: the first place unless another was chosen."""
        word = self.cleaned_data["target"]
        return target_by_word(word) if word else targets()[0]

    def clean_file(self) -> File[bytes]:
        """The file, or the sentence that says which limit it passes."""
        file: File[bytes] = self.cleaned_data["file"]
        try:
            check_size(file.size or 0)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        return file


def columns_sent(data: QueryDict) -> Sent:
    """What the page of columns says: sheets kept, a choice for each column, what to remember.

    The columns of a sheet whose headers are pointed at elsewhere are to be guessed again.
    """
    columns = {
        match[1]: _shortened(str(value), _LONGEST_CHOICE)
        for name, value in data.items()
        if (match := _COLUMN.match(name))
    }
    headers = header_rows_sent(data)
    moved = {number for number, row in headers.items() if row != data.get(f"read-{number}", "")}
    return {
        "sheets": [_shortened(name, _LONGEST_CORRECTION) for name in data.getlist("sheet")],
        "columns": {k: v for k, v in columns.items() if k.partition("-")[0] not in moved},
        "headers": headers,
        "remember": "remember" in data,
        "export": "export" in data,
    }


def column_answers_sent(data: QueryDict, earlier: Collection[str]) -> frozenset[str]:
    """What the page of columns answers to its questions, with the earlier answers to others."""
    sent = [one for name, one in data.items() if name.startswith("choice-") and ":" in str(one)]
    answers = {_shortened(str(one), _LONGEST_CORRECTION) for one in sent}
    places = {one.rpartition(":")[0] for one in answers}
    return frozenset(one for one in earlier if one.rpartition(":")[0] not in places) | answers


def chooses_columns(sent: Sent) -> bool:
    """Whether a sheet is ticked, and a column goes somewhere."""
    return bool(sent["sheets"]) and any(choice != IGNORED for choice in sent["columns"].values())


def header_rows_sent(data: QueryDict) -> dict[str, str]:
    """The row of headers of each sheet, by the number of the sheet, where one is written."""
    rows = {
        match[1]: str(value).strip()
        for name, value in data.items()
        if (match := _HEADER.match(name))
    }
    return {number: row for number, row in rows.items() if _ROW.fullmatch(row)}


def points_at_another_row(data: QueryDict) -> bool:
    """Whether the headers of a sheet are said to stand elsewhere than where they were read."""
    return any(
        row != data.get(f"read-{number}", "") for number, row in header_rows_sent(data).items()
    )


Answered = tuple[set[str], set[str]]  # the keys answered, those of them that are refused


@dataclass(frozen=True, slots=True)
class CheckAnswers:
    """What the check page says: proposals refused, cells corrected."""

    refused: frozenset[str] = frozenset()
    corrections: dict[str, str] = field(default_factory=dict)


def answers_sent(data: QueryDict, page: CheckPage, earlier: CheckAnswers) -> CheckAnswers:
    """The answers to what this page showed, and to nothing else, with those of other pages."""
    subjects = (_ticks_sent, _duplicates_sent, _arrivals_sent, _alternatives_sent)
    sent = [answers(data, page) for answers in subjects]
    answered = {key for keys, _refused in sent for key in keys}
    refused = {key for _keys, refused in sent for key in refused}
    return CheckAnswers(
        earlier.refused - answered | refused,
        earlier.corrections | _corrected(data, page) | _written(data, page),
    )


def _ticks_sent(data: QueryDict, page: CheckPage) -> Answered:
    """The places that a tick of this page answers, and those that are ticked, one or all."""
    places = page.ticked
    ticked = {place for place, box in places.items() if f"apart-{box}" in data}
    lists = [some for code, some in page.entering if f"all-{code}" in data]
    return {*places}, ticked | {
        place for some in lists for _box, one in some for place in ticks_of(one)
    }


def _duplicates_sent(data: QueryDict, page: CheckPage) -> Answered:
    """The duplicates for which a choice is sent, and what each choice sets apart or accepts."""
    answered, refused = set(), set()
    for one in page.duplicates.items:
        accepted, replaces = one.get("accepted", ""), one.get("replaces", "")
        if choice := data.get(f"duplicate-{one['key']}"):
            answered |= {one["key"], accepted, replaces}
            refused |= {one["key"]} if choice == "keep" else {accepted}
            refused |= {replaces} if choice == "replace" else set()
    return answered, refused - {""}


def _arrivals_sent(data: QueryDict, page: CheckPage) -> Answered:
    """The structures about to be created that are answered, and which each is."""
    chosen = [(one, data.get(f"arrival-{one['key']}", "")) for one in page.arrivals.items]
    chosen = [(one, answer) for one, answer in chosen if answer in answers_of(one)]
    answered = {key for one, _answer in chosen for key in answers_of(one)}
    return answered, {answer for _one, answer in chosen}


def _alternatives_sent(data: QueryDict, page: CheckPage) -> Answered:
    """What the file says otherwise that is answered, and which way is taken."""
    every = [keys for keys in map(keys_of, page.alternatives.items) if keys]
    chosen = [(keys, data.get(f"choice-{keys[0]}", "")) for keys in every]
    chosen = [(keys, choice) for keys, choice in chosen if choice in keys]
    answered = {key for keys, _choice in chosen for key in keys}
    return answered, {choice for _keys, choice in chosen}


def _corrected(data: QueryDict, page: CheckPage) -> dict[str, str]:
    """The cells of this page that are typed otherwise, with all those that say the same."""
    corrections: dict[str, str] = {}
    for cell in page.cells:
        typed = _typed(data, cell)
        if typed != cell.text.replace("\r\n", "\n"):
            corrections |= dict.fromkeys(cell.repeated, _shortened(typed, _LONGEST_CORRECTION))
    return corrections


def _typed(data: QueryDict, cell: CellShown) -> str:
    """What a cell is to hold: nothing, the value that is proposed, or what was typed."""
    if f"blank-{cell.cell}" in data and cell.may_be_blank:
        return ""
    if cell.ready and f"ready-{cell.cell}" in data:
        return cell.ready
    return data.get(f"cell-{cell.cell}", cell.text).replace("\r\n", "\n")


def _written(data: QueryDict, page: CheckPage) -> dict[str, str]:
    """What was written in the fields of the suggestions, by the name under which it is kept."""
    fields = [(one, answer_key(one)) for one in page.suggestions.items if "value" in one]
    return {
        key: _shortened(typed, _LONGEST_CORRECTION)
        for one, key in fields
        if (typed := data.get(f"cell-{key}", one["value"]).strip()) != one["value"]
    }


def _shortened(typed: str, most: int) -> str:
    """The beginning of what was sent, without the NUL that no database keeps."""
    return typed.replace(NUL, "")[:most]
