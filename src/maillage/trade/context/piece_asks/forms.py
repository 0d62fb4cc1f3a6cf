"""What a structure sends by link for the piece that it owes."""

from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, not_past
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.context.duties.models import DutyPiece
from maillage.trade.context.piece_asks.queries import mark_of
from maillage.trade.context.piece_asks.services import PieceReply


class LinkPieceForm(ReadForm, SignedForm):
    """The file; or, when it is not there, why and until when."""

    file = forms.FileField(label=lazy("La pièce"), required=False)
    note = forms.CharField(
        label=lazy("Une précision ; sans fichier, pourquoi la pièce manque"),
        required=False,
        max_length=200,
    )
    expected_on = DayField(
        label=lazy("Sans fichier, elle viendra le"),
        required=False,
        help_text=lazy("Laissez vide si vous ne le savez pas."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        piece: DutyPiece,
        recipient: str = "",
    ) -> None:
        super().__init__(data, files)
        self.initial["read"] = mark_of(piece)
        self.sign(recipient, piece.organisation)

    def clean_expected_on(self) -> date | None:
        """The day on which it will come; refused when it is gone."""
        on: date | None = self.cleaned_data["expected_on"]
        return not_past(on) if on else None

    def clean(self) -> dict[str, object]:
        """The answer: a file, or the reason why there is none."""
        values = super().clean() or {}
        if "file" not in self.errors and not values.get("file") and not values.get("note"):
            self.add_error("file", _("Joignez la pièce, ou dites plus bas pourquoi elle manque."))
        if self.errors:
            self._choose_again()
        return values

    def read_again(self, last: int, why: str) -> None:
        """As the other answers; a browser does not send its file twice."""
        super().read_again(last, why)
        self._choose_again()

    def _choose_again(self) -> None:
        if "file" in self.files and "file" not in self.errors:
            self.add_error("file", _("Choisissez de nouveau le fichier : il n’a pas été gardé."))

    def sent(self) -> PieceReply:
        """What the structure sends; a piece that is there is awaited no more."""
        values = self.cleaned_data
        file = values["file"] or None
        return PieceReply(
            said_by=values["said_by"],
            note=values["note"],
            mark=self.number_read,
            file=file,
            expected_on=None if file else values["expected_on"],
        )
