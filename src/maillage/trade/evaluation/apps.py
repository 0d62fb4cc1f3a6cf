"""What has the cooperation brought, to whom, and who says so?"""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "maillage.trade.evaluation"
    label = "evaluation"
    verbose_name = "évaluation"
