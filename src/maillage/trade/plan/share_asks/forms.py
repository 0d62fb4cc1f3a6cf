"""What a structure answers by link to the part that it is asked to take."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.plan.actions.forms.shares import ShareAnswerForm, days_field
from maillage.trade.plan.share_asks.queries import ShareAsk
from maillage.trade.plan.share_asks.services import LinkReply
from maillage.trade.plan.steps.models import ActionStep


class LinkShareForm(ShareAnswerForm, SignedForm):
    """The answer, the days, the news, and for each step when it will end or that it is done."""

    news = forms.CharField(
        label=lazy("Du nouveau, en une phrase"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, ask: ShareAsk, recipient: str = ""
    ) -> None:
        super().__init__(data, standing=ask.answer)
        self.initial["read"] = ask.mark
        self.ask = ask
        self.fields["days_needed"] = days_field(_("Combien de jours par an cela vous prend-il ?"))
        self.fields["days_needed"].initial = ask.share.days_needed
        for step in ask.steps:
            self._add_step(step)
        self.order_fields(["answer", "words", "days_needed", *self._step_names, "news"])
        self.sign(recipient, ask.share.organisation)

    def _add_step(self, step: ActionStep) -> None:
        planned = step.due_on
        self.fields[f"announced_{step.pk}"] = DayField(
            label=_("« %(title)s » : elle finira le") % {"title": french.inner_quotes(step.title)},
            required=False,
            initial=step.announced_on,
            help_text=_("Elle est prévue pour le %(day)s.") % {"day": french.long_date(planned)}
            if planned
            else "",
        )
        self.fields[f"done_{step.pk}"] = forms.BooleanField(
            label=_("« %(title)s » est faite") % {"title": french.inner_quotes(step.title)},
            required=False,
        )

    @property
    def _step_names(self) -> list[str]:
        return [f"{word}_{one.pk}" for one in self.ask.steps for word in ("announced", "done")]

    @property
    def taken(self) -> list[forms.BoundField]:
        """The fields that only who takes the part fills in."""
        return [self[name] for name in ("days_needed", *self._step_names, "news")]

    def sent(self) -> LinkReply:
        """What the structure sends, with the steps whose days it changes."""
        cleaned = self.cleaned_data
        answer = self.reply(Means.LINK, cleaned["said_by"])
        return LinkReply(
            answer=answer,
            days=cleaned["days_needed"],
            news=cleaned["news"],
            steps=self._dated_steps(answer.informant),
            mark=self.number_read,
        )

    def _dated_steps(self, by: str) -> Sequence[ActionStep]:
        changed = []
        for step in self.ask.steps:
            announced = self.cleaned_data[f"announced_{step.pk}"]
            if self.cleaned_data[f"done_{step.pk}"]:
                step.done_on = timezone.localdate()
            elif announced == step.announced_on:
                continue
            if announced != step.announced_on:
                step.announced_on, step.announced_by = announced, by
            changed.append(step)
        return changed
