"""What is done together, by which structures, and for when?"""

from typing import ClassVar

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "maillage.trade.plan"
    label = "plan"
    verbose_name = "plan d’action"
    answers_in_order: ClassVar[dict[str, tuple[str, ...]]] = {
        "fragments": ("steps", "slips", "links", "fiches")
    }
