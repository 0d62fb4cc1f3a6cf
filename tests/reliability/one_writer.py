"""One of the eight processes: writes as fast as it can, and says what it did, as JSON."""

import json
import random
import sys
from collections import Counter

import django

django.setup()

from maillage.core.versions import StaleVersionError  # noqa: E402 - after the setup
from maillage.foundation.accounts.models import User  # noqa: E402
from maillage.foundation.cooperations.models import Cooperation  # noqa: E402
from maillage.foundation.cooperations.spaces.services import edit_cooperation  # noqa: E402
from maillage.foundation.journal.services import record_event  # noqa: E402
from maillage.ground.directory.models import Organisation, Person  # noqa: E402
from maillage.ground.directory.organisations.services import edit_organisation  # noqa: E402
from maillage.ground.directory.people.services import Around, add_person  # noqa: E402


def add(author: User, shared: Cooperation, number: int) -> str:
    """A person more."""
    person = Person(workspace=shared.workspace, family_name=f"Personne {number}")
    add_person(author=author, person=person, around=Around())
    return "person"


def edit_shared(author: User, shared: Cooperation, number: int) -> str:
    """The cooperation that all of them edit; a stale one is read again."""
    while True:
        now = Cooperation.objects.get(pk=shared.pk)
        now.purpose = f"Objet {number}"
        try:
            edit_cooperation(author=author, cooperation=now, read=now.version)
        except StaleVersionError:
            continue
        return "cooperation"


def edit_card(author: User, shared: Cooperation, number: int) -> str:
    """The structure that all of them edit, each once read."""
    now = Organisation.objects.get(workspace=shared.workspace)
    now.address = f"{number} rue du Port"
    try:
        edit_organisation(author=author, organisation=now, read=now.version)
    except StaleVersionError:
        return "stale"
    return "organisation"


def open_page(author: User, shared: Cooperation, number: int) -> str:
    """A confidential page opened."""
    record_event("opening", author, shared, cooperation_id=shared.pk)
    return "opening"


GESTURES = (add, edit_shared, edit_card, open_page)


def main(seed: int, writes: int) -> None:
    """Does that many gestures at random; any error ends the process."""
    chance, done = random.Random(seed), Counter[str]()
    author, shared = User.objects.get(), Cooperation.objects.select_related("workspace").get()
    for number in range(writes):
        done[chance.choice(GESTURES)(author, shared, number)] += 1
    sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
