"""Addresses of the context, under a cooperation."""

from django.urls import path

from maillage.trade.context.act_or_wait import views as act_or_wait
from maillage.trade.context.childcare.views import childcare
from maillage.trade.context.duties.views import gestures as duty_gestures
from maillage.trade.context.duties.views import register as duties
from maillage.trade.context.facilities.views import edits as facility
from maillage.trade.context.facilities.views import pages as facilities
from maillage.trade.context.heading import views as heading
from maillage.trade.context.history import views as history
from maillage.trade.context.nature import views as nature
from maillage.trade.context.piece_asks.views import duty_piece_ask, duty_pieces_ask
from maillage.trade.context.publics import views as publics
from maillage.trade.context.schemes import views as schemes
from maillage.trade.context.signals import views as signals

app_name = "context"
RECIT = "histoire/<int:relation>/"

history_urls = [
    path("histoire/", history.history, name="history"),
    path("histoire/raconter/", history.relation_add, name="relation_add"),
    path(RECIT, history.relation, name="relation"),
    path(f"{RECIT}corriger/", history.relation_edit, name="relation_edit"),
]

nature_urls = [
    path("nature/", nature.nature, name="nature"),
    path("nature/noter/", nature.nature_add, name="nature_add"),
    path("nature/<int:actor>/", nature.nature_of, name="nature_of"),
    path(
        "nature/lectures/<int:nature_reading>/retirer/",
        nature.nature_withdraw,
        name="nature_withdraw",
    ),
]

heading_urls = [
    path("cap/", heading.heading, name="heading"),
    path("cap/tenir-ou-adapter/", heading.heading_amend, name="heading_amend"),
]

ACTUALITE = "actualites/<int:signal>/"

signal_urls = [
    path("actualites/", signals.signals, name="signals"),
    path("actualites/noter/", signals.signal_add, name="signal_add"),
    path(ACTUALITE, signals.signal, name="signal"),
    path(f"{ACTUALITE}corriger/", signals.signal_edit, name="signal_edit"),
    path(f"{ACTUALITE}repondre/", signals.signal_answer, name="signal_answer"),
]

GESTE = "agir-ou-attendre/<int:move>/"

move_urls = [
    path("agir-ou-attendre/", act_or_wait.act_or_wait, name="act_or_wait"),
    path("agir-ou-attendre/prevoir/", act_or_wait.move_add, name="move_add"),
    path(GESTE, act_or_wait.move, name="move"),
    path(f"{GESTE}corriger/", act_or_wait.move_edit, name="move_edit"),
]

DISPOSITIF = "dispositifs/<int:scheme>/"

scheme_urls = [
    path("dispositifs/", schemes.schemes, name="schemes"),
    path("dispositifs/ajouter/", schemes.scheme_add, name="scheme_add"),
    path(DISPOSITIF, schemes.scheme, name="scheme"),
    path(f"{DISPOSITIF}corriger/", schemes.scheme_edit, name="scheme_edit"),
    path(f"{DISPOSITIF}accueil-du-jeune-enfant/", childcare, name="childcare"),
]

PUBLIC = "publics/<int:public>/"

public_urls = [
    path("publics/", publics.publics, name="publics"),
    path("publics/ajouter/", publics.public_add, name="public_add"),
    path(PUBLIC, publics.public, name="public"),
    path(f"{PUBLIC}corriger/", publics.public_edit, name="public_edit"),
]

ECHEANCE = "echeances/<int:duty>/"

duty_urls = [
    path("echeances/", duties.duties, name="duties"),
    path("echeances/ajouter/", duty_gestures.duty_add, name="duty_add"),
    path("echeances/calendriers/", duty_gestures.duty_calendars, name="duty_calendars"),
    path(
        "echeances/calendriers/<slug:calendar>/", duty_gestures.duty_calendar, name="duty_calendar"
    ),
    path(ECHEANCE, duties.duty, name="duty"),
    path(f"{ECHEANCE}corriger/", duty_gestures.duty_edit, name="duty_edit"),
    path(f"{ECHEANCE}envoyee/", duty_gestures.duty_send, name="duty_send"),
    path(f"{ECHEANCE}sans-objet/", duty_gestures.duty_waive, name="duty_waive"),
    path(f"{ECHEANCE}rouvrir/", duty_gestures.duty_reopen, name="duty_reopen"),
    path("echeances/pieces/<int:duty_piece>/", duty_gestures.duty_piece, name="duty_piece"),
    path("echeances/pieces/<int:duty_piece>/demander/", duty_piece_ask, name="duty_piece_ask"),
    path("echeances/<int:duty>/demander/", duty_pieces_ask, name="duty_pieces_ask"),
]

EQUIPEMENT = "equipements/<int:facility>/"

facility_urls = [
    path("equipements/", facilities.facilities, name="facilities"),
    path("equipements/ajouter/", facility.facility_add, name="facility_add"),
    path("equipements/besoins/", facility.need_note, name="need_note"),
    path("equipements/manques/", facility.deficit_note, name="deficit_note"),
    path(EQUIPEMENT, facility.facility, name="facility"),
    path(f"{EQUIPEMENT}corriger/", facility.facility_edit, name="facility_edit"),
    path(f"{EQUIPEMENT}convention/", facility.agreement_add, name="agreement_add"),
]

urlpatterns = [*history_urls, *nature_urls, *heading_urls, *signal_urls, *move_urls]
urlpatterns += [*scheme_urls, *public_urls, *duty_urls, *facility_urls]
