"""What the sheet of a structure says in a sentence, on its card, and to whom."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.strands import Thread
from maillage.core.templatetags.maillage import long_date
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.organisations.queries import OrganisationSheet
from maillage.ground.directory.records.models.organisations import Competence, Organisation
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.rules import phone_link
from maillage.ground.directory.records.words import period_words, quality
from maillage.ground.directory.threads.words import thread_sentence

MOST_CALLERS = 3


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody to call: their page, their number and the address that calls it, and what for."""

    name: str
    url: str
    phone: str
    link: str
    reason: str


def shown_sheet(access: Access, sheet: OrganisationSheet, thread: Thread) -> Sheet:
    """The sheet as the page draws it."""
    slug = access.cooperation.slug
    return Sheet(
        title=sheet.organisation.name,
        sentence=sentence(sheet, thread),
        place=(PageLink(_("Structures"), address("directory:organisations", slug)),),
        facts=tuple(fact for fact in _facts(access, sheet) if fact.value),
        panels=tuple(ask_rooms(panels, access, "organisation", sheet.organisation.pk)),
        readers=_readers(access),
    )


def sentence(sheet: OrganisationSheet, thread: Thread) -> str:
    """What is true of this structure today: that it ended, that it is no member, what it voted."""
    ended = _end_sentence(sheet)
    if ended or sheet.place is not None:
        return ended or thread_sentence(thread)
    outside = _("Elle n’est pas membre de la coopération.")
    is_silent = not thread.marks("votes") and not thread.marks("promises")
    return outside if is_silent else f"{outside} {thread_sentence(thread)}"


def callers(access: Access, sheet: OrganisationSheet) -> list[Caller]:
    """Whom to call there, three at most: who answers for it, then those with a reason, by phone."""
    contact = sheet.place.contact_id if sheet.place else None

    def rank(mandate: Mandate) -> tuple[bool, bool, bool]:
        is_contact = mandate.person_id == contact
        return not _phone(mandate), not is_contact, not mandate.referrals.all()

    first: dict[int, Mandate] = {}
    for mandate in sorted(sheet.now, key=rank):
        first.setdefault(mandate.person_id, mandate)
    slug = access.cooperation.slug
    return [
        Caller(
            str(one.person),
            address("directory:person", slug, one.person_id),
            _phone(one),
            phone_link(_phone(one)) if _phone(one) else "",
            _reason(one, is_contact=one.person_id == contact),
        )
        for one in list(first.values())[:MOST_CALLERS]
    ]


def _phone(mandate: Mandate) -> str:
    reach = mandate.person.contacts.all()
    return next((one.value for one in reach if one.kind == ContactKind.PHONE), "")


def _reason(mandate: Mandate, *, is_contact: bool) -> str:
    """As what they act, and what one calls them for."""
    role = mandate.function or quality(mandate.kind, mandate.person.civility)
    role = f"{role}, {_('point de contact')}" if is_contact else role
    topics = ", ".join(one.topic for one in mandate.referrals.all())
    return f"{role} : {topics}" if topics else role


def people_note(sheet: OrganisationSheet) -> str:
    """How many people are known there, and what is not designated."""
    count = len({mandate.person_id for mandate in sheet.now})
    if not count:
        return _("personne n’y est encore connu")
    words = ngettext("une personne y est connue", "%(n)s personnes y sont connues", count)
    words = words % {"n": french.in_words(count, feminine=True)}
    return f"{words}, {_('aucun suppléant')}" if sheet.lacks_suppleant else words


def card_note(sheet: Sheet) -> str:
    """What its card says first."""
    return ", ".join(strip_tags(one.value) for one in sheet.facts[:2]).replace("&amp;", "&")


def first_gesture(
    access: Access, sheet: OrganisationSheet, thread: Thread
) -> tuple[Waiting | None, bool]:
    """What to do with this structure first, and whether it cannot wait.

    What presses on its thread comes before what its card lacks, and this before the rest.
    """
    rows = sorted(thread.all_marks, key=lambda one: one.limit or one.day or date.max)
    gestures = [one.gesture for one in rows if one.gesture]
    pressing = next((one for one in gestures if not one.can_wait), None)
    if pressing:
        return pressing, True
    return next_gesture(access, sheet) or next(iter(gestures), None), False


def _end_sentence(sheet: OrganisationSheet) -> str:
    organisation = sheet.organisation
    if organisation.ended_on is None:
        return ""
    day = french.long_date(organisation.ended_on)
    if organisation.successor is None:
        return _("Elle n’existe plus depuis le %(day)s.") % {"day": day}
    return _("Elle n’existe plus depuis le %(day)s : %(successor)s lui succède.") % {
        "day": day,
        "successor": organisation.successor,
    }


def _facts(access: Access, sheet: OrganisationSheet) -> list[Fact]:
    organisation = sheet.organisation
    return [
        Fact(_("Forme"), _form(access, sheet), _numbers(organisation)),
        Fact(_("Population"), _population(sheet), _counted_in(sheet)),
        Fact(_("Siège"), _seat(organisation)),
        Fact(_("Joindre"), _reach(sheet)),
        Fact(_("Dans la coopération"), _places(sheet)),
        Fact(
            _("Compétences détenues"), " · ".join(one.domain for one in sheet.current_competences)
        ),
        Fact(_("Transférées"), " · ".join(_transfer(one) for one in sheet.transferred)),
        Fact(_("Appartient à"), _groups(access, sheet)),
        Fact(_("Regroupe"), _grouped(sheet)),
        Fact(_("Services"), " · ".join(str(one) for one in sheet.departments)),
        Fact(_("Noms passés"), _former_names(sheet), on_paper=False),
        Fact(_("Source"), _source(access, organisation), on_paper=False),
    ]


