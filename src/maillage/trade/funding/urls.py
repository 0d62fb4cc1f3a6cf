"""The addresses of funding."""

from django.urls import path

from maillage.trade.funding.best_plan import views as best
from maillage.trade.funding.contributions import gestures as calling
from maillage.trade.funding.contributions import views as called
from maillage.trade.funding.cost_keys import gestures as key_gestures
from maillage.trade.funding.cost_keys import views as key_views
from maillage.trade.funding.funding_plan import aiming, gestures, views
from maillage.trade.funding.funding_sources import views as sources
from maillage.trade.funding.maquette import comparing
from maillage.trade.funding.maquette import gestures as freezing
from maillage.trade.funding.maquette import views as maquette
from maillage.trade.funding.money_table import views as tables
from maillage.trade.funding.returns import views as returns

app_name = "funding"

PLAN = "plans/<int:funding_plan>/"
LINE = "plans/financeurs/<int:funding_line>/"
SOURCE = "sources/<int:funding_source>/"
VERSION = "maquette/versions/<int:maquette_version>/"
COST = "plans/depenses/<int:cost_line>/"
SHARING = "cles/<int:cost_sharing>/"
KEY = "cles/cle/<int:cost_key>/"
CRITERION = "cles/critere/<int:sharing_criterion>/"
CONTRIBUTION = "contributions/<int:contribution>/"
CALL = "contributions/appels/<int:contribution_call>/"
RECEIPT = "contributions/versements/<int:contribution_receipt>/"

urlpatterns = [
    path("sources/", sources.funding_sources, name="funding_sources"),
    path("sources/coller/", sources.sources_paste, name="sources_paste"),
    path("sources/ajouter/", sources.source_add, name="source_add"),
    path(SOURCE, sources.source, name="source"),
    path(f"{SOURCE}corriger/", sources.source_edit, name="source_edit"),
    path(f"{SOURCE}viser/", aiming.source_aim, name="source_aim"),
    path(f"{SOURCE}pas-pour-nous/", sources.source_aside, name="source_aside"),
    path(f"{SOURCE}dates/", sources.source_window, name="source_window"),
    path(f"{SOURCE}relier/", sources.source_match, name="source_match"),
    path(
        "sources/actions/<int:source_match>/delier/",
        sources.match_remove,
        name="source_match_remove",
    ),
    path("maquette/", maquette.maquette, name="maquette"),
    path("maquette/figer/", freezing.freeze, name="maquette_freeze"),
    path(VERSION, maquette.version, name="maquette_version"),
    path(f"{VERSION}modifier/", freezing.version_edit, name="maquette_version_edit"),
    path(f"{VERSION}comparer/", comparing.compared, name="maquette_compared"),
    path("maquette/rendre-compte/", returns.account, name="account"),
    path("plans/", views.funding_plan, name="funding_plan"),
    path("plans/ouvrir/", gestures.plan_add, name="plan_add"),
    path("plans/meilleur/", best.best_plan, name="best_plan"),
    path("plans/coller/", tables.plans_paste, name="plans_paste"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}coller/", tables.plan_paste, name="plan_paste"),
    path(f"{PLAN}modifier/", gestures.plan_edit, name="plan_edit"),
    path(f"{PLAN}supprimer/", gestures.plan_remove, name="plan_remove"),
    path(f"{PLAN}depense/", gestures.cost_add, name="cost_add"),
    path(f"{PLAN}financeur/", gestures.line_add, name="line_add"),
    path(f"{PLAN}affiche/", gestures.plan_displayed, name="plan_displayed"),
    path(f"{PLAN}raison/<slug:rule>/", gestures.reason_give, name="reason_give"),
    path(COST, gestures.cost_edit, name="cost_edit"),
    path(f"{COST}retirer/", gestures.cost_remove, name="cost_remove"),
    path(LINE, gestures.line_step, name="line_step"),
    path(f"{LINE}modifier/", gestures.line_edit, name="line_edit"),
    path(f"{LINE}retirer/", gestures.line_remove, name="line_remove"),
    path("cles/", key_views.cost_keys, name="cost_keys"),
    path("cles/partager/", key_gestures.sharing_add, name="sharing_add"),
    path(SHARING, key_views.sharing, name="sharing"),
    path(f"{SHARING}modifier/", key_gestures.sharing_edit, name="sharing_edit"),
    path(f"{SHARING}supprimer/", key_gestures.sharing_remove, name="sharing_remove"),
    path(f"{SHARING}valeurs/", key_gestures.sharing_values, name="sharing_values"),
    path(f"{SHARING}critere/", key_gestures.criterion_add, name="criterion_add"),
    path(f"{SHARING}cle/", key_gestures.key_add, name="key_add"),
    path(f"{SHARING}proposer/", key_gestures.key_choose, name="key_choose"),
    path(f"{SHARING}figer/", key_gestures.key_freeze, name="key_freeze"),
    path(CRITERION, key_gestures.criterion_edit, name="criterion_edit"),
    path(f"{CRITERION}retirer/", key_gestures.criterion_remove, name="criterion_remove"),
    path(KEY, key_gestures.key_edit, name="key_edit"),
    path(f"{KEY}retirer/", key_gestures.key_remove, name="key_remove"),
    path("contributions/", called.contributions, name="contributions"),
    path("contributions/noter/", calling.contribution_add, name="contribution_add"),
    path(
        "contributions/cle/<int:cost_sharing>/",
        calling.contributions_plan,
        name="contributions_plan",
    ),
    path("contributions/appeler/<int:year>/", calling.year_call, name="year_call"),
    path(CONTRIBUTION, called.contribution, name="contribution"),
    path(f"{CONTRIBUTION}modifier/", calling.contribution_edit, name="contribution_edit"),
    path(f"{CONTRIBUTION}reprendre/", calling.contribution_succeed, name="contribution_succeed"),
    path(f"{CONTRIBUTION}retirer/", calling.contribution_remove, name="contribution_remove"),
    path(f"{CONTRIBUTION}appel/", calling.call_add, name="call_add"),
    path(f"{CONTRIBUTION}versement/", calling.receipt_add, name="receipt_add"),
    path(CALL, calling.call_edit, name="call_edit"),
    path(f"{CALL}annuler/", calling.call_cancel, name="call_cancel"),
    path(f"{RECEIPT}retirer/", calling.receipt_remove, name="receipt_remove"),
]
