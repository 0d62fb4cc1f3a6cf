"""What is known of one person, and what would go with them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import MOST_WORDS, fold
from maillage.core.personal import Chapter, Somebody, marks_of
from maillage.foundation.cooperations.models import Access, Workspace
from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Actor, Member
from maillage.ground.directory.records.models.people import (
    Availability,
    Mandate,
    Person,
    Reliability,
)
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.words import quality, until_words


def somebody_of(person: Person) -> Somebody:
    """The person as the other rooms look for them."""
    contacts = list(Contact.objects.filter(person=person))
    return Somebody(
        number=person.pk,
        workspace_id=person.workspace_id,
        sheet=person.sheet_key,
        name=str(person),
        marks=marks_of(person.family_name, [contact.value for contact in contacts]),
        emails=tuple(one.value for one in contacts if one.kind == ContactKind.EMAIL),
    )


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A record past its day: the person, what they were last, and why it is past."""

    person: Person
    was: str
    since: str


def due_records(people: Iterable[Person]) -> list[DueRecord]:
    """The records with the last mandate of each, in two queries."""
    due_people = list(people)
    rows = Mandate.objects.filter(person__in=due_people).select_related("organisation")
    last = {one.person_id: one for one in rows.order_by(F("until").asc(nulls_last=True), "pk")}
    return [
        DueRecord(one, _was_words(last.get(one.pk)), _past_words(one, last.get(one.pk)))
        for one in due_people
    ]


def _was_words(mandate: Mandate | None) -> str:
    if mandate is None:
        return ""
    return ", ".join(part for part in (mandate.function, str(mandate.organisation)) if part)


def _past_words(person: Person, mandate: Mandate | None) -> str:
    if person.retained_until:
        return _("fiche gardée jusqu’au %(day)s") % {"day": french.long_date(person.retained_until)}
    if mandate is not None and mandate.until:
        until = until_words(mandate.until, mandate.until_precision)
        return _("dernier mandat %(until)s") % {"until": until}
    day = french.long_date(timezone.localdate(person.recorded_at))
    return _("aucun mandat, fiche du %(day)s") % {"day": day}


@dataclass(frozen=True)
class ErasedCounts:
    """What an erasure takes away, in words after the name, and whether a seat is held now."""

    words: str
    is_in_office: bool


def erased_counts(person: Person) -> ErasedCounts:
    """How many rows go with the person, those of all cooperations but the confidential ones."""
    mandates = Mandate.objects.filter(person=person)
    counts = (
        (_("son mandat"), _("ses %(n)s mandats"), mandates.count()),
        (_("sa coordonnée"), _("ses %(n)s coordonnées"), person.contacts.count()),
        (_("son savoir-faire"), _("ses %(n)s savoir-faire"), person.skills.count()),
        (
            _("sa place de point de contact"),
            _("ses %(n)s places de point de contact"),
            Member.objects.filter(contact=person).count(),
        ),
    )
    parts = [
        (one if count == 1 else several) % {"n": french.number(count)}
        for one, several, count in counts
        if count
    ]
    seated = mandates.filter(in_force(), kind__in=(MandateKind.ELECTED, MandateKind.TITULAIRE))
    return ErasedCounts("".join(f", {part}" for part in parts), seated.exists())


def own_chapters(access: Access, person: Person) -> list[Chapter]:
    """What the directory tells this reader of the person."""
    return [
        *shared_chapters(person),
        _times(Availability.objects.visible_to(access).filter(person=person)),
        _facts(Reliability.objects.visible_to(access).filter(person=person)),
        _memberships(access, person),
    ]


def shared_chapters(person: Person) -> list[Chapter]:
    """What the workspace holds of the person, that no cooperation owns."""
    return [
        _identity(person),
        _contacts(person),
        _mandates(person),
        _referrals(person),
        _skills(person),
    ]


