"""Addresses of governance, under a cooperation."""

from django.urls import path

from maillage.trade.governance.agreements.table import views as agreement_table
from maillage.trade.governance.agreements.views import gestures as agreement_gestures
from maillage.trade.governance.agreements.views import register as agreement_register
from maillage.trade.governance.agreements.views import sheet as agreement_sheet
from maillage.trade.governance.agreements.views import signing as agreement_signing
from maillage.trade.governance.amendments import links as agreement_links
from maillage.trade.governance.amendments import views as amendments
from maillage.trade.governance.bodies.views import bodies, seats
from maillage.trade.governance.commitments.views import (
    answer_commitment,
    commitments,
    my_commitments,
)
from maillage.trade.governance.consultations import views as consultations
from maillage.trade.governance.council_answers import views as council_answers
from maillage.trade.governance.date_polls.views import answers as date_poll_answers
from maillage.trade.governance.date_polls.views import polls as date_polls
from maillage.trade.governance.decisions.views import decisions, routing
from maillage.trade.governance.joint_decisions.views import calendar as joint_decision_calendar
from maillage.trade.governance.joint_decisions.views import deliberations, joint_decisions
from maillage.trade.governance.lead_partner import views as lead_partner
from maillage.trade.governance.legal_forms import views as legal_forms
from maillage.trade.governance.meeting_page import session
from maillage.trade.governance.meeting_page import views as meeting_page
from maillage.trade.governance.meetings.views import (
    agenda,
    attendance,
    convocations,
    guests,
    meetings,
)
from maillage.trade.governance.minutes.views import minutes, records
from maillage.trade.governance.nominations.views import nominations
from maillage.trade.governance.reminders import views as joint_decision_reminders
from maillage.trade.governance.voting_rules import views as voting_rules

app_name = "governance"
INSTANCE = "instances/<int:body>/"

body_urls = [
    path("instances/", bodies.bodies, name="bodies"),
    path("regles-de-vote/", voting_rules.voting_rules, name="voting_rules"),
    path("instances/ajouter/", bodies.body_add, name="body_add"),
    path(INSTANCE, bodies.body, name="body"),
    path(f"{INSTANCE}corriger/", bodies.body_edit, name="body_edit"),
    path(f"{INSTANCE}fin/", bodies.body_end, name="body_end"),
    path(f"{INSTANCE}sieges/", seats.body_seats_add, name="body_seats_add"),
    path(f"{INSTANCE}qui-siege/", seats.body_holders, name="body_holders"),
    path(f"{INSTANCE}en-son-nom/", seats.body_own_seat_add, name="body_own_seat_add"),
    path("instances/sieges/<int:seat>/", seats.body_seat_edit, name="body_seat_edit"),
    path("instances/sieges/<int:seat>/fin/", seats.body_seat_end, name="body_seat_end"),
    path("instances/sieges/<int:seat>/nommer/", seats.body_holder_add, name="body_holder_add"),
    path(
        "instances/representants/<int:holder>/fin/", seats.body_holder_end, name="body_holder_end"
    ),
]

CAMPAGNE = "designations/<int:nomination>/"
DESIGNATION = "designations/sieges/<int:seat_call>/"

nomination_urls = [
    path("designations/", nominations.nominations, name="nominations"),
    path("designations/ouvrir/", nominations.nomination_add, name="nomination_add"),
    path(CAMPAGNE, nominations.nomination, name="nomination"),
    path(f"{CAMPAGNE}clore/", nominations.nomination_close, name="nomination_close"),
    path(DESIGNATION, nominations.nomination_answer, name="nomination_answer"),
    path(f"{DESIGNATION}demander/", nominations.nomination_ask, name="nomination_ask"),
    path(f"{DESIGNATION}accepter/", nominations.nomination_accept, name="nomination_accept"),
]

CHEF = "chefs-de-file/<int:lead_partner>/"

lead_urls = [
    path("chefs-de-file/", lead_partner.lead_partner, name="lead_partner"),
    path("chefs-de-file/nommer/", lead_partner.lead_partner_add, name="lead_partner_add"),
    path(CHEF, lead_partner.lead_partner_sheet, name="lead_partner_sheet"),
    path(f"{CHEF}acte/", lead_partner.lead_partner_edit, name="lead_partner_edit"),
    path(f"{CHEF}fin/", lead_partner.lead_partner_end, name="lead_partner_end"),
]

CONVENTION = "conventions/<int:agreement>/"
PARTIE = "conventions/parties/<int:agreement_party>/"

