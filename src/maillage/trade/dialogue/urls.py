"""The addresses of the dialogue."""

from django.urls import path

from maillage.trade.dialogue.compromises.views import options as compromise_options
from maillage.trade.dialogue.compromises.views import pages as compromises
from maillage.trade.dialogue.conflict_pages.views import pages as conflicts
from maillage.trade.dialogue.notebook.views import pages as notebook
from maillage.trade.dialogue.option_asks import views as option_asks

app_name = "dialogue"

NOTE = "carnet/<int:note>/"
CONFLICT = "conflits/<int:conflict>/"
PARTY = "conflits/parties/<int:party>/"
COMPROMISE = "compromis/<int:compromise>/"
OPTION = "compromis/options/<int:compromise_option>/"

urlpatterns = [
    path("carnet/", notebook.notebook, name="notebook"),
    path("carnet/ecrire/", notebook.note_add, name="note_add"),
    path("carnet/vite/", notebook.note_quick, name="note_quick"),
    path(NOTE, notebook.note, name="note"),
    path(f"{NOTE}corriger/", notebook.note_edit, name="note_edit"),
    path(f"{NOTE}relier/", notebook.note_tie, name="note_tie"),
    path("carnet/liens/<int:note_link>/delier/", notebook.note_untie, name="note_untie"),
    path(f"{NOTE}effacer/", notebook.note_erase, name="note_erase"),
    path("conflits/", conflicts.conflicts, name="conflicts"),
    path("conflits/chaleur/", conflicts.conflict_heat_choose, name="conflict_heat_choose"),
    path("conflits/noter/", conflicts.conflict_add, name="conflict_add"),
    path(CONFLICT, conflicts.conflict, name="conflict"),
    path(f"{CONFLICT}corriger/", conflicts.conflict_edit, name="conflict_edit"),
    path(f"{CONFLICT}chaleur/", conflicts.conflict_heat, name="conflict_heat"),
    path(f"{CONFLICT}fin/", conflicts.conflict_end, name="conflict_end"),
    path(f"{CONFLICT}rouvrir/", conflicts.conflict_reopen, name="conflict_reopen"),
    path(f"{CONFLICT}partie/", conflicts.conflict_party_add, name="conflict_party_add"),
    path(f"{PARTY}corriger/", conflicts.conflict_party_edit, name="conflict_party_edit"),
    path(f"{PARTY}retirer/", conflicts.conflict_party_remove, name="conflict_party_remove"),
    path("compromis/", compromises.compromises, name="compromises"),
    path("compromis/chercher/", compromises.compromise_add, name="compromise_add"),
    path(COMPROMISE, compromises.compromise, name="compromise"),
    path(f"{COMPROMISE}corriger/", compromises.compromise_edit, name="compromise_edit"),
    path(f"{COMPROMISE}demander/", option_asks.compromise_ask, name="compromise_ask"),
    path("compromis/repondre/<int:asked_party>/", option_asks.option_answer, name="option_answer"),
    path(f"{COMPROMISE}issue/", compromises.compromise_settle, name="compromise_settle"),
    path(f"{COMPROMISE}rouvrir/", compromises.compromise_reopen, name="compromise_reopen"),
    path(
        f"{COMPROMISE}option/",
        compromise_options.compromise_option_add,
        name="compromise_option_add",
    ),
    path(
        f"{OPTION}corriger/",
        compromise_options.compromise_option_edit,
        name="compromise_option_edit",
    ),
    path(
        f"{OPTION}retirer/",
        compromise_options.compromise_option_remove,
        name="compromise_option_remove",
    ),
    path(f"{OPTION}reponse/", compromise_options.compromise_answer, name="compromise_answer"),
]
