"""The addresses of the plan."""

from django.urls import path

from maillage.trade.plan.actions.views import actions, shares
from maillage.trade.plan.call_asks.views import call_ask
from maillage.trade.plan.engineering import gestures as post_gestures
from maillage.trade.plan.engineering import views as engineering
from maillage.trade.plan.fiches import views as fiches
from maillage.trade.plan.fiches.opening import actions_open
from maillage.trade.plan.holder_asks.views import project_ask
from maillage.trade.plan.linked_projects import gestures as project_gestures
from maillage.trade.plan.linked_projects import views as projects
from maillage.trade.plan.links import views as links
from maillage.trade.plan.mesh.views import mesh
from maillage.trade.plan.objectives import views as objectives
from maillage.trade.plan.selection import gestures as call_gestures
from maillage.trade.plan.selection import grid as call_grid
from maillage.trade.plan.selection import views as calls
from maillage.trade.plan.selection.review import project_review
from maillage.trade.plan.share_asks.views import share_ask, share_letters, share_letters_file
from maillage.trade.plan.slips.views import slip_see
from maillage.trade.plan.steps.views import postpone, steps, waits, what_if
from maillage.trade.plan.who_does_what.views import who_does_what

app_name = "plan"

ACTION = "actions/<int:action>/"
SHARE = "actions/parts/<int:share>/"
FICHE = f"{ACTION}fiche/"
FICHE_VERSION = "actions/fiches/<int:fiche>/"
STEP = "actions/etapes/<int:step>/"
OBJECTIVE = "actions/objectifs/<int:objective>/"

