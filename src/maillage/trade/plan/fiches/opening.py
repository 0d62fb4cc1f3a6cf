"""The plan that the team prepared is opened to every access, with what its fiches say."""

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions import services
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries import actions as queries
from maillage.trade.plan.addresses import page_url, plan_place
from maillage.trade.plan.fiches.queries import words_to_open


@cooperation_page(can=permissions.can_edit_plan)
def actions_open(request: CooperationRequest) -> HttpResponse:
    """The page that opens to every access the actions that the team prepared."""
    prepared_rows = queries.actions(request.access).filter(visibility=Visibility.TEAM)
    titles = [f"{one.number} {one}".strip() for one in prepared_rows]
    prepared = len(titles)
    if not prepared:
        why = _("Toutes les fiches se lisent déjà par tous les accès.")
        return closed_page(request, why, page_url(request, "actions"))
    return add_page(
        request,
        form=Form,
        save=lambda _form: services.open_actions(access=request.access),
        page=FormPage(
            _("Partager le plan"),
            plan_place(request),
            ngettext(
                "Une fiche se prépare encore avec l’équipe projet : %(names)s. Tous les accès la "
                "liront, avec ses parts, leurs réserves et ses nouvelles.",
                "%(n)s fiches se préparent encore avec l’équipe projet : %(names)s. Tous les accès "
                "les liront, avec leurs parts, leurs réserves et leurs nouvelles.",
                prepared,
            )
            % {
                "n": french.capital(french.in_words(prepared, feminine=True)),
                "names": french.listed_whole([f"« {one} »" for one in titles]),
            }
            + _fiche_words(request.access, prepared_rows),
            submit=_("Partager le plan"),
        ),
        done=_("Le plan est partagé."),
    )


def _fiche_words(access: Access, rows: QuerySet[Action]) -> str:
    """What the fiches of these actions say, which opens with them, and what does not."""
    rubrics, has_more = words_to_open(rows, access.cooperation)
    opened = _("On y lira aussi : %(rubrics)s.") % {"rubrics": french.listed(rubrics)}
    apart = _("Le reste du tableau importé demeure à l’équipe projet.")
    return "".join(f" {words}" for words, is_so in ((opened, rubrics), (apart, has_more)) if is_so)
