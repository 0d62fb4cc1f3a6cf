"""What the register and the sheet of lead partners show."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search
from maillage.core.register.cells import missing, told_apart
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.words import period_words
from maillage.trade.governance import permissions
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import (
    LeadRow,
    LeadSheet,
    lead_rows,
    leads_named,
)


def lead_register(access: Access) -> Register[LeadPartner, LeadRow]:
    """The register of lead partners, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Chefs de file"),
        noun=(_("chef de file"), _("chefs de file")),
        filename="chefs-de-file",
        columns=_columns(),
        read=lead_rows,
        order="sujet",
        row_url=lambda row: reverse("governance:lead_partner_sheet", args=[slug, row.pk]),
        search=Search(_("Filtrer les chefs de file"), _("Structure ou sujet"), leads_named),
        chips=(
            Chip("en-cours", _("en cours"), lambda rows: rows.filter(in_force()), starts_on=True),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun chef de file pour l’instant"),
            _(
                "Dites quelle structure porte la coopération pour les autres, et l’acte qui la "
                "désigne ; puis, s’il le faut, celle qui porte un thème ou une action."
            ),
            gestures,
        ),
    )


def _columns() -> tuple[Column[LeadRow], ...]:
    return (
        Column(
            "sujet",
            _("Sur quoi"),
            lambda row: row.about,
            cell=lambda row: told_apart(row.about, row.organisation),
            sort=("subject__label", "pk"),
        ),
        Column("nature", _("Nature"), lambda row: row.kind, quiet=True),
        Column(
            "structure",
            _("Chef de file"),
            lambda row: row.organisation,
            sort=("organisation__folded",),
            wide=True,
        ),
        Column(
            "acte",
            _("Acte"),
            lambda row: row.act,
            cell=lambda row: row.act or missing(_("à noter")),
            wide=True,
        ),
        Column("depuis", _("Depuis"), lambda row: row.since, sort=("-since",), numeric=True),
        Column("jusqu-au", _("Jusqu’au"), lambda row: row.until, numeric=True, quiet=True),
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_lead_partner(access):
        return ()
    add = reverse("governance:lead_partner_add", args=[slug])
    return (Action(_("Nommer un chef de file"), add, "plus", main=True),)


def shown_lead(access: Access, told: LeadSheet) -> Sheet:
    """The sheet of a lead partner as the page draws it."""
    slug, lead = access.cooperation.slug, told.lead
    return Sheet(
        title=_("Chef de file : %(name)s") % {"name": lead.organisation},
        sentence=lead_sentence(told),
        place=(PageLink(_("Chefs de file"), reverse("governance:lead_partner", args=[slug])),),
        facts=tuple(fact for fact in _facts(slug, lead) if fact.value),
        panels=tuple(panels.ask(access, "leadpartner", lead.pk)),
        readers=(Readers("eye", _("Tous les accès"), _("structure, portée, acte, dates")),),
    )


def _facts(slug: str, lead: LeadPartner) -> list[Fact]:
    organisation = reverse("directory:organisation", args=[slug, lead.organisation_id])
    period = period_words(lead)
    return [
        Fact(
            _("Structure"), format_html('<a href="{}">{}</a>', organisation, lead.organisation.name)
        ),
        Fact(_("Sur quoi"), lead.subject.label, str(lead.subject.get_kind_display())),
        Fact(_("Ce qu’elle porte"), lead.scope),
        Fact(_("Quand"), period[:1].upper() + period[1:]),
        Fact(_("Acte"), lead.act_number or _("à noter"), _act_note(slug, lead)),
    ]


def _act_note(slug: str, lead: LeadPartner) -> str:
    day = _("du %(day)s") % {"day": french.long_date(lead.act_on)} if lead.act_on else ""
    if lead.act is None:
        return day
    url = reverse("documents:document_file", args=[slug, lead.act.pk])
    return format_html('{} <a href="{}">{}</a>', day, url, lead.act.name)


def lead_sentence(told: LeadSheet) -> str:
    """What is true of this lead partner today, and what it lacks."""
    lead = told.lead
    name, successor = lead.organisation, lead.organisation.successor
    if not lead.is_in_force and lead.until:
        return _("%(name)s l’a été jusqu’au %(day)s.") % {
            "name": name,
            "day": french.long_date(lead.until),
        }
    if lead.organisation.ended_on and successor is not None:
        return _("%(name)s n’existe plus : %(next)s lui a succédé. Dites qui prend la suite.") % {
            "name": name,
            "next": successor,
        }
    if not told.is_member:
        return _("%(name)s n’est plus membre : dites jusqu’à quand, et qui prend la suite.") % {
            "name": name
        }
    about = {"name": name, "about": lead.subject.label}
    if not lead.is_named:
        return _("%(name)s porte « %(about)s » ; aucun acte ne le dit encore.") % about
    return _("%(name)s porte « %(about)s » pour les autres.") % about