POST = "postes/<int:post>/"
PROJECT = "projets/<int:project>/"
CALL = "selection/<int:project_call>/"
CRITERION = "selection/criteres/<int:criterion>/"
CANDIDACY = "selection/projets/<int:candidacy>/"

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/ecrire/", actions.action_add, name="action_add"),
    path("actions/partager/", actions_open, name="actions_open"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}modifier/", actions.action_edit, name="action_edit"),
    path(f"{ACTION}nouvelle/", steps.action_progress, name="action_progress"),
    path(f"{ACTION}supprimer/", actions.action_delete, name="action_delete"),
    path(f"{ACTION}part/", shares.share_add, name="share_add"),
    path(f"{SHARE}modifier/", shares.share_edit, name="share_edit"),
    path(f"{SHARE}repondre/", shares.share_answer, name="share_answer"),
    path(f"{SHARE}demander/", share_ask, name="share_ask"),
    path(f"{SHARE}avancement/", shares.share_progress, name="share_progress"),
    path(f"{SHARE}reprendre/", shares.share_succeed, name="share_succeed"),
    path(f"{SHARE}finir/", shares.share_end, name="share_end"),
    path("actions/objectifs/ajouter/", objectives.objective_add, name="objective_add"),
    path(f"{OBJECTIVE}modifier/", objectives.objective_edit, name="objective_edit"),
    path(f"{OBJECTIVE}retirer/", objectives.objective_end, name="objective_end"),
    path(f"{ACTION}etape/", steps.step_add, name="step_add"),
    path(f"{STEP}modifier/", steps.step_edit, name="step_edit"),
    path(f"{STEP}dater/", steps.step_date, name="step_date"),
    path(f"{STEP}retirer/", steps.step_remove, name="step_remove"),
    path(f"{ACTION}relier/", links.action_link_add, name="action_link_add"),
    path(
        "actions/liens/<int:action_link>/retirer/",
        links.action_link_remove,
        name="action_link_remove",
    ),
    path(f"{ACTION}decision/", links.action_decision_add, name="action_decision_add"),
    path(
        "actions/decisions/<int:action_decision>/retirer/",
        links.action_decision_remove,
        name="action_decision_remove",
    ),
    path(f"{ACTION}attendre/", waits.dependency_add, name="dependency_add"),
    path(
        "actions/attentes/<int:dependency>/retirer/",
        waits.dependency_remove,
        name="dependency_remove",
    ),
    path("actions/attentes/<int:slip>/vu/", slip_see, name="slip_see"),
    path(f"{ACTION}bloquer/", waits.blocker_add, name="blocker_add"),
    path("actions/blocages/<int:blocker>/lever/", waits.blocker_lift, name="blocker_lift"),
    path("actions/reporter/", postpone.postpone_plan, name="postpone_plan"),
    path(f"{ACTION}reporter/", postpone.postpone, name="postpone"),
    path(f"{ACTION}et-si/", what_if.what_if, name="what_if"),
    path("postes/", engineering.engineering, name="engineering"),
    path("postes/ajouter/", post_gestures.post_add, name="post_add"),
    path("postes/besoins/noter/", post_gestures.need_add, name="need_add"),
    path("postes/besoins/<int:engineering_need>/", post_gestures.need_edit, name="need_edit"),
    path("postes/departs/<int:post_holding>/", post_gestures.holding_end, name="holding_end"),
    path("postes/retour/<int:post_funder>/", post_gestures.posts_return, name="posts_return"),
    path(POST, engineering.post, name="post"),
    path(f"{POST}modifier/", post_gestures.post_edit, name="post_edit"),
    path(f"{POST}missions/", post_gestures.post_times, name="post_times"),
    path(f"{POST}arrivee/", post_gestures.holding_add, name="holding_add"),
    path(f"{POST}finir/", post_gestures.post_end, name="post_end"),
    path("projets/", projects.linked_projects, name="linked_projects"),
    path("projets/ajouter/", project_gestures.project_add, name="project_add"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}modifier/", project_gestures.project_edit, name="project_edit"),
    path(f"{PROJECT}echange/", project_gestures.exchange_add, name="exchange_add"),
    path(f"{PROJECT}bloquer/", project_gestures.project_blocker_add, name="project_blocker_add"),
    path(
        "projets/blocages/<int:project_blocker>/lever/",
        project_gestures.project_blocker_lift,
        name="project_blocker_lift",
    ),
    path(f"{PROJECT}dossier/", project_gestures.project_stage_add, name="project_stage_add"),
    path(
        "projets/etapes/<int:project_stage>/retirer/",
        project_gestures.project_stage_remove,
        name="project_stage_remove",
    ),
    path(f"{PROJECT}demander/", project_ask, name="project_ask"),
    path(f"{PROJECT}abandonner/", project_gestures.project_end, name="project_end"),
    path(f"{PROJECT}inscrire/", project_gestures.project_become, name="project_become"),
    path("qui-fait-quoi/", who_does_what, name="who_does_what"),
    path("qui-fait-quoi/relances/", share_letters, name="who_does_what_letters"),
    path("qui-fait-quoi/relances/<slug:form>/", share_letters_file, name="who_does_what_files"),
    path("maillage/", mesh, name="mesh"),
    path("actions/rubriques/", fiches.fiche_model, name="fiche_model"),
    path("actions/dossier/<slug:form>/", fiches.fiches_folder, name="fiches_folder"),
    path("selection/", calls.selection, name="selection"),
    path("selection/revue/", project_review, name="project_review"),
    path("selection/ouvrir/", call_gestures.project_call_add, name="project_call_add"),
    path(CALL, calls.project_call, name="project_call"),
    path(f"{CALL}modifier/", call_gestures.project_call_edit, name="project_call_edit"),
    path(f"{CALL}demander/", call_ask, name="call_ask"),
    path(f"{CALL}projet/", call_gestures.candidacy_add, name="candidacy_add"),
    path(f"{CALL}grille/", call_grid.scoring_grid, name="scoring_grid"),
    path(f"{CALL}grille/critere/", call_grid.criterion_add, name="criterion_add"),
    path(f"{CALL}grille/suivante/", call_grid.scoring_grid_next, name="scoring_grid_next"),
    path(CRITERION, call_grid.criterion_edit, name="criterion_edit"),
    path(f"{CRITERION}retirer/", call_grid.criterion_remove, name="criterion_remove"),
    path(CANDIDACY, calls.candidacy, name="candidacy"),
    path(f"{CANDIDACY}modifier/", call_gestures.candidacy_edit, name="candidacy_edit"),
    path(f"{CANDIDACY}retirer/", call_gestures.candidacy_remove, name="candidacy_remove"),
    path(f"{CANDIDACY}decider/", call_gestures.candidacy_decide, name="candidacy_decide"),
    path(f"{CANDIDACY}noter/", call_gestures.candidacy_mark, name="candidacy_mark"),
    path(f"{CANDIDACY}avis/", call_gestures.candidacy_opinion, name="candidacy_opinion"),
    path(FICHE, fiches.fiche, name="fiche"),
    path(f"{FICHE}ecrire/", fiches.fiche_edit, name="fiche_edit"),
    path(f"{FICHE}proposer/", fiches.fiche_propose, name="fiche_propose"),
    path(FICHE_VERSION, fiches.fiche_version, name="fiche_version"),
    path(f"{FICHE_VERSION}valider/", fiches.fiche_validate, name="fiche_validate"),
    path(f"{FICHE_VERSION}retirer/", fiches.fiche_withdraw, name="fiche_withdraw"),
]
