"""What does the sheet of a structure keep of a file?"""

from maillage.ground.directory.contact_files.table.kinds import kind_of_type
from maillage.ground.directory.contact_files.table.organisation_names import town_of
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation

_MOST_PEOPLE = 100_000_000
_LONGEST = {"short_name": 60, "legal_form": 120, "siren": 9, "siret": 14, "rna": 10, "uai": 8}
FACTS = ("kind", *_LONGEST, "commune", "address", "website")


def sheet_facts(planned: PlannedOrganisation) -> dict[str, str]:
    """Each column of the sheet as the file gives it, empty where it says nothing."""
    facts = {name: str(value) for name, value in planned.facts.items() if value}
    kind = kind_of_type(facts.get("type", ""))
    numbers = {name: facts.get(name, "")[:most] for name, most in _LONGEST.items()}
    return (
        {"kind": kind.value if kind else ""}
        | numbers
        | {
            "commune": (facts.get("commune") or town_of(facts.get("city", "")))[:200],
            "address": _postal_address(facts),
            "website": _website(facts.get("website", "")),
        }
    )


def population(planned: PlannedOrganisation) -> int | None:
    """The count that the file gives, when it is one a database can hold."""
    count = planned.facts.get("population")
    return count if isinstance(count, int) and 0 < count < _MOST_PEOPLE else None


def _postal_address(facts: dict[str, str]) -> str:
    """The lines of an address: street, then postcode and town."""
    town = " ".join(part for part in (facts.get("postcode"), facts.get("city")) if part)
    return "\n".join(line for line in (facts.get("address"), town) if line)


def _website(text: str) -> str:
    if "." not in text or " " in text or len(text) > 190:
        return ""
    return text if text.startswith(("http://", "https://")) else f"https://{text}"
