"""Which structures may an officer's table name, and who acts in each?"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.ground.directory.models import Mandate, Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.words import followed_by
from maillage.trade.governance.bodies.table.places import KnownPerson, KnownPlace, person_key


def known_places(cooperation_id: int, others: Iterable[int] = ()) -> list[KnownPlace]:
    """The members of a cooperation and these other structures, with who acts there."""
    members = Member.objects.filter(in_force(), cooperation=cooperation_id)
    current = set(members.values_list("organisation", flat=True))
    people = _people(current | set(others))
    rows = Organisation.objects.filter(pk__in=current | set(others)).select_related("successor")
    return [
        KnownPlace(
            one.pk,
            one.name,
            one.short_name,
            "" if one.pk in current else _gone(one),
            tuple(people.get(one.pk, {}).values()),
        )
        for one in rows.order_by("folded", "pk")
    ]


def _people(organisations: Iterable[int]) -> dict[int, dict[int, KnownPerson]]:
    """Those who act now in each of these structures, each person once."""
    rows = Mandate.objects.filter(in_force(), organisation__in=organisations)
    found: dict[int, dict[int, KnownPerson]] = {}
    for one in rows.select_related("person").order_by("pk"):
        name = str(one.person)
        known = KnownPerson(one.person_id, person_key(name), name)
        found.setdefault(one.organisation_id, {})[one.person_id] = known
    return found


def _gone(organisation: Organisation) -> str:
    left = _("Cette structure n’est plus membre : corrigez le nom, ou ajoutez-la.")
    return followed_by(organisation) or left
