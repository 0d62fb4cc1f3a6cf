"""What does a higher room, or a later tool of the same room, add to this page?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model

from maillage.core.points import Point, Reader


@dataclass(frozen=True)
class Fragment:
    """A piece of a page: its template, which reads its values under the name `fragment`."""

    template: str
    values: Mapping[str, object]


fragments: Point[[Reader, str, Model | None], Fragment] = Point("fragments")
