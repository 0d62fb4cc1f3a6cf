"""What templates of the directory say: a quality, a period, how one calls."""

from django import template

from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records import rules as numbers
from maillage.ground.directory.records import words
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import Period

register = template.Library()


@register.filter
def quality(mandate: Mandate) -> str:
    """As what the person acts, agreed with their civility."""
    return words.quality(mandate.kind, mandate.person.civility)


@register.filter
def period(row: Period) -> str:
    """From when to when."""
    return words.period_words(row)


@register.filter
def phones(person: Person) -> list[str]:
    """The person's telephone numbers, the surest first."""
    return [one.value for one in person.contacts.all() if one.kind == ContactKind.PHONE]


@register.filter
def emails(person: Person) -> list[str]:
    """The person's e-mail addresses, the surest first."""
    return [one.value for one in person.contacts.all() if one.kind == ContactKind.EMAIL]


@register.filter
def phone_link(number: str) -> str:
    """The address that calls this number."""
    return numbers.phone_link(number)
