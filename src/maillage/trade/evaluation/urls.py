"""The addresses of evaluation."""

from django.urls import path

from maillage.trade.evaluation.balance import asks, gestures, views

app_name = "evaluation"

BALANCE = "donne-recu/"
STRUCTURE = f"{BALANCE}<int:member_structure>/"
PAGE = f"{BALANCE}pages/<int:balance_reading>/"
BENEFIT = f"{BALANCE}benefices/<int:benefit>/"

urlpatterns = [
    path(BALANCE, views.balance, name="balance"),
    path(f"{BALANCE}publier/", gestures.balance_publish, name="balance_publish"),
    path(f"{BALANCE}benefices/ajouter/", gestures.benefit_add, name="benefit_add"),
    path(BENEFIT, gestures.benefit_edit, name="benefit_edit"),
    path(f"{BENEFIT}retirer/", gestures.benefit_remove, name="benefit_remove"),
    path(STRUCTURE, views.structure_balance, name="structure_balance"),
    path(f"{STRUCTURE}envoyer/", asks.balance_ask, name="balance_ask"),
    path(PAGE, gestures.balance_words, name="balance_words"),
    path(f"{PAGE}repondre/", gestures.balance_answer, name="balance_answer"),
]
