"""What does the file of the register say besides the page: the options, and where it goes?"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from maillage.core.register import Column, Register
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.choices import Nature, RouteStep
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.decisions.queries import DecisionLine, whole_decision_lines
from maillage.trade.governance.decisions.views.pages import decisions_register


def exported_register(access: Access) -> Register[Decision, DecisionLine]:
    """The register of decisions as it leaves, with the options and the route of each question."""
    shown = decisions_register(access)
    return replace(shown, columns=shown.columns + _columns(), read=whole_decision_lines)


def _columns() -> tuple[Column[DecisionLine], ...]:
    return (
        Column("options", _("Options"), lambda row: option_words(row.options)),
        Column("retenue", _("Option retenue"), lambda row: _chosen(row.options)),
        Column("charge", _("Structure qui s’en charge"), lambda row: row.steward),
        Column("nature", _("Nature"), lambda row: nature_words(row.nature)),
        Column("pourquoi", _("Pourquoi"), lambda row: row.nature_why),
        Column("suite", _("Va maintenant"), lambda row: step_words(row.next_step)),
        Column("remonte", _("Ce qui remonte"), lambda row: row.goes_up),
        Column("reste", _("Ce qui reste"), lambda row: row.stays),
        Column("conseils", _("Posée aux conseils"), lambda row: row.joint_decision),
    )


def nature_words(nature: str) -> str:
    """Political or technical; nothing while nobody has said it."""
    return str(Nature(nature).label) if nature else ""


def step_words(step: str) -> str:
    """Where a question goes now; nothing while it goes nowhere."""
    return str(RouteStep(step).label) if step else ""


def option_words(options: Sequence[DecisionOption]) -> str:
    """Each option on its line, with what speaks for it, against it, and what it costs."""
    return "\n".join(_option(one) for one in options)


def _option(one: DecisionOption) -> str:
    told = (
        (_("apporte"), one.plus),
        (_("coûte ou empêche"), one.minus),
        (_("coût"), one.cost),
    )
    words = [f"{label} : {' '.join(text.split())}" for label, text in told if text.strip()]
    return f"{one.label} ({' ; '.join(words)})" if words else one.label


def _chosen(options: Sequence[DecisionOption]) -> str:
    return next((one.label for one in options if one.is_chosen), "")