agreement_urls = [
    path("conventions/", agreement_register.agreements, name="agreements"),
    path("conventions/ajouter/", agreement_gestures.agreement_add, name="agreement_add"),
    path("conventions/coller/", agreement_table.agreements_paste, name="agreements_paste"),
    path(f"{CONVENTION}coller/", agreement_table.signatures_paste, name="signatures_paste"),
    path(CONVENTION, agreement_sheet.agreement, name="agreement"),
    path(f"{CONVENTION}corriger/", agreement_gestures.agreement_edit, name="agreement_edit"),
    path(
        f"{CONVENTION}version/",
        agreement_gestures.agreement_version_add,
        name="agreement_version_add",
    ),
    path(
        f"{CONVENTION}parties/",
        agreement_gestures.agreement_parties_add,
        name="agreement_parties_add",
    ),
    path(f"{CONVENTION}fin/", agreement_gestures.agreement_end, name="agreement_end"),
    path(f"{CONVENTION}avenant/", agreement_gestures.agreement_avenant, name="agreement_avenant"),
    path(f"{CONVENTION}suivante/", agreement_gestures.agreement_renew, name="agreement_renew"),
    path(f"{CONVENTION}figer/", agreement_signing.agreement_freeze, name="agreement_freeze"),
    path(f"{CONVENTION}rouvrir/", agreement_signing.agreement_reopen, name="agreement_reopen"),
    path(f"{CONVENTION}conseils/", agreement_signing.agreement_councils, name="agreement_councils"),
    path(f"{CONVENTION}signatures/", agreement_signing.agreement_ask, name="agreement_ask"),
    path(PARTIE, agreement_gestures.agreement_party_edit, name="agreement_party_edit"),
    path(f"{PARTIE}retirer/", agreement_gestures.agreement_party_drop, name="agreement_party_drop"),
    path(
        "conventions/actes/<int:agreement_act>/",
        agreement_gestures.agreement_act_edit,
        name="agreement_act_edit",
    ),
    path(
        f"{PARTIE}signature/retirer/",
        agreement_signing.agreement_signature_drop,
        name="agreement_signature_drop",
    ),
    path(f"{PARTIE}relire/", agreement_signing.agreement_reread, name="agreement_reread"),
    path(f"{PARTIE}signer/", agreement_signing.agreement_sign, name="agreement_sign"),
    path(f"{PARTIE}refuser/", agreement_signing.agreement_refuse, name="agreement_refuse"),
]

AMENDEMENT = "conventions/amendements/<int:article_amendment>/"

amendment_urls = [
    path(f"{CONVENTION}amendements/", amendments.amendments, name="amendments"),
    path(
        f"{CONVENTION}remarques/", amendments.agreement_remarks_open, name="agreement_remarks_open"
    ),
    path(f"{CONVENTION}remarque/", amendments.agreement_remark_add, name="agreement_remark_add"),
    path("conventions/articles/<int:article>/", amendments.amendment_add, name="amendment_add"),
    path(
        f"{CONVENTION}consolider/",
        amendments.amendments_consolidate,
        name="amendments_consolidate",
    ),
    path(f"{PARTIE}avis/", agreement_links.agreement_remark_ask, name="agreement_remark_ask"),
    path(
        f"{PARTIE}signature/",
        agreement_links.agreement_signature_ask,
        name="agreement_signature_ask",
    ),
    path(AMENDEMENT, amendments.amendment_settle, name="amendment_settle"),
    path(f"{AMENDEMENT}reprendre/", amendments.amendment_reword, name="amendment_reword"),
    path(
        "conventions/remarques/<int:agreement_remark>/",
        amendments.remark_answer,
        name="remark_answer",
    ),
]

ETUDE = "formes-juridiques/<int:form_study>/"

form_urls = [
    path("formes-juridiques/", legal_forms.legal_forms, name="legal_forms"),
    path("formes-juridiques/etudier/", legal_forms.legal_forms_add, name="legal_forms_add"),
    path(ETUDE, legal_forms.form_study, name="form_study"),
    path(f"{ETUDE}corriger/", legal_forms.form_study_edit, name="form_study_edit"),
    path(f"{ETUDE}supprimer/", legal_forms.form_study_remove, name="form_study_remove"),
    path(f"{ETUDE}choisir/", legal_forms.form_study_choose, name="form_study_choose"),
]

SEANCE = "seances/<int:meeting>/"
POINT = "seances/points/<int:agenda_item>/"

