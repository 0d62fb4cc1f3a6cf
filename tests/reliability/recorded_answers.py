"""Every answer that the house records, where it is given, and what two people say of one thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.ground.directory.models import Organisation
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.makers import make_mandate, make_person
from tests.registry import url_arguments
from tests.trade.context.makers import make_heading_step
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_presence,
    make_seat,
    make_spoken_seat,
)

LINK = "link:"
FIRST, LAST = "(the first offered)", "(the last offered)"
ENDED = ("replaced_at", "withdrawn_at", "ended_at", "revoked_at", "until")
Numbers = Callable[[Cooperation], list[object]]


@dataclass(frozen=True)
class Way:
    """A page on which the answer is given: its name, or the purpose of a link, and by whom.

    `wants_change` when its form asks for one answer at least that is not recorded yet.
    """

    name: str
    role: str = "officer"
    query: str = ""
    wants_change: bool = False

    def url(self, cooperation: Cooperation, numbers: list[object]) -> str:
        """Its address for what these numbers name."""
        if self.name.startswith(LINK):
            purpose, target = self.name.removeprefix(LINK), numbers[-1]
            assert isinstance(target, int)
            return path_of(
                make_answer_link(cooperation=cooperation, purpose=purpose, target=target)
            )
        return reverse(self.name, args=[cooperation.slug, *numbers]) + self.query


@dataclass(frozen=True)
class Side:
    """What one of the two types, by field or beginning of field, and how it reads once recorded."""

    typed: Mapping[str, str]
    reads: str

    @property
    def words(self) -> list[str]:
        """What was typed freely: it is never lost."""
        return [word for word in self.typed.values() if word[-1] == "."]


@dataclass(frozen=True)
class Recorded:
    """A kind of row that answers: what it is about, the pages where it is given, the two sides.

    `together` says how many rows stand where both are taken, none being told to be second.
    """

    model: str
    about: Numbers
    ways: tuple[Way, ...]
    sides: tuple[Side, Side]
    together: int = 0

    @property
    def rows(self) -> QuerySet[Model]:
        """The rows of this kind that stand."""
        model = apps.get_model(self.model)
        names = {field.name for field in model._meta.concrete_fields}
        ended = {f"{name}__isnull": True for name in ENDED if name in names}
        records: QuerySet[Model] = model._default_manager.filter(**ended)
        return records


def made(*names: str) -> Numbers:
    """The numbers of what these arguments of addresses name, made in the cooperation."""
    return lambda place: [url_arguments()[name].make(place) for name in names]


def _meeting_of_a_structure(place: Cooperation) -> list[object]:
    _presence(place)
    return [a_meeting_of(place).pk]


def _structure_among_members(place: Cooperation) -> list[object]:
    _two_members(place)
    return [url_arguments()["organisation"].make(place)]


def _heading(place: Cooperation) -> list[object]:
    make_heading_step(cooperation=place)
    return []


def _presence(place: Cooperation) -> list[object]:
    seat = make_spoken_seat(cooperation=place)
    return [make_presence(meeting=a_meeting_of(place), seat=seat).pk]


def _meeting_with_a_seat(place: Cooperation) -> list[object]:
    meeting = a_meeting_of(place)
    make_seat(body=meeting.body)
    return [meeting.pk]


def _meeting_and_seat(place: Cooperation) -> list[object]:
    meeting = a_meeting_of(place)
    make_agenda_item(meeting=meeting)
    return [meeting.pk, make_seat(body=meeting.body).pk]


def _seat_of_two_people(place: Cooperation) -> list[object]:
    seat = make_spoken_seat(cooperation=place)
    for name in ("Gaborit", "Vrignaud"):
        person = make_person(workspace=place.workspace, family_name=name)
        assert isinstance(seat.organisation, Organisation)
        make_mandate(person=person, organisation=seat.organisation)
    return [seat.pk]


def _two_members(place: Cooperation) -> list[object]:
    for name in ("Commune de Bouin", "Commune de Machecoul"):
        make_member_actor(cooperation=place, name=name)
    return []


def _access_among_members(place: Cooperation) -> list[object]:
    _two_members(place)
    return [url_arguments()["access"].make(place)]


LISE, PAUL = "Lise Vrignaud", "Paul Hervé"
DAY = "20/11/2026"
PHONED = {"means": "phone"}
READ = {"source_kind": "interview", "source_on": DAY, "source_who": "le secrétariat"}
NOMINATION = {
    "titulaire_given_name": "Inès",
    "titulaire_function": "maire",
    "told_by": LISE,
    **PHONED,
}


def two(common: Mapping[str, str], *sides: tuple[Mapping[str, str], str]) -> tuple[Side, Side]:
    """The two sides, with what both type."""
    first, second = (Side({**common, **typed}, reads) for typed, reads in sides)
    return first, second


RECORDED = (
    Recorded(
        "governance.DateAnswer",
        made("poll_invitee"),
        (Way("governance:date_poll_answer"), Way("link:dates")),
        two(
            PHONED,
            ({"slot-": "yes", "told_by": LISE}, ": oui ("),
            ({"slot-": "no", "told_by": PAUL}, ": non ("),
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
            ({"choice": "for", "told_by": LISE, "words": "Enfin."}, ": pour ("),
            ({"choice": "against", "told_by": PAUL, "words": "Trop tôt."}, ": contre ("),
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
        "governance.Amendment",
        _presence,
        (Way("link:record"),),
        two(
            {},
            ({"text": "Ajouter la clé.", "told_by": LISE}, "Ajouter la clé."),
            ({"text": "Retirer la clé.", "told_by": PAUL}, "Retirer la clé."),
        ),
        together=2,
    ),
    Recorded(
        "governance.Amendment",
        _meeting_of_a_structure,
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
        _meeting_with_a_seat,
        (Way("governance:meeting_attendance"),),
        two(
            {},
            ({"standing": "present", "note": "à 9 h"}, "présent"),
            ({"standing": "absent", "note": "sans mot"}, "absent"),
        ),
    ),
    Recorded(
        "governance.StandDown",
        _meeting_and_seat,
        (Way("governance:meeting_stand_down"),),
        two({"item": LAST}, ({"note": "conseil"}, ""), ({"note": "association"}, "")),
        together=1,
    ),
    Recorded(
        "governance.Holder",
        _seat_of_two_people,
        (Way("governance:body_holder_add"),),
        two(
            {"kind": "titulaire"},
            ({"person": FIRST, "source": "délibération"}, "Gaborit"),
            ({"person": LAST, "source": "courrier"}, "Vrignaud"),
        ),
    ),
    Recorded(
        "governance.LeadPartner",
        _two_members,
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
        _two_members,
        (Way("actors:posture_add"),),
        two(
            READ | {"actor": LAST, "subject": "coop"},
            ({"attitude": "driver", "said": "Elle convoque."}, "impulseur"),
            ({"attitude": "hostile", "said": "Elle bloque."}, "hostile"),
        ),
    ),
    Recorded(
        "context.NatureReading",
        _two_members,
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
        _access_among_members,
        (Way("directory:member_speaker"),),
        two({}, ({"organisations": FIRST}, ""), ({"organisations": LAST}, "")),
        together=2,
    ),
    Recorded(
        "directory.Competence",
        _structure_among_members,
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
        _heading,
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
    "actors.Subject": OF_ITS_OWNER,
    "cooperations.Access": "it is no answer: it is given",
    "dialogue.ConflictHeat": "each degree stays on the line of its conflict, beside the others",
    "directory.Grouping": UNIQUE_NAME,
    "directory.Member": "it is no answer: a structure enters once",
    "directory.Organisation": UNIQUE_NAME,
    "documents.Template": "it is a file: what was in use when it was given is read again",
    "governance.Body": UNIQUE_NAME,
    "governance.CalendarFeed": "one address is opened by one access",
    "governance.DecisionOption": OF_ITS_OWNER,
    "governance.Deliberation": OF_ITS_OWNER,
    "governance.PollInvitee": OF_ITS_OWNER,
    "governance.PollSlot": OF_ITS_OWNER,
    "governance.SeatCall": "its answer is whom it names, `governance.Nominee`",
    "stakes.Stake": UNIQUE_NAME,
    "territories.Membership": OF_ITS_OWNER,
    "territories.Territory": UNIQUE_NAME,
}