def identity_first(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters in the order of their rooms, after who the person is."""
    identity = _("Identité")
    return sorted(chapters, key=lambda one: one.title != identity)


def account_chapter(workspace: Workspace, emails: Sequence[str]) -> Chapter:
    """The account that bears one of these addresses, and its accesses in the workspace."""
    lower = [email.lower() for email in emails]
    accesses = Access.objects.filter(cooperation__workspace=workspace, user__email__in=lower)
    rows = [
        (
            one.user.email,
            str(one.cooperation),
            str(one.get_role_display()),
            day(one.ended_at),
        )
        for one in accesses.select_related("user", "cooperation").order_by("pk")
    ]
    headers = (_("Courriel"), _("Coopération"), _("Rôle"), _("Jusqu’au"))
    return Chapter(_("Compte et accès"), headers, rows)


def people_of(workspace: Workspace) -> QuerySet[Person]:
    """Everybody whom the workspace knows, for its administrators."""
    return Person.objects.filter(workspace=workspace)


def people_to_answer(workspace: Workspace, typed: str, most: int) -> list[Person]:
    """The people of the workspace who bear this name, or are reached there, by name."""
    words = fold(typed).split()[:MOST_WORDS]
    if not words:
        return []
    people = people_of(workspace)
    reached = Contact.objects.filter(person=OuterRef("pk"), value__iexact=typed.strip())
    condition = Q()
    for word in words:
        condition &= Q(folded__contains=word)
    return list(people.filter(condition | Q(Exists(reached))).order_by("folded", "pk")[:most])


def _identity(person: Person) -> Chapter:
    rows = (
        (_("Civilité"), person.civility),
        (_("Prénom"), person.given_name),
        (_("Nom"), person.family_name),
        (_("Source"), person.source),
        (_("Saisie le"), day(person.recorded_at)),
        (_("Informée le"), day(person.informed_on)),
        (_("Informée comment"), person.informed_how),
        (_("À revoir le"), day(person.retained_until)),
        (_("Gardée parce que"), person.retained_for),
    )
    return Chapter(_("Identité"), (_("Rubrique"), _("Valeur")), [row for row in rows if row[1]])


def _contacts(person: Person) -> Chapter:
    rows = [(str(one.get_kind_display()), one.value) for one in person.contacts.all()]
    return Chapter(_("Coordonnées"), (_("Moyen"), _("Coordonnée")), rows)


def _mandates(person: Person) -> Chapter:
    headers = (
        _("Structure"),
        _("Qualité"),
        _("Fonction"),
        _("Instance"),
        _("Depuis"),
        _("Jusqu’au"),
        _("Précisions"),
    )
    rows = [
        (
            str(one.organisation),
            quality(one.kind, person.civility),
            ", ".join(part for part in (one.function, one.theme) if part),
            ", ".join(part for part in (one.body, one.college, one.voice) if part),
            day(one.since),
            day(one.until),
            one.notes,
        )
        for one in person.mandates.select_related("organisation").order_by("since", "pk")
    ]
    return Chapter(_("Mandats"), headers, rows)


def _referrals(person: Person) -> Chapter:
    mandates = person.mandates.prefetch_related("referrals")
    rows = [(one.topic, str(one.rank)) for mandate in mandates for one in mandate.referrals.all()]
    return Chapter(_("Qui appeler pour quoi"), (_("L’appeler pour"), _("Rang")), rows)


def _skills(person: Person) -> Chapter:
    rows = [(skill.name,) for skill in person.skills.order_by("name", "pk")]
    return Chapter(_("Savoir-faire"), (_("Savoir-faire"),), rows)


def _times(times: Iterable[Availability]) -> Chapter:
    rows = [(one.in_words, day(one.since), day(one.until), day(one.confirmed_on)) for one in times]
    headers = (_("Disponibilité"), _("Depuis"), _("Jusqu’au"), _("Confirmée le"))
    return Chapter(_("Disponibilités"), headers, rows)


def _facts(facts: Iterable[Reliability]) -> Chapter:
    rows = [(one.fact, one.source, day(one.observed_on), day(one.expires_on)) for one in facts]
    headers = (_("Fait observé"), _("Source"), _("Observé le"), _("À effacer le"))
    return Chapter(_("Fiabilité"), headers, rows)


def _memberships(access: Access, person: Person) -> Chapter:
    members = Member.objects.filter(contact=person, cooperation=access.cooperation_id)
    rows = [(str(one.organisation), _("point de contact")) for one in members]
    acts = Actor.objects.filter(person=person, cooperation=access.cooperation_id).exists()
    rows += [(str(access.cooperation), _("acteur de la coopération"))] if acts else []
    return Chapter(_("Places dans la coopération"), (_("Où"), _("Place")), rows)


def day(moment: object) -> str:
    """The day as the export holds it: 2026-05-04, which a page writes in French; or nothing."""
    return str(moment)[:10] if moment else ""
