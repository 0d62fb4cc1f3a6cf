"""What do the rooms know between each structure and the cooperation?"""

from collections.abc import Iterable

from maillage.core.strands import Thread, strands, thread_of
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.cooperations.spaces.models import Access


def threads_of(access: Access, numbers: Iterable[int]) -> dict[int, Thread]:
    """The thread of each of these structures; as many queries for one as for a page of them."""
    requested = tuple(sorted(set(numbers)))
    answers = ask_rooms(strands, access, requested) if requested else []
    return {number: thread_of(answers, number) for number in requested}
