"""Where do the pages of date polls stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.date_polls.models import DatePoll
from maillage.trade.governance.meetings.views.home import meetings_place


def poll_place(request: CooperationRequest, poll: DatePoll) -> Place:
    """Under the page of a date poll."""
    name = _("Dates : %(name)s") % {"name": poll}
    return (*meetings_place(request), PageLink(name, page_url(request, "date_poll", poll.pk)))
