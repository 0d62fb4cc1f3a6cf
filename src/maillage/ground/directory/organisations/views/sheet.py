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


def shown_sheet(access: Access, sheet: OrganisationSheet) -> Sheet:
    """The sheet as the page draws it."""
    slug = access.cooperation.slug
    return Sheet(
        title=sheet.organisation.name,
        sentence=sentence(access, sheet),
        place=(PageLink(_("Structures"), address("directory:organisations", slug)),),
        facts=tuple(fact for fact in _facts(access, sheet) if fact.value),
        panels=tuple(ask_rooms(panels, access, "organisation", sheet.organisation.pk)),
        readers=_readers(access),
    )


def sentence(access: Access, sheet: OrganisationSheet) -> str:
    """What is true of this structure today: its place, its people, who answers for it."""
    ended = _end_sentence(sheet)
    if ended:
        return ended
    parts = [_place_sentence(sheet)]
    if permissions.can_open_people(access):
        parts.append(_people_sentence(sheet))
    return " ".join(parts)


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


def _place_sentence(sheet: OrganisationSheet) -> str:
    if sheet.place is None:
        return _("Elle n’est pas membre de la coopération.")
    kind = sheet.place.get_kind_display()
    if sheet.place.since is None:
        return _("Elle est %(kind)s.") % {"kind": kind}
    since = since_words(sheet.place.since, sheet.place.since_precision)
    return _("Elle est %(kind)s %(since)s.") % {"kind": kind, "since": since}


def _people_sentence(sheet: OrganisationSheet) -> str:
    people = {mandate.person_id for mandate in sheet.now}
    if not people:
        return _("Personne n’y est encore connu.")
    count = ngettext("Une personne y est connue", "%(n)s personnes y sont connues", len(people)) % {
        "n": french.in_words(len(people)).capitalize()
    }
    contact = sheet.place.contact if sheet.place else None
    if contact is not None:
        return _("%(count)s ; %(contact)s répond pour elle.") % {
            "count": count,
            "contact": contact,
        }
    if sheet.lacks_suppleant:
        return _("%(count)s ; aucun suppléant n’est désigné.") % {"count": count}
    return f"{count}."


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
