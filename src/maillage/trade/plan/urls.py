"""The addresses of the plan."""

from django.urls import path

from maillage.trade.plan.actions.views import actions, shares
from maillage.trade.plan.objectives import views as objectives

app_name = "plan"

ACTION = "actions/<int:action>/"
SHARE = "actions/parts/<int:share>/"
OBJECTIVE = "actions/objectifs/<int:objective>/"

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/ecrire/", actions.action_add, name="action_add"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}modifier/", actions.action_edit, name="action_edit"),
    path(f"{ACTION}nouvelle/", actions.action_progress, name="action_progress"),
    path(f"{ACTION}supprimer/", actions.action_delete, name="action_delete"),
    path(f"{ACTION}part/", shares.share_add, name="share_add"),
    path(f"{SHARE}modifier/", shares.share_edit, name="share_edit"),
    path(f"{SHARE}repondre/", shares.share_answer, name="share_answer"),
    path(f"{SHARE}avancement/", shares.share_progress, name="share_progress"),
    path(f"{SHARE}reprendre/", shares.share_succeed, name="share_succeed"),
    path(f"{SHARE}finir/", shares.share_end, name="share_end"),
    path("actions/objectifs/ajouter/", objectives.objective_add, name="objective_add"),
    path(f"{OBJECTIVE}modifier/", objectives.objective_edit, name="objective_edit"),
    path(f"{OBJECTIVE}retirer/", objectives.objective_end, name="objective_end"),
]
