"""Addresses of the directory."""

from django.urls import path

from maillage.ground.directory.answer_card import views as answer_card
from maillage.ground.directory.competence_matrix import views as competence_matrix
from maillage.ground.directory.confidences import views as confidences
from maillage.ground.directory.elected_sheet import views as elected_sheet
from maillage.ground.directory.mandate_timeline import views as mandate_timeline
from maillage.ground.directory.members import actor_views as actors
from maillage.ground.directory.members import views as members
from maillage.ground.directory.notices import views as notices
from maillage.ground.directory.organisations.views import edits as organisation_edits
from maillage.ground.directory.organisations.views import find as organisation_find
from maillage.ground.directory.organisations.views import organisations
from maillage.ground.directory.organisations.views import parts as organisation_parts
from maillage.ground.directory.people.views import attaching, people
from maillage.ground.directory.rights import views as person_rights
from maillage.ground.directory.who_to_call import views as who_to_call

app_name = "directory"
STRUCTURE = "structures/<int:organisation>/"

organisation_urls = [
    path("structures/", organisations.organisations, name="organisations"),
    path("structures/registre/", organisation_find.organisation_find, name="organisation_find"),
    path(
        "structures/registre/<int:territory>/",
        organisation_find.organisation_register_add,
        name="organisation_register_add",
    ),
    path("structures/ajouter/", organisations.organisation_add, name="organisation_add"),
    path(f"{STRUCTURE}demander/", answer_card.organisation_ask, name="organisation_ask"),
    path(STRUCTURE, organisations.organisation, name="organisation"),
    path(f"{STRUCTURE}appeler/", organisations.organisation_call, name="organisation_call"),
    path(f"{STRUCTURE}corriger/", organisation_edits.organisation_edit, name="organisation_edit"),
    path(
        f"{STRUCTURE}territoire/",
        organisation_find.organisation_territory,
        name="organisation_territory",
    ),
    path(f"{STRUCTURE}nom/", organisation_edits.organisation_rename, name="organisation_rename"),
    path(f"{STRUCTURE}fin/", organisation_edits.organisation_end, name="organisation_end"),
    path(f"{STRUCTURE}details/", organisation_parts.organisation_parts, name="organisation_parts"),
    path(
        f"{STRUCTURE}service/",
        organisation_parts.organisation_department_add,
        name="organisation_department_add",
    ),
    path(
        f"{STRUCTURE}competence/",
        organisation_parts.organisation_competence_add,
        name="organisation_competence_add",
    ),
    path(
        f"{STRUCTURE}groupement/",
        organisation_parts.organisation_grouping_add,
        name="organisation_grouping_add",
    ),
    path(
        "structures/notes/<int:organisation_note>/effacer/",
        confidences.organisation_note_erase,
        name="organisation_note_erase",
    ),
    path(
        "structures/services/<int:department>/",
        organisation_parts.organisation_department_edit,
        name="organisation_department_edit",
    ),
    path(
        "structures/competences/<int:competence>/fin/",
        organisation_parts.organisation_competence_end,
        name="organisation_competence_end",
    ),
    path(
        "structures/groupements/<int:grouping>/fin/",
        organisation_parts.organisation_grouping_end,
        name="organisation_grouping_end",
    ),
]
PERSONNE = "personnes/<int:person>/"

people_urls = [
    path("personnes/", people.people, name="people"),
    path("personnes/ajouter/", people.person_add, name="person_add"),
    path("personnes/rattacher/", attaching.people_attach, name="people_attach"),
    path("personnes/informer/", notices.person_notices, name="person_notices"),
    path("personnes/informations/", notices.notice_register, name="notice_register"),
    path("personnes/lettre/", notices.notice_letter, name="notice_letter"),
    path("personnes/a-revoir/", person_rights.people_review, name="people_review"),
    path(PERSONNE, people.person, name="person"),
    path(f"{PERSONNE}donnees/", person_rights.person_rights, name="person_rights"),
    path(f"{PERSONNE}effacer/", person_rights.person_erase, name="person_erase"),
    path(f"{PERSONNE}tout/", people.person_all, name="person_all"),
    path(f"{PERSONNE}carte/", people.person_card, name="person_card"),
    path(f"{PERSONNE}corriger/", people.person_edit, name="person_edit"),
    path(f"{PERSONNE}mandat/", people.person_mandate_add, name="person_mandate_add"),
    path(
        "personnes/mandats/<int:mandate>/",
        people.person_mandate_edit,
        name="person_mandate_edit",
    ),
    path(
        "personnes/mandats/<int:mandate>/fin/",
        people.person_mandate_end,
        name="person_mandate_end",
    ),
    path(
        f"{PERSONNE}disponibilite/",
        confidences.person_availability_add,
        name="person_availability_add",
    ),
    path(
        "personnes/disponibilites/<int:availability>/confirmer/",
        confidences.person_availability_confirm,
        name="person_availability_confirm",
    ),
    path(f"{PERSONNE}fiabilite/", confidences.person_reliability, name="person_reliability"),
    path(
        "personnes/faits/<int:reliability>/effacer/",
        confidences.person_reliability_erase,
        name="person_reliability_erase",
    ),
]

MEMBRE = "membres/<int:member>/"

member_urls = [
    path("membres/", members.members, name="members"),
    path("membres/placer/", members.member_add, name="member_add"),
    path("membres/placer/plusieurs/", members.members_add, name="members_add"),
    path("membres/porte-parole/", members.member_speakers, name="member_speakers"),
    path("membres/porte-parole/<int:access>/", members.member_speaker, name="member_speaker"),
    path("membres/acteurs/nommer/", actors.member_actor_add, name="member_actor_add"),
    path(
        "membres/acteurs/<int:actor>/retirer/",
        actors.member_actor_remove,
        name="member_actor_remove",
    ),
    path(MEMBRE, members.member, name="member"),
    path(f"{MEMBRE}contact/", members.member_edit, name="member_edit"),
    path(f"{MEMBRE}place/", members.member_place, name="member_place"),
    path(f"{MEMBRE}fin/", members.member_end, name="member_end"),
]

competence_urls = [
    path("competences/", competence_matrix.competence_matrix, name="competence_matrix"),
    path(
        "competences/ajouter/",
        competence_matrix.competence_matrix_add,
        name="competence_matrix_add",
    ),
    path(
        "competences/<int:organisation>/",
        competence_matrix.competence_matrix_edit,
        name="competence_matrix_edit",
    ),
]

urlpatterns = [
    *organisation_urls,
    *people_urls,
    *member_urls,
    *competence_urls,
    path("fiche-elu/", elected_sheet.elected_sheet, name="elected_sheet"),
    path("mandats/", mandate_timeline.mandate_timeline, name="mandate_timeline"),
    path("qui-appeler/", who_to_call.who_to_call, name="who_to_call"),
]
