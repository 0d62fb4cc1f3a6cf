"""A remark, a wording, and what is decided of each, as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, learned_by_today
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.agreements.choices import (
    AmendmentState,
    RemarkKind,
    RemarkState,
)
from maillage.trade.governance.agreements.models import Agreement, Article
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.amendments.comparing import ranges_between

SETTLED = [AmendmentState.ACCEPTED, AmendmentState.REFUSED, AmendmentState.WITHDRAWN]


class WindowForm(forms.ModelForm[Agreement]):
    """From when to when the parties read the draft and say what they would change."""

    class Meta:
        model = Agreement
        fields: ClassVar[list[str]] = ["remarks_from", "remarks_until", "remarks_are_open"]

    remarks_from = DayField(label=lazy("Ouvertes le"))
    remarks_until = DayField(label=lazy("Jusqu’au"))

    def clean(self) -> dict[str, object]:
        """The window: it does not close before it opens."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("remarks_from"), cleaned.get("remarks_until")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("remarks_until", _("Les remarques fermeraient avant d’ouvrir."))
        return cleaned


def offer_structures(form: forms.BaseForm, organisations: QuerySet[Organisation]) -> None:
    """Asks in whose name one writes; the only structure that may be is chosen already."""
    rows = list(organisations)
    form.fields["organisation"] = forms.ModelChoiceField(
        organisations,
        label=_("Structure"),
        empty_label=None if len(rows) == 1 else _("Choisir"),
        initial=rows[0] if len(rows) == 1 else None,
    )


