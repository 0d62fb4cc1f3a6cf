"""Who is to be reminded of a council, and what leaves to whom?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from maillage.core.french import listed
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.views.link_letters import no_letter, notify_letters
from maillage.trade.governance.joint_decisions.views.register import decisions_place
from maillage.trade.governance.reminders.queries import council_reminders
from maillage.trade.governance.reminders.services import letter_to_read, remind_contacts


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_reminders(request: CooperationRequest) -> HttpResponse:
    """The points of contact whose councils are waited for, and the letters that may leave."""
    today = timezone.localdate()
    reminders = council_reminders(request.access, today)
    if request.method == "POST":
        chosen = set(request.POST.getlist("people"))
        count = remind_contacts(
            access=request.access,
            reminded=[one for one in reminders.contacts if str(one.person.pk) in chosen],
            today=today,
            absolute=request.build_absolute_uri,
        )
        notify_letters(request, count, no_letter())
        return redirect(page_url(request, "joint_decision_reminders"))
    written = [one for one in reminders.contacts if one.may_be_written]
    context = {
        "first": written[0] if written else None,
        "letter": letter_to_read(request.access, written[0], today) if written else None,
        "place": decisions_place(request),
        "reminded": reminders.contacts,
        "without": listed(reminders.without),
        "may_write": bool(written),
    }
    return render(request, "governance/joint_decision_reminders.html", context)
