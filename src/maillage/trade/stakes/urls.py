"""Addresses of stakes, under a cooperation."""

from django.urls import path

from maillage.trade.stakes.allies import views as allies
from maillage.trade.stakes.convergences import views as convergences
from maillage.trade.stakes.findings.views import answers as finding_answers
from maillage.trade.stakes.findings.views import cell as finding_cell
from maillage.trade.stakes.findings.views import matrix as findings
from maillage.trade.stakes.findings.views import sheet as finding
from maillage.trade.stakes.position_asks import views as asks
from maillage.trade.stakes.positions.views import cell as position_cell
from maillage.trade.stakes.positions.views import matrix as positions
from maillage.trade.stakes.priorities import views as priorities
from maillage.trade.stakes.stake_pages import views as stakes
from maillage.trade.stakes.themes import views as themes
from maillage.trade.stakes.who_to_meet import views as who_to_meet
from maillage.trade.stakes.workshop import views as workshop

app_name = "stakes"

CONSTAT = "constats/<int:finding>/"

finding_urls = [
    path("constats/", findings.findings, name="findings"),
    path("constats/poser/", finding.finding_add, name="finding_add"),
    path("constats/atelier/", finding_answers.finding_workshop, name="finding_workshop"),
    path("constats/lettres/", finding_answers.findings_letters, name="findings_letters"),
    path("constats/demander/<int:structure>/", finding_answers.finding_ask, name="finding_ask"),
    path(
        "constats/repondre/<int:structure>/",
        finding_answers.finding_answer,
        name="finding_answer",
    ),
    path(
        "constats/avis/<int:judgement>/retirer/",
        finding_cell.finding_withdraw,
        name="finding_withdraw",
    ),
    path("constats/chiffres/<int:figure>/retirer/", finding.figure_drop, name="figure_drop"),
    path(CONSTAT, finding.finding, name="finding"),
    path(f"{CONSTAT}corriger/", finding.finding_edit, name="finding_edit"),
    path(f"{CONSTAT}retenir/", finding.finding_settle, name="finding_settle"),
    path(f"{CONSTAT}chiffre/", finding.figure_add, name="figure_add"),
    path(f"{CONSTAT}avis/<int:structure>/", finding_cell.finding_cell, name="finding_cell"),
]

urlpatterns = [
    *finding_urls,
    path("", stakes.stakes, name="stakes"),
    path("ajouter/", stakes.stake_add, name="stake_add"),
    path("<int:stake>/", stakes.stake, name="stake"),
    path("<int:stake>/modifier/", stakes.stake_edit, name="stake_edit"),
    path("<int:stake>/clore/", stakes.stake_close, name="stake_close"),
    path("<int:stake>/suite/", stakes.stake_follow, name="stake_follow"),
    path("<int:stake>/lecture/", stakes.stake_label, name="stake_label"),
    path("positions/", positions.positions, name="positions"),
    path("positions/<int:stake>/<int:actor>/", position_cell.position_cell, name="position_cell"),
    path(
        "positions/convergences/",
        convergences.position_convergences,
        name="position_convergences",
    ),
    path("positions/demander/<int:actor>/", asks.position_ask, name="position_ask"),
    path("positions/repondre/<int:position_ask>/", asks.position_answer, name="position_answer"),
    path("positions/atelier/", workshop.position_workshop, name="position_workshop"),
    path("positions/choisir/", position_cell.position_choose, name="position_choose"),
    path(
        "positions/<int:position>/retirer/",
        position_cell.position_withdraw,
        name="position_withdraw",
    ),
    path("themes/", themes.themes, name="themes"),
    path("themes/ajouter/", themes.theme_add, name="theme_add"),
    path("themes/reprendre/", themes.theme_adopt, name="theme_adopt"),
    path("themes/priorites/", priorities.theme_priorities, name="theme_priorities"),
    path(
        "themes/priorites/<int:actor>/",
        priorities.theme_priority_note,
        name="theme_priority_note",
    ),
    path(
        "themes/priorites/<int:actor>/demander/",
        priorities.theme_priority_ask,
        name="theme_priority_ask",
    ),
    path(
        "themes/priorites/<int:asked_actor>/repondre/",
        priorities.theme_priority_answer,
        name="theme_priority_answer",
    ),
    path("themes/<int:theme>/modifier/", themes.theme_edit, name="theme_edit"),
    path("themes/<int:theme>/choisir/", themes.theme_choose, name="theme_choose"),
    path("qui-rencontrer/", who_to_meet.who_to_meet, name="who_to_meet"),
    path("allies/", allies.allies, name="allies"),
]
