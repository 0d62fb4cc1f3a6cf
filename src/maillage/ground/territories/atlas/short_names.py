"""How is a territory called on a drawing, where room is short?"""

import re

_CLASS = re.compile(
    r"^(?:(?:CC|CA|CU|Communauté (?:de communes|d['’]agglomération|urbaine)|Métropole)\s+)"
    r"(?:(?:du|des|de la|de l['’]|de|d['’])\s*)?"
)


def short_name(name: str) -> str:
    """The name without its legal class: « Val d’Aubrée » for « CC du Val d’Aubrée »."""
    short = _CLASS.sub("", name)
    return f"{short[0].upper()}{short[1:]}" if short else name
