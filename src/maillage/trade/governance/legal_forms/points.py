"""What do the studies of form tell on the pages of the other rooms?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance import permissions
from maillage.trade.governance.legal_forms.models import FormStudy
from maillage.trade.governance.legal_forms.words import form_label


@findable
def study_names(access: Access) -> Iterator[FoldedResult]:
    """The studies, under what would be shared; none outside the team."""
    if not permissions.can_open_forms(access):
        return
    slug = access.cooperation.slug
    for row in FormStudy.objects.visible_to(access):
        note = form_label(row.chosen) if row.chosen else _("forme à choisir")
        url = address("governance:form_study", slug, row.pk)
        yield row.folded, SearchResult(_("Forme juridique"), row.purpose, note, url)


visible_records.answer(lambda: (FormStudy,))
