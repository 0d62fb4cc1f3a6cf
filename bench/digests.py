"""How long do two hundred digests take to be written, each with a late commitment in it?

Readers of different rhythms are due in the same minute; each is read with their own access. As many
whatever the size of the place: the large one alone is measured.
"""

import json

from bench.figures import Figure
from bench.places import Place, python

RECIPIENTS, LONGEST = 200, 12.0
FILL = f"""
import django; django.setup()
from datetime import UTC, date, datetime
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.mail.models import Rhythm
from maillage.ground.directory.models import Member, Spokesperson
from maillage.trade.governance.models import Commitment, CommitmentStep
place = Cooperation.objects.first()
givers = [one.organisation for one in Member.objects.filter(cooperation=place)[:50]]
author = Access.objects.filter(cooperation=place, role="officer").first().user
readers = User.objects.bulk_create(
    User(email=f"digest{{n}}@maillage.example") for n in range({RECIPIENTS}))
given = Access.objects.bulk_create(
    Access(user=one, cooperation=place, role="partner") for one in readers)
Access.objects.update(given_at=datetime(2026, 11, 1, tzinfo=UTC))
Rhythm.objects.all().delete()
Rhythm.objects.bulk_create(
    Rhythm(user=one, every=("day", "week", "month")[n % 3]) for n, one in enumerate(readers))
Spokesperson.objects.bulk_create(
    Spokesperson(access=one, organisation=givers[n % len(givers)]) for n, one in enumerate(given))
for n, giver in enumerate(givers * 4):
    one = Commitment.objects.create(cooperation=place, author=author, organisation=giver,
        label=f"Jours de relecture {{n}}", kind="days", quantity=5, visibility="members",
        due_on=date(2026, 11, 30))
    CommitmentStep.objects.create(commitment=one, kind="asked", on=date(2026, 10, 1), quantity=5,
        told_on=date(2026, 10, 1))
"""
WRITE = """
import django; django.setup()
import json, time
from datetime import UTC, datetime
from time_machine import travel
from maillage.foundation.mail.models import Letter
from maillage.ground.missions.reminders.services import write_reminders
start, work = time.monotonic(), time.process_time()
for minute in range(1, 8):
    now = datetime(2026, 12, 1, 7, minute, tzinfo=UTC)
    with travel(now):
        if not write_reminders(now):
            break
took, work = time.monotonic() - start, time.process_time() - work
written = Letter.objects.filter(to__startswith="digest", kind="digest")
promised = written.filter(text__contains="Dire si vous le promettez").count()
print(json.dumps({"took": took, "cpu": work, "written": written.count(), "told": promised}))
"""


def measure(place: Place) -> list[Figure]:
    """Return how long the digests take to be written, and how many tell what is asked."""
    if place.size != "large" or not place.cookie:
        return []
    python("-c", FILL, environment=place.environment)
    environment = {
        **place.environment,
        "MAILLAGE_SMTP_URL": "smtp-clair://127.0.0.1:9",
        "MAILLAGE_FROM": "maillage@maillage.example",
    }
    value = json.loads(python("-c", WRITE, environment=environment).strip().splitlines()[-1])
    name = ("digests", place.database, place.size)
    return [
        Figure(*name, "seconds", value["took"], "s", target=LONGEST),
        Figure(*name, "cpu", value["cpu"], "s", target=LONGEST),
        Figure(*name, "written", value["written"], "lettres", target=RECIPIENTS, better="higher"),
        Figure(*name, "told", value["told"], "lettres", target=RECIPIENTS, better="higher"),
    ]
