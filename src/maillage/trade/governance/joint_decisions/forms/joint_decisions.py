"""A joint decision, its text and the structures asked, as they are typed."""

from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField, PastDayField
from maillage.core.ticked import TickedField
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import DecisionRule, Silence
from maillage.trade.governance.joint_decisions.models import (
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.services.joint_decisions import Typed

MOST_LETTERS = 200_000
RULES = [choice for choice in DecisionRule.choices if choice[0] != DecisionRule.CONSENSUS]


class DecisionForm(forms.ModelForm[JointDecision]):
    """The question, who proposes it, the rule that settles it, what silence means."""

    essential: ClassVar[tuple[str, ...]] = ("title", "question", "rule", "body")
    read_back = lazy("{title}[, proposée par {le:body}][ le {proposed_on}]. Règle : {rule}.")

    class Meta:
        model = JointDecision
        fields: ClassVar[list[str]] = [
            "title",
            "question",
            "body",
            "proposed_on",
            "rule",
            "least_agreements",
            "rule_source",
            "silence",
            "silence_months",
            "silence_source",
        ]
        help_texts: ClassVar[dict[str, Promise]] = {
            "title": lazy("Comme on la nommera partout : Charte de coopération 2027-2030."),
            "question": lazy("Ce que chaque conseil est appelé à décider, en une phrase."),
            "least_agreements": lazy(
                "Pour une liste de structures indispensables, s’il faut aussi d’autres accords."
            ),
            "rule_source": lazy(
                "Article du texte, nommé et daté : « article 6 de la charte du 3 mai 2024 ». "
                "Laissez vide pour la loi."
            ),
            "silence": lazy("Laissez vide quand aucun texte ne donne de sens au silence."),
            "silence_months": lazy(
                "Pour un délai convenu ; la loi donne les autres. Passé ce délai, le silence veut "
                "dire « aucune remarque » : il n’est ni un accord ni un refus."
            ),
            "silence_source": lazy("Article de la convention, pour un délai convenu."),
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"question": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: JointDecision,
        bodies: QuerySet[Body],
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Proposée par"),
            queryset=bodies,
            required=False,
            help_text=_("L’instance qui a validé le texte."),
        )
        self.fields["proposed_on"] = DayField(label=_("Proposée le"), required=False)
        self.fields["rule"] = forms.ChoiceField(label=_("Règle"), choices=RULES)
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, object]:
        """The decision: a delay that the structures agreed on has its length and its source."""
        cleaned = super().clean() or {}
        if cleaned.get("silence") != Silence.CONVENTION:
            return cleaned
        if not cleaned.get("silence_months") and "silence_months" not in self.errors:
            self.add_error("silence_months", _("Dites le délai convenu, en mois : 3 par exemple."))
        if not cleaned.get("silence_source"):
            self.add_error("silence_source", _("Dites où c’est écrit : une règle a sa source."))
        return cleaned


class TextForm(forms.Form):
    """A version of the text: its words, or a file."""

    dated_on = DayField(label=lazy("Version du"))
    words = forms.CharField(
        label=lazy("Le texte"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=lazy("Collé ici, ses changements d’une version à l’autre se lisent mot à mot."),
    )
    file = forms.FileField(
        label=lazy("ou un fichier"),
        required=False,
        help_text=lazy("PDF, ODT ou DOCX ; tous les accès le liront dans les documents."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        before: TextVersion | None = None,
    ) -> None:
        super().__init__(
            data,
            files,
            initial={"dated_on": timezone.localdate(), "words": before.words if before else ""},
        )
        self.before = before

    def clean(self) -> dict[str, object]:
        """The text: words or a file, not both, and not the last version again."""
        cleaned = super().clean() or {}
        words, file = str(cleaned.get("words") or "").strip(), cleaned.get("file")
        unchanged = self.before is not None and words == self.before.words.strip()
        if file and unchanged:
            cleaned["words"] = words = ""
        if file and words:
            self.add_error("words", _("Donnez le texte ou un fichier, pas les deux à la fois."))
        if not file and not words:
            self.add_error("words", _("Collez le texte, ou joignez un fichier."))
        if not file and words and unchanged:
            self.add_error("words", _("C’est mot pour mot la version précédente."))
        return cleaned

    @property
    def typed(self) -> Typed:
        """The text as it was given."""
        cleaned = self.cleaned_data
        return Typed(
            dated_on=cleaned["dated_on"],
            words=(cleaned["words"] or "").strip(),
            file=cleaned["file"],
        )


class CouncilsForm(forms.Form):
    """The structures that must answer."""

    def __init__(
        self, data: QueryDict | None = None, *, organisations: QuerySet[Organisation]
    ) -> None:
        super().__init__(data)
        self.fields["organisations"] = TickedField(
            label=_("Structures"),
            queryset=organisations,
            error_messages={"required": _("Cochez au moins une structure.")},
        )


class SendForm(forms.Form):
    """Which version left, when, for which councils."""

    on = PastDayField(label=lazy("Texte envoyé le"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        texts: QuerySet[TextVersion],
        deliberations: QuerySet[Deliberation],
    ) -> None:
        last = texts.last()
        unsent = list(deliberations.filter(sent_on__isnull=True).values_list("pk", flat=True))
        super().__init__(
            data, initial={"on": timezone.localdate(), "text": last, "deliberations": unsent}
        )
        self.fields["text"] = forms.ModelChoiceField(
            label=_("Version du texte"), queryset=texts, empty_label=None
        )
        self.fields["deliberations"] = TickedField(
            label=_("Structures"),
            queryset=deliberations,
            error_messages={"required": _("Cochez au moins une structure.")},
        )
        self.order_fields(["text", "on", "deliberations"])

    def clean(self) -> dict[str, object]:
        """The sending: before the session of each council."""
        cleaned = super().clean() or {}
        on, value = cleaned.get("on"), cleaned.get("deliberations") or ()
        early = [one for one in value if one.session_on and on and one.session_on < on]
        if early:
            self.add_error("on", session_before_sending(early[0]))
        return cleaned


def session_before_sending(deliberation: Deliberation) -> str:
    """What is said when a council would meet before the text leaves."""
    return _("La séance %(of)s précède l’envoi du texte : corrigez l’une des deux dates.") % {
        "of": french.of_body(deliberation)
    }
