"""Every answer that the house records, where it is given, and what two people say of one thing."""

from datetime import date

from tests.reliability.answer_places import (
    DAY,
    FIRST,
    LAST,
    LISE,
    NOMINATION,
    PAUL,
    PHONED,
    READ,
    Recorded,
    Way,
    access_among_members,
    funder_of_a_call,
    heading,
    made,
    meeting_and_seat,
    meeting_of_a_structure,
    meeting_with_a_seat,
    party_of_a_draft,
    party_to_sign,
    presence,
    seat_of_two_people,
    structure_among_members,
    two,
    two_members,
    voice_of_a_call,
)

RECORDED = (
    Recorded(
        "governance.DateAnswer",
        made("poll_invitee"),
        (Way("governance:date_poll_answer"), Way("link:dates")),
        two(
            PHONED,
            ({"slot-": "yes", "told_by": LISE, "said_by": LISE}, ": oui ("),
            ({"slot-": "no", "told_by": PAUL, "said_by": PAUL}, ": non ("),
        ),
    ),
    Recorded(
        "governance.DateAnswer",
        made("poll_invitee"),
        (Way("governance:date_poll_answer", "partner"),),
        two({}, ({"slot-": "yes"}, ": oui ("), ({"slot-": "no"}, ": non (")),
    ),
    Recorded(
        "governance.Opinion",
        made("consulted_seat"),
        (Way("governance:consultation_answer"), Way("link:consultation")),
        two(
            PHONED,
            ({"choice": "for", "told_by": LISE, "said_by": LISE, "words": "Enfin."}, ": pour ("),
            (
                {"choice": "against", "told_by": PAUL, "said_by": PAUL, "words": "Trop tôt."},
                ": contre (",
            ),
        ),
    ),
    Recorded(
        "governance.Answer",
        made("deliberation"),
        (Way("governance:joint_decision_answer"), Way("link:vote")),
        two(
            PHONED | {"voted_on": DAY},
            ({"vote": "adopted", "told_by": LISE, "said_by": LISE}, "adoptée"),
            ({"vote": "refused", "told_by": PAUL, "said_by": PAUL}, "refusée"),
        ),
    ),
    Recorded(
        "governance.Nominee",
        made("seat_call"),
        (Way("governance:nomination_answer"), Way("link:names")),
        two(
            NOMINATION,
            ({"titulaire_family_name": "Gaborit"}, "Gaborit"),
            ({"titulaire_family_name": "Hervouet"}, "Hervouet"),
        ),
    ),
    Recorded(
        "governance.CommitmentStep",
        made("commitment"),
        (Way("governance:commitment_step"), Way("link:engagement")),
        two(
            PHONED | {"on": DAY},
            ({"kind": "promised", "told_by": LISE, "said_by": LISE}, "promis"),
            (
                {"kind": "withdrawn", "told_by": PAUL, "said_by": PAUL, "note": "Trop cher."},
                "retir",
            ),
        ),
    ),
    Recorded(
        "funding.LineStep",
        made("funding_line"),
        (Way("funding:line_step"),),
        two(
            {"on": DAY, "means": "act"},
            ({"kind": "paid", "amount_cents": "500", "act_number": "Mandat 12"}, "Mandat 12"),
            ({"kind": "lapsed", "act_number": "Courrier 3"}, "Courrier 3"),
        ),
        where={"on": date(2026, 11, 20)},
    ),
    Recorded(
        "governance.AgreementRemark",
        party_of_a_draft,
        (Way("link:agreement_remark"),),
        two(
            {},
            ({"remark_": "Précisez le loyer.", "said_by": LISE}, "pendant que vous écriviez"),
            ({"remark_": "Et la durée ?", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
    ),
    Recorded(
        "governance.AgreementParty",
        party_to_sign,
        (Way("link:agreement_signature"),),
        two(
            {"signed_on": DAY},
            ({"signed_by": "Le maire", "said_by": LISE}, "pendant que vous écriviez"),
            ({"signed_by": "La maire", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
        where={"signed_on": date(2026, 11, 20)},
    ),
    Recorded(
        "funding.ContributionReceipt",
        made("contribution"),
        (Way("funding:receipt_add"),),
        two(
            {"on": DAY, "means": "act"},
            ({"cents": "500", "how": "Virement 12"}, "Virement 12"),
            ({"cents": "300", "how": "Mandat 3"}, "Mandat 3"),
        ),
        together=2,
    ),
    Recorded(
        "evaluation.BalanceReading",
        made("balance_reading"),
        (Way("link:balance_reading"),),
        two(
            {},
            ({"words": "Les trajets manquent.", "said_by": LISE}, "pendant que vous écriviez"),
            ({"words": "La halle aussi.", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
        where={"said_by__gt": ""},
    ),
    Recorded(
        "plan.ShareAnswer",
        made("share"),
        (Way("plan:share_answer"), Way("link:share")),
        two(
            PHONED,
            ({"answer": "accepted", "told_by": LISE, "said_by": LISE}, "acceptée"),
            (
                {"answer": "refused", "told_by": PAUL, "said_by": PAUL, "words": "Trop tôt."},
                "refusée",
            ),
        ),
    ),
    Recorded(
        "plan.ShareAnswer",
        made("share"),
        (Way("plan:share_answer", "partner"),),
        two({}, ({"answer": "accepted"}, "acceptée"), ({"answer": "refused"}, "refusée")),
    ),
    Recorded(
        "context.DutyPiece",
        made("duty_piece"),
        (Way("link:duty_piece"),),
        two(
            {},
            ({"note": "Le bilan est au vote.", "said_by": LISE}, "pendant que vous écriviez"),
            ({"note": "Rien avant mars.", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
        where={"told_by__gt": ""},
    ),
    Recorded(
        "plan.Exchange",
        made("project"),
        (Way("link:holder"),),
        two(
            {},
            ({"next_step": "Choisir l’architecte", "said_by": LISE}, "pendant que vous écriviez"),
            ({"next_step": "Voter le plan", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
    ),
    Recorded(
        "plan.Ballot",
        made("candidacy"),
        (Way("plan:candidacy_mark"),),
        two(
            PHONED,
            ({"mark_": "3", "told_by": LISE}, ""),
            ({"mark_": "1", "told_by": PAUL}, ""),
        ),
    ),
    Recorded(
        "plan.Ballot",
        voice_of_a_call,
        (Way("link:scores"),),
        two({}, ({"mark_": "3", "said_by": LISE}, ""), ({"mark_": "1", "said_by": PAUL}, "")),
    ),
    Recorded(
        "plan.FunderOpinion",
        funder_of_a_call,
        (Way("link:opinion"),),
        two(
            {},
            ({"opinion": "favourable", "said_by": LISE}, ""),
            ({"opinion": "reserved", "said_by": PAUL, "conditions": "Un agrément."}, ""),
        ),
    ),
    Recorded(
        "plan.FunderOpinion",
        made("candidacy"),
        (Way("plan:candidacy_opinion"),),
        two(
            PHONED,
            ({"opinion": "favourable", "told_by": LISE}, "favorable"),
            (
                {"opinion": "reserved", "told_by": PAUL, "conditions": "Un agrément."},
                "sous réserve",
            ),
        ),
    ),
    Recorded(
        "governance.Amendment",
        presence,
        (Way("link:record"),),
        two(
            {},
            ({"text": "Ajouter la clé.", "said_by": LISE}, "Ajouter la clé."),
            ({"text": "Retirer la clé.", "said_by": PAUL}, "Retirer la clé."),
        ),
        together=2,
    ),
    Recorded(
        "governance.Amendment",
        meeting_of_a_structure,
        (Way("governance:meeting_amendment_add"),),
        two(
            {"organisation": LAST},
            ({"text": "Ajouter la clé."}, "Ajouter la clé."),
            ({"text": "Retirer la clé."}, "Retirer la clé."),
        ),
        together=2,
    ),
    Recorded(
        "governance.Presence",
        meeting_with_a_seat,
        (Way("governance:meeting_attendance"),),
        two(
            {},
            ({"standing": "present", "note": "à 9 h"}, "présent"),
            ({"standing": "absent", "note": "sans mot"}, "absent"),
        ),
    ),
    Recorded(
        "governance.StandDown",
        meeting_and_seat,
        (Way("governance:meeting_stand_down"),),
        two(
            {"item": LAST, "kind": "interest"},
            ({"note": "conseil"}, ""),
            ({"note": "association"}, ""),
        ),
        together=1,
    ),
    Recorded(
        "governance.Holder",
        seat_of_two_people,
        (Way("governance:body_holder_add"),),
        two(
            {"kind": "titulaire"},
            ({"person": FIRST, "source": "délibération"}, "Gaborit"),
            ({"person": LAST, "source": "courrier"}, "Vrignaud"),
        ),
    ),
    Recorded(
        "governance.LeadPartner",
        two_members,
        (Way("governance:lead_partner_add"),),
        two(
            {"about": "cooperation"},
            ({"organisation": FIRST, "scope": "le secrétariat"}, "Bouin"),
            ({"organisation": LAST, "scope": "la comptabilité"}, "Machecoul"),
        ),
    ),
    Recorded(
        "actors.Position",
        made("stake", "actor"),
        (Way("stakes:position_cell"),),
        two(
            READ,
            ({"value": "4", "said": "Elle y tient."}, "Elle y tient."),
            ({"value": "-1", "said": "Elle hésite."}, "Elle hésite."),
        ),
    ),
    Recorded(
        "actors.Position",
        made("position_ask"),
        (Way("stakes:position_answer", "partner", wants_change=True), Way("link:positions")),
        two(
            {},
            ({"value_": "4", "words_": "Oui.", "said_by": LISE}, "pendant que vous répondiez"),
            (
                {"value_": "1", "words_": "Peut-être.", "said_by": PAUL},
                "pendant que vous répondiez",
            ),
        ),
    ),
    Recorded(
        "actors.Position",
        made("asked_actor"),
        (Way("stakes:theme_priority_answer", "partner", wants_change=True), Way("link:priorities")),
        two(
            {},
            ({"value_": "4", "said": "Vite.", "said_by": LISE}, "pendant que vous écriviez"),
            ({"value_": "1", "said": "Plus tard.", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
    ),
    Recorded(
        "stakes.FindingReading",
        made("finding", "structure"),
        (Way("stakes:finding_cell"),),
        two(
            READ,
            ({"verdict": "agreed", "said": "C’est ainsi."}, "d’accord"),
            ({"verdict": "contested", "said": "Pas chez nous."}, "autrement"),
        ),
    ),
    Recorded(
        "stakes.FindingReading",
        made("structure"),
        (Way("stakes:finding_answer", "partner", wants_change=True), Way("link:findings")),
        two(
            {},
            ({"verdict_": "agreed", "said_by": LISE}, "pendant que vous"),
            (
                {"verdict_": "contested", "words_": "Pas chez nous.", "said_by": PAUL},
                "pendant que vous",
            ),
        ),
    ),
    Recorded(
        "actors.Influence",
        made("actor", "target"),
        (Way("actors:influence_map_cell"),),
        two(
            READ,
            ({"strength": "0", "said": "Rien à voir."}, "« rien »"),
            ({"strength": "4", "said": "Elle en dépend."}, "existence"),
        ),
    ),
    Recorded(
        "actors.Posture",
        two_members,
        (Way("actors:posture_add"),),
        two(
            READ | {"actor": LAST, "subject": "coop"},
            ({"attitude": "driver", "said": "Elle convoque."}, "impulseur"),
            ({"attitude": "hostile", "said": "Elle bloque."}, "hostile"),
        ),
    ),
    Recorded(
        "context.NatureReading",
        two_members,
        (Way("context:nature_add"),),
        two(
            READ | {"actor": LAST},
            ({"nature": "wished", "said": "Elle y tient."}, "souhaité"),
            ({"nature": "imposed", "said": "La loi l’oblige."}, "imposé"),
        ),
    ),
    Recorded(
        "dialogue.OptionAnswer",
        made("asked_party"),
        (Way("dialogue:option_answer", "partner", wants_change=True), Way("link:options")),
        two(
            {},
            ({"stance_": "yes", "said_by": LISE}, "pendant que vous écriviez"),
            ({"stance_": "refusal", "said_by": PAUL}, "pendant que vous écriviez"),
        ),
    ),
    Recorded(
        "dialogue.OptionAnswer",
        made("compromise_option"),
        (Way("dialogue:compromise_answer"),),
        two(
            READ | {"actor": LAST},
            ({"stance": "yes", "said": "Elle s’y fait."}, "oui"),
            ({"stance": "refusal", "said": "Jamais."}, "non"),
        ),
    ),
    Recorded(
        "directory.Mandate",
        made("organisation"),
        (Way("link:card"),),
        two(
            {"function": "secrétariat"},
            ({"family_name": "Vrignaud", "given_name": "Lise", "said_by": LISE}, ""),
            ({"family_name": "Hervé", "given_name": "Paul", "said_by": PAUL}, ""),
        ),
    ),
    Recorded(
        "directory.Spokesperson",
        access_among_members,
        (Way("directory:member_speaker"),),
        two({}, ({"organisations": FIRST}, ""), ({"organisations": LAST}, "")),
        together=2,
    ),
    Recorded(
        "directory.Competence",
        structure_among_members,
        (Way("directory:competence_matrix_edit", query="?competence=eau"),),
        two(
            {"domain": "eau"},
            ({"state": "held", "since": "01/01/2024"}, "détenue"),
            ({"state": "transferred", "since": "01/01/2025", "holder": LAST}, "transférée"),
        ),
    ),
    Recorded(
        "context.SignalAnswer",
        made("signal"),
        (Way("context:signal_answer"),),
        two(
            {},
            ({"answer": "hold", "reason": "Rien ne change."}, "Rien ne change."),
            ({"answer": "adapt", "reason": "Tout change."}, "Tout change."),
        ),
    ),
    Recorded(
        "context.HeadingStep",
        heading,
        (Way("context:heading_amend", wants_change=True),),
        two(
            {"course": "adapted", "why": "Le vote du budget.", "changed": "La date."},
            ({"statement": "Tenir la clé."}, "Tenir la clé."),
            ({"statement": "Revoir la clé."}, "Revoir la clé."),
        ),
    ),
    Recorded(
        "missions.Declaration",
        made("leaf"),
        (Way("missions:mission_declare"),),
        two(
            {},
            ({"saying": "done", "reason": "Fait."}, ""),
            ({"saying": "todo", "reason": "À faire."}, ""),
        ),
        together=1,
    ),
)

UNIQUE_NAME = "it is no answer: two of one name are refused"
OF_ITS_OWNER = "it is no answer: it is written with what it belongs to"
NO_ANSWER = {
    "governance.ArticleAmendment": "each proposal stays on its article, beside the others",
    "actors.Subject": OF_ITS_OWNER,
    "context.Public": UNIQUE_NAME,
    "context.Scheme": "one of its own is in force: a second is refused",
    "cooperations.Access": "it is no answer: it is given",
    "dialogue.ConflictHeat": "each degree stays on the line of its conflict, beside the others",
    "directory.Grouping": UNIQUE_NAME,
    "directory.Member": "it is no answer: a structure enters once",
    "directory.Organisation": UNIQUE_NAME,
    "documents.Template": "it is a file: what was in use when it was given is read again",
    "funding.Contribution": "a second one of its origin in the year is refused",
    "funding.CheckReason": "the last one stands, an earlier one is withdrawn and stays",
    "funding.FundingLine": "a second line of one funder and scheme is refused",
    "funding.FundingPlan": UNIQUE_NAME,
    "governance.Body": UNIQUE_NAME,
    "governance.CalendarFeed": "one address is opened by one access",
    "governance.DecisionOption": OF_ITS_OWNER,
    "governance.Deliberation": OF_ITS_OWNER,
    "governance.PollInvitee": OF_ITS_OWNER,
    "governance.PollSlot": OF_ITS_OWNER,
    "governance.SeatCall": "its answer is whom it names, `governance.Nominee`",
    "plan.Action": UNIQUE_NAME,
    "plan.ActionScheme": OF_ITS_OWNER,
    "plan.FicheVersion": "a version is composed: a later one replaces it",
    "plan.Objective": UNIQUE_NAME,
    "plan.ProgressNote": "each piece of news stays beside the others",
    "plan.Share": "a second open part is refused",
    "stakes.Stake": UNIQUE_NAME,
    "territories.Membership": OF_ITS_OWNER,
    "territories.Territory": UNIQUE_NAME,
}