meeting_urls = [
    path("seances/", meetings.meetings, name="meetings"),
    path("seances/ajouter/", meetings.meeting_add, name="meeting_add"),
    path(SEANCE, meeting_page.meeting, name="meeting"),
    path(f"{SEANCE}en-cours/", session.meeting_live, name="meeting_live"),
    path(f"{SEANCE}la/", session.meeting_here, name="meeting_here"),
    path(f"{SEANCE}decider/", session.meeting_decision_note, name="meeting_decision_note"),
    path(f"{SEANCE}corriger/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{SEANCE}repeter/", meetings.meeting_repeat, name="meeting_repeat"),
    path("seances/agenda/", convocations.meeting_calendar, name="meeting_calendar"),
    path(f"{SEANCE}agenda/", convocations.meeting_invitation, name="meeting_invitation"),
    path(f"{SEANCE}convocation/", convocations.meeting_convocation, name="meeting_convocation"),
    path(f"{SEANCE}convoquer/", meetings.meeting_convene, name="meeting_convene"),
    path(f"{SEANCE}tenue/", meetings.meeting_conclude, name="meeting_conclude"),
    path(f"{SEANCE}annuler/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{SEANCE}presences/", attendance.meeting_attendance, name="meeting_attendance"),
    path(
        f"{SEANCE}presences/<int:seat>/deport/",
        attendance.meeting_stand_down,
        name="meeting_stand_down",
    ),
    path(
        "seances/deports/<int:stand_down>/retirer/",
        attendance.meeting_stand_down_remove,
        name="meeting_stand_down_remove",
    ),
    path(f"{SEANCE}ouvrir/", attendance.meeting_open, name="meeting_open"),
    path(f"{SEANCE}invites/", guests.meeting_guest_add, name="meeting_guest_add"),
    path("seances/invites/<int:guest>/", guests.meeting_guest_edit, name="meeting_guest_edit"),
    path(
        "seances/invites/<int:guest>/retirer/",
        guests.meeting_guest_remove,
        name="meeting_guest_remove",
    ),
    path(
        "seances/decisions/<int:decision>/conseils/",
        routing.decision_councils,
        name="decision_councils",
    ),
    path(f"{SEANCE}releve/", records.meeting_record, name="meeting_record"),
    path(
        f"{SEANCE}releve/valider/", records.meeting_record_validate, name="meeting_record_validate"
    ),
    path(f"{SEANCE}releve/envoyer/", records.meeting_record_send, name="meeting_record_send"),
    path(f"{SEANCE}releve/amender/", records.meeting_amendment_add, name="meeting_amendment_add"),
    path(
        "seances/amendements/<int:amendment>/",
        records.meeting_amendment_answer,
        name="meeting_amendment_answer",
    ),
    path(f"{SEANCE}notes/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{SEANCE}decisions/", minutes.meeting_decision_add, name="meeting_decision_add"),
    path(f"{POINT}note/", minutes.meeting_note, name="meeting_note"),
    path(
        "seances/textes/<int:note_variant>/",
        minutes.meeting_note_settle,
        name="meeting_note_settle",
    ),
    path(
        "seances/decisions/<int:decision>/",
        minutes.meeting_decision_edit,
        name="meeting_decision_edit",
    ),
    path(
        "seances/decisions/<int:decision>/retirer/",
        minutes.meeting_decision_remove,
        name="meeting_decision_remove",
    ),
    path(f"{SEANCE}points/", agenda.meeting_item_add, name="meeting_item_add"),
    path(POINT, agenda.meeting_item_edit, name="meeting_item_edit"),
    path(f"{POINT}retirer/", agenda.meeting_item_remove, name="meeting_item_remove"),
]

DATES = "seances/dates/<int:date_poll>/"

poll_urls = [
    path("seances/dates/ajouter/", date_polls.date_poll_add, name="date_poll_add"),
    path(DATES, date_polls.date_poll, name="date_poll"),
    path(f"{DATES}corriger/", date_polls.date_poll_edit, name="date_poll_edit"),
    path(f"{DATES}abandonner/", date_polls.date_poll_drop, name="date_poll_drop"),
    path(f"{DATES}inviter/", date_poll_answers.date_poll_invite, name="date_poll_invite"),
    path(
        "seances/dates/repondre/<int:poll_invitee>/",
        date_poll_answers.date_poll_answer,
        name="date_poll_answer",
    ),
    path(
        "seances/dates/choisir/<int:poll_slot>/",
        date_polls.date_poll_choose,
        name="date_poll_choose",
    ),
]

CONSULTATION = "consultations/<int:consultation>/"

consultation_urls = [
    path("consultations/ajouter/", consultations.consultation_add, name="consultation_add"),
    path(CONSULTATION, consultations.consultation, name="consultation"),
    path(f"{CONSULTATION}corriger/", consultations.consultation_edit, name="consultation_edit"),
    path(f"{CONSULTATION}retirer/", consultations.consultation_drop, name="consultation_drop"),
    path(
        f"{CONSULTATION}inviter/",
        consultations.consultation_invite,
        name="consultation_invite",
    ),
    path(
        "consultations/repondre/<int:consulted_seat>/",
        consultations.consultation_answer,
        name="consultation_answer",
    ),
]

