"""What the sheet of a structure says in a sentence, on its card, and to whom."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.templatetags.maillage import long_date
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.queries import OrganisationSheet
from maillage.ground.directory.records.models.organisations import Competence, Organisation
from maillage.ground.directory.records.rules import phone_link
from maillage.ground.directory.records.words import period_words, since_words


def shown_sheet(access: Access, told: OrganisationSheet) -> Sheet:
    """The sheet as the page draws it."""
    slug = access.cooperation.slug
    return Sheet(
        title=told.organisation.name,
        sentence=sentence(access, told),
        place=(PageLink(_("Structures"), address("directory:organisations", slug)),),
        facts=tuple(fact for fact in _facts(access, told) if fact.value),
        panels=tuple(ask_rooms(panels, access, "organisation", told.organisation.pk)),
        readers=_readers(access),
    )


def sentence(access: Access, told: OrganisationSheet) -> str:
    """What is true of this structure today: its place, its people, who answers for it."""
    ended = _end_sentence(told)
    if ended:
        return ended
    said = [_place_sentence(told)]
    if permissions.can_open_people(access):
        said.append(_people_sentence(told))
    return " ".join(said)


def _end_sentence(told: OrganisationSheet) -> str:
    organisation = told.organisation
    if organisation.ended_on is None:
        return ""
    day = french.long_date(organisation.ended_on)
    if organisation.successor is None:
        return _("Elle n’existe plus depuis le %(day)s.") % {"day": day}
    return _("Elle n’existe plus depuis le %(day)s : %(successor)s lui succède.") % {
        "day": day,
        "successor": organisation.successor,
    }


def _place_sentence(told: OrganisationSheet) -> str:
    if told.place is None:
        return _("Elle n’est pas membre de la coopération.")
    kind = told.place.get_kind_display()
    if told.place.since is None:
        return _("Elle est %(kind)s.") % {"kind": kind}
    since = since_words(told.place.since, told.place.since_precision)
    return _("Elle est %(kind)s %(since)s.") % {"kind": kind, "since": since}


def _people_sentence(told: OrganisationSheet) -> str:
    people = {mandate.person_id for mandate in told.now}
    if not people:
        return _("Personne n’y est encore connu.")
    count = ngettext("Une personne y est connue", "%(n)s personnes y sont connues", len(people)) % {
        "n": french.in_words(len(people)).capitalize()
    }
    contact = told.place.contact if told.place else None
    if contact is not None:
        return _("%(count)s ; %(contact)s répond pour elle.") % {
            "count": count,
            "contact": contact,
        }
    if told.lacks_suppleant:
        return _("%(count)s ; aucun suppléant n’est désigné.") % {"count": count}
    return f"{count}."


def _facts(access: Access, told: OrganisationSheet) -> list[Fact]:
    organisation = told.organisation
    return [
        Fact(_("Forme"), _form(access, told), _numbers(organisation)),
        Fact(_("Population"), _population(told), _counted_in(told)),
        Fact(_("Siège"), _seat(organisation)),
        Fact(_("Joindre"), _reach(told)),
        Fact(_("Dans la coopération"), _places(told)),
        Fact(_("Compétences détenues"), " · ".join(one.domain for one in told.held)),
        Fact(_("Transférées"), " · ".join(_transfer(one) for one in told.transferred)),
        Fact(_("Appartient à"), _groups(access, told)),
        Fact(_("Regroupe"), _grouped(told)),
        Fact(_("Services"), " · ".join(str(one) for one in told.departments)),
        Fact(_("Noms passés"), _former_names(told), on_paper=False),
        Fact(_("Source"), _source(access, organisation), on_paper=False),
    ]


def _form(access: Access, told: OrganisationSheet) -> str:
    organisation = told.organisation
    form = organisation.legal_form or str(organisation.get_kind_display())
    form = form[:1].upper() + form[1:]
    if not told.predecessors:
        return form
    born = told.predecessors[0].ended_on
    links = _links(access, list(told.predecessors), between=_(" et "))
    if born is None:
        return format_html(_("{}, issue de {}"), form, links)
    return format_html(_("{}, née le {} de {}"), form, long_date(born), links)


def _numbers(organisation: Organisation) -> str:
    said = []
    if organisation.siret:
        said.append(f"SIRET {_spaced(organisation.siret)}")
    elif organisation.siren:
        said.append(f"SIREN {_spaced(organisation.siren)}")
    if organisation.rna:
        said.append(f"RNA {organisation.rna}")
    return " · ".join(said)


def _spaced(number: str) -> str:
    return french.NBSP.join((number[:3], number[3:6], number[6:9], number[9:])).strip(french.NBSP)


def _population(told: OrganisationSheet) -> str:
    if told.territory is None or told.territory.inhabitants is None:
        count = told.organisation.population
        return _("%(n)s habitants") % {"n": french.number(count)} if count else ""
    said = _("%(n)s habitants") % {"n": french.number(told.territory.inhabitants)}
    if told.territory.communes:
        said += ngettext(", une commune", ", %(n)s communes", told.territory.communes) % {
            "n": french.number(told.territory.communes)
        }
    return said


def _counted_in(told: OrganisationSheet) -> str:
    if told.territory is None or told.territory.year is None:
        said_on = told.organisation.population_on
        return _("relevée le %(day)s") % {"day": french.long_date(said_on)} if said_on else ""
    return _("population municipale %(year)s") % {"year": told.territory.year}


def _seat(organisation: Organisation) -> str:
    lines = [line.strip() for line in organisation.address.splitlines() if line.strip()]
    if organisation.commune and not any(organisation.commune in line for line in lines):
        lines.append(organisation.commune)
    return ", ".join(lines)


def _reach(told: OrganisationSheet) -> str:
    links = [(phone_link(number), number) for number in told.phones]
    links += [(f"mailto:{email}", email) for email in told.emails]
    if told.organisation.website:
        shown = told.organisation.website.split("://")[-1].rstrip("/")
        links.append((told.organisation.website, shown))
    return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _places(told: OrganisationSheet) -> str:
    said = " ; ".join(
        f"{place.get_kind_display()} {period_words(place)}".strip() for place in told.places
    )
    return said[:1].upper() + said[1:]


def _transfer(competence: Competence) -> str:
    said = competence.domain
    if competence.holder is not None:
        said += _(" à %(holder)s") % {"holder": competence.holder}
    return f"{said} ({competence.since.year})" if competence.since else said


def _groups(access: Access, told: OrganisationSheet) -> str:
    return _links(access, [grouping.group for grouping in told.groupings])


def _grouped(told: OrganisationSheet) -> str:
    if not told.grouped:
        return ""
    return ngettext("Une structure", "%(n)s structures", told.grouped) % {
        "n": french.number(told.grouped)
    }


def _links(access: Access, organisations: list[Organisation], *, between: str = " · ") -> str:
    """The structures, with a link to their sheet for who may open every sheet."""
    if not access.is_in_team:
        return between.join(str(organisation) for organisation in organisations)
    slug = access.cooperation.slug
    return format_html_join(
        between,
        '<a href="{}">{}</a>',
        ((address("directory:organisation", slug, one.pk), one) for one in organisations),
    )


def _former_names(told: OrganisationSheet) -> str:
    return " · ".join(f"{name.name} {period_words(name)}".strip() for name in told.names)


def _source(access: Access, organisation: Organisation) -> str:
    return organisation.source if permissions.can_read_notes(access) else ""


def _readers(access: Access) -> tuple[Readers, ...]:
    everybody = Readers("eye", _("Tous les accès"), _("carte, place dans la coopération"))
    people = Readers("users", _("Tous, sauf les observateur·rices"), _("personnes, qui appeler"))
    team = Readers("users", _("L’équipe projet"), _("sources, précisions des mandats"))
    if not permissions.can_open_people(access):
        return (everybody,)
    return (everybody, people, team) if permissions.can_read_notes(access) else (everybody, people)


def next_gesture(access: Access, told: OrganisationSheet) -> Waiting | None:
    """What this sheet lacks most, for who may fill it; nothing when it lacks nothing."""
    if told.organisation.ended_on or not told.may_edit:
        return None
    slug, number = access.cooperation.slug, told.organisation.pk
    if told.place is None and permissions.can_edit_members(access):
        return Waiting(
            _("Sa place"),
            _("Dites si elle signe, s’associe, finance ou observe."),
            address("directory:member_add", slug) + f"?structure={number}",
            verb=_("La placer"),
        )
    if not told.now:
        return Waiting(
            _("Ses personnes"),
            _("Une seule suffit pour commencer : qui appelle-t-on aujourd’hui ?"),
            address("directory:person_add", slug) + f"?structure={number}",
            verb=_("Ajouter une personne"),
        )
    if told.place and told.place.contact_id is None and permissions.can_edit_members(access):
        return Waiting(
            _("Son point de contact"),
            _("Choisissez parmi ses personnes celle qui répond pour elle."),
            address("directory:member_edit", slug, told.place.pk),
            verb=_("Le désigner"),
        )
    return None