def _form(access: Access, sheet: OrganisationSheet) -> str:
    organisation = sheet.organisation
    form = organisation.legal_form or str(organisation.get_kind_display())
    form = form[:1].upper() + form[1:]
    if not sheet.predecessors:
        return form
    born = sheet.predecessors[0].ended_on
    links = _links(access, list(sheet.predecessors), between=_(" et "))
    if born is None:
        return format_html(_("{}, issue de {}"), form, links)
    return format_html(_("{}, née le {} de {}"), form, long_date(born), links)


def _numbers(organisation: Organisation) -> str:
    parts = []
    if organisation.siret:
        parts.append(f"SIRET {_spaced(organisation.siret)}")
    elif organisation.siren:
        parts.append(f"SIREN {_spaced(organisation.siren)}")
    if organisation.rna:
        parts.append(f"RNA {organisation.rna}")
    if organisation.uai:
        parts.append(f"UAI {organisation.uai}")
    return " · ".join(parts)


def _spaced(number: str) -> str:
    return french.NBSP.join((number[:3], number[3:6], number[6:9], number[9:])).strip(french.NBSP)


def _population(sheet: OrganisationSheet) -> str:
    if sheet.territory is None or sheet.territory.inhabitants is None:
        count = sheet.organisation.population
        return _("%(n)s habitants") % {"n": french.number(count)} if count else ""
    words = _("%(n)s habitants") % {"n": french.number(sheet.territory.inhabitants)}
    if sheet.territory.communes:
        words += ngettext(", une commune", ", %(n)s communes", sheet.territory.communes) % {
            "n": french.number(sheet.territory.communes)
        }
    return words


def _counted_in(sheet: OrganisationSheet) -> str:
    if sheet.territory is None or sheet.territory.year is None:
        counted_on = sheet.organisation.population_on
        return _("relevée le %(day)s") % {"day": french.long_date(counted_on)} if counted_on else ""
    return _("population municipale %(year)s") % {"year": sheet.territory.year}


def _seat(organisation: Organisation) -> str:
    lines = [line.strip() for line in organisation.address.splitlines() if line.strip()]
    if organisation.commune and not any(organisation.commune in line for line in lines):
        lines.append(organisation.commune)
    return ", ".join(lines)


def _reach(sheet: OrganisationSheet) -> str:
    links = [(phone_link(number), number) for number in sheet.phones]
    links += [(f"mailto:{email}", email) for email in sheet.emails]
    if sheet.organisation.website:
        shown = sheet.organisation.website.split("://")[-1].rstrip("/")
        links.append((sheet.organisation.website, shown))
    return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _places(sheet: OrganisationSheet) -> str:
    words = " ; ".join(
        f"{place.get_kind_display()} {period_words(place)}".strip() for place in sheet.places
    )
    return words[:1].upper() + words[1:]


def _transfer(competence: Competence) -> str:
    words = competence.domain
    if competence.holder is not None:
        words += _(" à %(holder)s") % {"holder": competence.holder}
    return f"{words} ({competence.since.year})" if competence.since else words


def _groups(access: Access, sheet: OrganisationSheet) -> str:
    return _links(access, [grouping.group for grouping in sheet.groupings])


def _grouped(sheet: OrganisationSheet) -> str:
    if not sheet.grouped:
        return ""
    return ngettext("Une structure", "%(n)s structures", sheet.grouped) % {
        "n": french.number(sheet.grouped)
    }


def _links(access: Access, organisations: list[Organisation], *, between: str = " · ") -> str:
    """The structures, with a link to their sheet for whoever may open every sheet."""
    if not access.is_in_team:
        return between.join(str(organisation) for organisation in organisations)
    slug = access.cooperation.slug
    return format_html_join(
        between,
        '<a href="{}">{}</a>',
        ((address("directory:organisation", slug, one.pk), one) for one in organisations),
    )


def _former_names(sheet: OrganisationSheet) -> str:
    return " · ".join(f"{name.name} {period_words(name)}".strip() for name in sheet.names)


def _source(access: Access, organisation: Organisation) -> str:
    return organisation.source if permissions.can_read_notes(access) else ""


def _readers(access: Access) -> tuple[Readers, ...]:
    everybody = Readers("eye", _("Tous les accès"), _("carte, place dans la coopération"))
    people = Readers("users", _("Tous, sauf les observateurs"), _("personnes, qui appeler"))
    team = Readers("users", _("L’équipe projet"), _("sources, précisions des mandats"))
    if not permissions.can_open_people(access):
        return (everybody,)
    return (everybody, people, team) if permissions.can_read_notes(access) else (everybody, people)


def next_gesture(access: Access, sheet: OrganisationSheet) -> Waiting | None:
    """What this sheet lacks most, for whoever may fill it; nothing when it lacks nothing."""
    if sheet.organisation.ended_on or not sheet.may_edit:
        return None
    slug, number = access.cooperation.slug, sheet.organisation.pk
    if sheet.place is None and permissions.can_edit_members(access):
        return Waiting(
            _("Sa place"),
            _("Signer, s’associer, financer ou observer : dites laquelle de ces places."),
            address("directory:member_add", slug) + f"?structure={number}",
            verb=_("La placer"),
        )
    if not sheet.now:
        return Waiting(
            _("Ses personnes"),
            _("Une seule suffit pour commencer : qui appelle-t-on aujourd’hui ?"),
            address("directory:person_add", slug) + f"?structure={number}",
            verb=_("Ajouter une personne"),
        )
    if sheet.place and sheet.place.contact_id is None and permissions.can_edit_members(access):
        return Waiting(
            _("Son point de contact"),
            _("Choisissez parmi ses personnes celle qui répond en son nom."),
            address("directory:member_edit", slug, sheet.place.pk),
            verb=_("Le désigner"),
        )
    return None