DECISION = "decisions-conjointes/<int:joint_decision>/"
CONSEIL = "decisions-conjointes/conseils/<int:deliberation>/"

decision_urls = [
    path("decisions-conjointes/", joint_decisions.joint_decisions, name="joint_decisions"),
    path(
        "decisions-conjointes/liste/",
        joint_decisions.joint_decision_list,
        name="joint_decision_list",
    ),
    path(
        "decisions-conjointes/ajouter/",
        routing.joint_decision_add,
        name="joint_decision_add",
    ),
    path(
        "decisions-conjointes/calendrier/",
        joint_decision_calendar.joint_decision_calendar,
        name="joint_decision_calendar",
    ),
    path(
        "decisions-conjointes/relances/",
        joint_decision_reminders.joint_decision_reminders,
        name="joint_decision_reminders",
    ),
    path(DECISION, joint_decisions.joint_decision, name="joint_decision"),
    path(f"{DECISION}corriger/", joint_decisions.joint_decision_edit, name="joint_decision_edit"),
    path(
        f"{DECISION}texte/",
        joint_decisions.joint_decision_text_add,
        name="joint_decision_text_add",
    ),
    path(
        f"{DECISION}structures/",
        joint_decisions.joint_decision_councils_add,
        name="joint_decision_councils_add",
    ),
    path(f"{DECISION}envoi/", joint_decisions.joint_decision_send, name="joint_decision_send"),
    path(
        f"{DECISION}reponses/",
        council_answers.joint_decision_collect,
        name="joint_decision_collect",
    ),
    path(f"{DECISION}liens/", council_answers.joint_decision_links, name="joint_decision_links"),
]
council_urls = [
    path(CONSEIL, deliberations.joint_decision_council, name="joint_decision_council"),
    path(
        f"{CONSEIL}calendrier/",
        deliberations.joint_decision_council_edit,
        name="joint_decision_council_edit",
    ),
    path(f"{CONSEIL}reponse/", deliberations.joint_decision_answer, name="joint_decision_answer"),
    path(f"{CONSEIL}demander/", deliberations.joint_decision_ask, name="joint_decision_ask"),
    path(f"{CONSEIL}acte/", deliberations.joint_decision_act, name="joint_decision_act"),
    path(f"{CONSEIL}sortir/", deliberations.joint_decision_leave, name="joint_decision_leave"),
    path(
        f"{CONSEIL}reprendre/",
        deliberations.joint_decision_succeed,
        name="joint_decision_succeed",
    ),
]

ENGAGEMENT = "engagements/<int:commitment>/"

commitment_urls = [
    path("engagements/", commitments.commitments, name="commitments"),
    path("engagements/ajouter/", commitments.commitment_add, name="commitment_add"),
    path(ENGAGEMENT, commitments.commitment, name="commitment"),
    path(f"{ENGAGEMENT}corriger/", commitments.commitment_edit, name="commitment_edit"),
    path(f"{ENGAGEMENT}etape/", commitments.commitment_step, name="commitment_step"),
    path(f"{ENGAGEMENT}demander/", answer_commitment.commitment_ask, name="commitment_ask"),
    path("engagements/qui-doit-quoi/", my_commitments.my_commitments, name="my_commitments"),
]

REGISTRE = "decisions/<int:decision>/"

register_urls = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/ajouter/", decisions.decision_add, name="decision_add"),
    path(REGISTRE, decisions.decision, name="decision"),
    path(f"{REGISTRE}corriger/", decisions.decision_edit, name="decision_edit"),
    path(f"{REGISTRE}options/", decisions.decision_option_add, name="decision_option_add"),
    path(
        "decisions/options/<int:decision_option>/",
        decisions.decision_option_edit,
        name="decision_option_edit",
    ),
    path("politique-ou-technique/", routing.routing, name="routing"),
    path("politique-ou-technique/ajouter/", routing.routing_add, name="routing_add"),
    path("politique-ou-technique/<int:decision>/", routing.routing_edit, name="routing_edit"),
]

urlpatterns = [
    *body_urls,
    *nomination_urls,
    *lead_urls,
    *agreement_urls,
    *amendment_urls,
    *form_urls,
    *poll_urls,
    *consultation_urls,
    *meeting_urls,
    *decision_urls,
    *council_urls,
    *commitment_urls,
    *register_urls,
]
