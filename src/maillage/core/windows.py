"""When can one act with a structure, and when does it hardly have its mind on it?"""

from dataclasses import dataclass
from datetime import date

from maillage.core.points import Point, Reader


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time of a structure; `last` is None when it is open.

    It `helps`, hinders (False), or is known and does neither (None).

    `reason` is a sentence with its dates, `url` the page it rests on (a path). `kind` is council,
    deliberation, election, news or posture: what is of no kind known is said not to be.
    """

    organisation_id: int
    first: date
    last: date | None
    helps: bool | None
    reason: str
    url: str = ""
    kind: str = ""


windows: Point[[Reader, date, date], Window] = Point("windows")
