"""Who decides what, by which rule, and where does each structure stand?"""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "maillage.trade.governance"
    label = "governance"
    verbose_name = "gouvernance"
    # Where a page shows in an order that is not the alphabet what several of its tools answer.
    answers_in_order = {
        "waiting": (
            "joint_decisions",
            "meetings",
            "bodies",
            "minutes",
            "date_polls",
            "commitments",
            "nominations",
            "lead_partner",
            "consultations",
            "agreements",
        ),
        "dates": (
            "bodies",
            "meetings",
            "joint_decisions",
            "minutes",
            "date_polls",
            "commitments",
            "lead_partner",
            "nominations",
            "consultations",
            "agreements",
        ),
        "searchables": (
            "bodies",
            "meetings",
            "joint_decisions",
            "commitments",
            "decisions",
            "date_polls",
            "consultations",
            "nominations",
            "lead_partner",
            "legal_forms",
            "agreements",
        ),
        "panels": (
            "bodies",
            "meetings",
            "lead_partner",
            "joint_decisions",
            "commitments",
            "agreements",
        ),
        "papers": ("meetings", "minutes", "joint_decisions", "agreements", "amendments"),
        "fragments": ("date_polls", "consultations"),
    }
