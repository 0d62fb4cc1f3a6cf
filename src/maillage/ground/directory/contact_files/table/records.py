"""What will exist after the import, in the order of the file?"""

from dataclasses import dataclass, field

from maillage.ground.directory.contact_files.table.identity import Identity
from maillage.ground.directory.contact_files.table.mentions import PartialDate

Plain = str | int | None | list[str]


@dataclass(slots=True)
class PlannedOrganisation:
    """A structure to create or complete; `identity` is what all its rows tell of it.

    `shared` are those of its addresses and numbers that the file gives to several people.
    """

    key: str
    name: str
    source: str
    facts: dict[str, str | int | None] = field(default_factory=dict)
    departments: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    identity: Identity = field(default_factory=Identity)

    def as_json(self) -> dict[str, Plain]:
        """The plain shape written by the command."""
        shape: dict[str, Plain] = {
            "key": self.key,
            "name": self.name,
            "type": self.facts.get("type"),
            "siren": self.facts.get("siren"),
            **{name: value for name, value in self.facts.items() if name not in {"type", "siren"}},
            "emails": self.emails,
            "phones": self.phones,
            "source": self.source,
        }
        if self.departments:
            shape["departments"] = self.departments
        return shape


@dataclass(slots=True)
class PlannedPerson:
    """A person to create or complete."""

    key: str
    civility: str | None
    family_name: str
    given_name: str
    source: str
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    facts: dict[str, str | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Plain]:
        """The plain shape written by the command."""
        return {
            "key": self.key,
            "civility": self.civility,
            "family_name": self.family_name,
            "given_name": self.given_name or None,
            "emails": self.emails,
            "phones": self.phones,
            **self.facts,
            "source": self.source,
        }


@dataclass(slots=True)
class PlannedMandate:
    """A mandate or a seat to create; keys point to the planned person and structure.

    Its kind `is_guessed` when the function alone tells it. Of its notes, the `remarks` are not
    kept; who `has_left` is noted so without a date.
    """

    person: str
    organisation: str | None
    kind: str
    source: str
    function: str | None = None
    department: str | None = None
    body: str | None = None
    college: str | None = None
    voice: str | None = None
    theme: list[str] = field(default_factory=list)
    note_parts: list[str] = field(default_factory=list)
    since: PartialDate | None = None
    until: PartialDate | None = None
    details: dict[str, str] = field(default_factory=dict)
    is_guessed: bool = False
    remarks: list[str] = field(default_factory=list)
    has_left: bool = False
    in_own_name: bool = False

    @property
    def notes(self) -> str | None:
        """All that the file notes of it."""
        return " ; ".join(self.note_parts) or None

    @property
    def written_notes(self) -> str:
        """What is kept of it: not the remarks that nobody asked to keep."""
        return " ; ".join(note for note in self.note_parts if note not in self.remarks)

    @property
    def is_seat(self) -> bool:
        return self.kind in {"titulaire", "suppléant"}

    @property
    def is_placed(self) -> bool:
        """Whether it is held somewhere: who is tied to nothing enters without a mandate."""
        return self.organisation is not None

    def as_json(self) -> dict[str, Plain]:
        """The plain shape written by the command."""
        shape: dict[str, Plain] = {
            "person": self.person,
            "organisation": self.organisation,
            "as": self.kind,
            "function": self.function,
        }
        if self.is_seat:
            shape |= {"body": self.body, "titulaire_suppleant": self.kind}
        for name in ("body", "department", "college", "voice", "notes"):
            value: str | None = getattr(self, name)
            if value:
                shape[name] = value
        if self.theme:
            shape["theme"] = self.theme
        return shape | self.details | self._dates() | {"source": self.source}

    def _dates(self) -> dict[str, Plain]:
        return {
            "since": self.since.day.isoformat() if self.since else None,
            "since_precision": self.since.precision if self.since else None,
            "until": self.until.day.isoformat() if self.until else None,
            "until_precision": self.until.precision if self.until else None,
        }
