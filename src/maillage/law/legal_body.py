"""Which kind of body does the rule meet: a commune, an EPCI, a syndicate?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LegalBody:
    """A body as the rules see it; `kind` is a word of `words.BODY_KINDS`.

    `population` counts inhabitants and matters for communes only; `None` is not known, and the
    rule of the largest applies, the safest reading.
    """

    kind: str
    population: int | None = None
    alsace_moselle: bool = False
