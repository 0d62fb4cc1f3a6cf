"""Which actor does an address name?"""

from django.shortcuts import get_object_or_404

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.models import Actor


def found_actor(access: Access, number: int) -> Actor:
    """The actor of this number in the reader's cooperation; Http404 for any other."""
    return get_object_or_404(actors(access), pk=number)