class RemarkForm(forms.ModelForm[AgreementRemark]):
    """What a structure says of an article, or of the whole text."""

    class Meta:
        model = AgreementRemark
        fields: ClassVar[list[str]] = ["organisation", "article_key", "kind", "words"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: AgreementRemark,
        organisations: QuerySet[Organisation],
        articles: Sequence[Article],
    ) -> None:
        super().__init__(data, instance=instance)
        offer_structures(self, organisations)
        self.fields["article_key"] = forms.ChoiceField(
            label=_("Article"),
            choices=[("", _("tout le texte")), *((one.key, str(one)) for one in articles)],
            required=False,
        )
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["words"].depends_on = "kind"  # type: ignore[attr-defined]  # by parts

    def clean(self) -> dict[str, object]:
        """The remark: it says something, unless there is nothing to say."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") != RemarkKind.NOTHING and not cleaned.get("words"):
            self.add_error("words", _("Écrivez la remarque, ou dites qu’il n’y a rien à dire."))
        return cleaned


class RemarkAnswerForm(forms.ModelForm[AgreementRemark]):
    """What becomes of a remark, and why."""

    class Meta:
        model = AgreementRemark
        fields: ClassVar[list[str]] = ["state", "answer"]

    def __init__(self, data: QueryDict | None = None, *, instance: AgreementRemark) -> None:
        super().__init__(data, instance=instance)
        choices = [one for one in RemarkState.choices if one[0] != RemarkState.OPEN]
        self.fields["state"] = forms.ChoiceField(label=_("Suite"), choices=choices)
        self.fields["answer"].widget = forms.Textarea(attrs={"rows": 3})


class AmendmentForm(forms.ModelForm[ArticleAmendment]):
    """How a structure would read an article, and why."""

    class Meta:
        model = ArticleAmendment
        fields: ClassVar[list[str]] = ["organisation", "wording", "reason"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: ArticleAmendment,
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, instance=instance)
        offer_structures(self, organisations)
        self.fields["wording"].widget = forms.Textarea(attrs={"rows": 8})
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})
        self.initial.setdefault("wording", instance.article.words)
        if not instance.wording:
            self.initial["wording"] = instance.article.words


class CommonForm(forms.ModelForm[ArticleAmendment]):
    """A wording that several would accept, and whose proposals it takes up."""

    class Meta:
        model = ArticleAmendment
        fields: ClassVar[list[str]] = ["wording", "reason"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: ArticleAmendment,
        taken: QuerySet[ArticleAmendment],
        first: ArticleAmendment,
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["wording"].widget = forms.Textarea(attrs={"rows": 8})
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})
        self.initial["wording"] = first.wording
        self.fields["taken"] = TickedField(
            taken,
            label=_("Elle reprend"),
            initial=[first.pk],
            error_messages={"required": _("Cochez au moins une proposition.")},
        )
        self.order_fields(["wording", "taken", "reason"])


class SettleForm(forms.ModelForm[ArticleAmendment]):
    """What is decided of an amendment, by whom, when, and why."""

    class Meta:
        model = ArticleAmendment
        fields: ClassVar[list[str]] = ["state", "settled_by", "settled_on", "settled_reason"]

    settled_on = DayField(label=lazy("Le"))

    def __init__(
        self, data: QueryDict | None = None, *, instance: ArticleAmendment, state: str = ""
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["state"] = forms.ChoiceField(
            label=_("Décision"),
            choices=[(one.value, one.label) for one in SETTLED],
            widget=forms.RadioSelect,
            initial=state,
        )
        self.initial["state"] = state if state in SETTLED else instance.state
        self.initial["settled_on"] = instance.settled_on or timezone.localdate()
        self.fields["settled_by"].required = True
        self.fields["settled_by"].label = _("Tranché par")
        self.fields["settled_by"].help_text = _("Le comité du 15 décembre, un conseil, la plume.")
        self.fields["settled_reason"].widget = forms.Textarea(attrs={"rows": 3})
        chosen = data.get("state") if data else self.initial["state"]
        reason = self.fields["settled_reason"]
        reason.required = chosen == AmendmentState.REFUSED
        reason.help_text = _("Indispensable pour refuser, utile toujours.")
        reason.error_messages["required"] = _("Écrivez pourquoi : qui l’a proposé le lira.")

    def clean_settled_on(self) -> date:
        """The day of the decision; not to come."""
        return learned_by_today(self.cleaned_data["settled_on"])


class LinkForm(SignedForm):
    """By link: for each article a remark or other words; or nothing to say."""

    nothing = forms.BooleanField(label=lazy("Nous n’avons rien à dire"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        articles: Sequence[Article],
        recipient: str,
        structure: Organisation,
    ) -> None:
        super().__init__(data)
        self.articles = articles
        for one in articles:
            values = {"article": one.label}
            self.fields[f"remark_{one.key}"] = forms.CharField(
                label=_("%(article)s : votre remarque") % values,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"wording_{one.key}"] = forms.CharField(
                label=_("%(article)s : comme vous voudriez le lire") % values,
                required=False,
                initial=one.words,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        self.sign(recipient, structure)

    @property
    def blocks(self) -> list[tuple[Article, forms.BoundField, forms.BoundField]]:
        """Each article with its two fields."""
        return [
            (one, self[f"remark_{one.key}"], self[f"wording_{one.key}"]) for one in self.articles
        ]

    def written(self) -> list[tuple[Article, str, str]]:
        """Of each article that is spoken of: the remark, and the wording when it changes a word."""
        cleaned, rows = self.cleaned_data, []
        for one in self.articles:
            wording = str(cleaned.get(f"wording_{one.key}") or "")
            is_other = bool(wording.strip()) and bool(ranges_between(one.words, wording))
            remark = str(cleaned.get(f"remark_{one.key}") or "")
            if remark or is_other:
                rows.append((one, remark, wording if is_other else ""))
        return rows

    def answered(self) -> list[str]:
        """The fields that say something: an article left as it was says nothing."""
        names = [] if self.written() else ["nothing"]
        for one, remark, wording in self.written():
            names += [f"remark_{one.key}"] if remark else []
            names += [f"wording_{one.key}"] if wording else []
        return names

    def clean(self) -> dict[str, object]:
        """The answer: it says something, or that there is nothing to say."""
        cleaned = super().clean() or {}
        if self.written() and cleaned.get("nothing"):
            self.add_error("nothing", _("Vous avez écrit une remarque : décochez, ou effacez-la."))
        elif not self.written() and not cleaned.get("nothing") and not self.errors:
            self.add_error("nothing", _("Écrivez une remarque, ou dites que vous n’en avez pas."))
        return cleaned
