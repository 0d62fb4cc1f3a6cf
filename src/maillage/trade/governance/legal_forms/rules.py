"""Which forms fit, which would be nearer, and which answer rests on what nobody said?"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from maillage.law.legal_forms import (
    MEMBER_CRITERIA,
    FormMember,
    FormProject,
    LegalForm,
    legal_forms,
    table_of_forms,
)
from maillage.law.words import COMPETENCES

EPCI = "epci"
# What `law` says of a form that some structure may not join.
NOT_ADMITTED = MEMBER_CRITERIA["kinds"][1]


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure of the study as the engine reads it, and what its records leave open.

    `others` are the kinds that it may have too; `hub` is the EPCI on which it depends, and
    `is_attached` says that this is not known.
    """

    number: int
    kind: str
    population: int | None = None
    hub: str | None = None
    is_attached: bool = False
    others: tuple[str, ...] = ()
    name: str = ""

    def as_member(self) -> FormMember:
        """What the engine tests; its number is its name there."""
        return FormMember(
            str(self.number), self.kind, population=self.population, member_of=self.hub
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """What nobody said, of which structures, and the projects that it might be instead."""

    word: str
    projects: tuple[FormProject, ...]
    structures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the study says beside its structures; `None` where it says nothing."""

    one_piece: bool | None = None
    open_market_share: Decimal | None = None
    general_interest_only: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form of the table in one study: whether it fits and serves, why not, on what it rests.

    `outsiders` are the structures that it does not admit, by name.
    """

    form: LegalForm
    is_possible: bool
    is_near: bool
    reasons: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    outsiders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadStudy:
    """Every form of the table, in its order, as one study reads it."""

    forms: Sequence[ReadForm]

    @property
    def table(self) -> list[ReadForm]:
        """Those that may be used and serve what is shared."""
        return [one for one in self.forms if one.is_possible and one.is_near]

    @property
    def fitting(self) -> list[ReadForm]:
        """Those of them that rest on nothing unknown."""
        return [one for one in self.table if not one.doubts]

    @property
    def farther(self) -> list[ReadForm]:
        """Those that may be used, and that serve something else."""
        return [one for one in self.forms if one.is_possible and not one.is_near]

    @property
    def refused(self) -> list[ReadForm]:
        """Those that do not fit, the ones that serve what is shared first."""
        rows = [one for one in self.forms if not one.is_possible]
        return sorted(rows, key=lambda one: not one.is_near)

    def of(self, name: str) -> ReadForm | None:
        """The form of this name, or None."""
        return next((one for one in self.forms if one.form.form == name), None)


def read_study(structures: Sequence[Structure], shares: str, facts: Facts) -> ReadStudy:
    """Return what `law` answers for each form, and which of its answers another fact would turn.

    Without structure, nothing of the structures is tested. What is not known is taken as `law`
    takes it, then each other way: an answer that turns is doubtful.
    """
    project = _project(structures, facts)
    answer = legal_forms(project).figures
    outsiders = _outsiders(project, structures, answer.reasons)
    turned: dict[str, list[Doubt]] = {}
    for doubt in _doubts(project, structures, facts):
        others = [legal_forms(one).figures.possible for one in doubt.projects]
        for name, possible in answer.possible.items():
            if any(other[name] != possible for other in others):
                turned.setdefault(name, []).append(doubt)
    return ReadStudy(
        [
            ReadForm(
                form=form,
                is_possible=answer.possible[form.form],
                is_near=shares in form.serves,
                reasons=answer.reasons.get(form.form, ()),
                doubts=tuple(turned.get(form.form, ())),
                outsiders=tuple(outsiders.get(form.form, ())),
            )
            for form in table_of_forms()
        ]
    )


def _project(structures: Sequence[Structure], facts: Facts) -> FormProject:
    return FormProject(
        members=tuple(one.as_member() for one in structures) or None,
        one_piece=facts.one_piece is not False,
        open_market_share=facts.open_market_share,
        general_interest_only=facts.general_interest_only is not False,
    )


def _outsiders(
    project: FormProject,
    structures: Sequence[Structure],
    reasons: Mapping[str, Sequence[str]],
) -> dict[str, list[str]]:
    """By form, the names of the structures that it would not admit were each alone."""
    forms = [name for name, why in reasons.items() if NOT_ADMITTED in why]
    outsiders: dict[str, list[str]] = {}
    for one in structures if forms else ():
        alone = legal_forms(replace(project, members=(one.as_member(),)), forms).figures
        for name, why in alone.reasons.items():
            if one.name and NOT_ADMITTED in why:
                outsiders.setdefault(name, []).append(one.name)
    return outsiders


def _doubts(project: FormProject, structures: Sequence[Structure], facts: Facts) -> Iterable[Doubt]:
    if facts.one_piece is None:
        yield Doubt("one_piece", (replace(project, one_piece=False),))
    if facts.open_market_share is None:
        yield Doubt("open_market_share", (replace(project, open_market_share=Decimal(1)),))
    if facts.general_interest_only is None:
        yield Doubt("general_interest_only", (replace(project, general_interest_only=False),))
    if project.members is None:
        return
    yield Doubt("competence", tuple(replace(project, competence=one) for one in COMPETENCES))
    everyone = {one.number for one in structures}
    changes: Sequence[tuple[str, Collection[int], Callable[[FormMember], FormMember]]] = (
        ("seats", everyone, lambda one: replace(one, seats=0)),
        ("in_other_petr", everyone, lambda one: replace(one, in_other_petr=True)),
        ("on_foreign_border", everyone, lambda one: replace(one, on_foreign_border=True)),
        (
            "population",
            {one.number for one in structures if one.population is None},
            lambda one: replace(one, population=0),
        ),
        (
            "procurement",
            {one.number for one in structures if not one.as_member().is_buyer},
            lambda one: replace(one, applies_procurement_code=True),
        ),
    )
    for word, numbers, change in changes:
        if numbers:
            some = () if numbers == everyone and word != "population" else tuple(numbers)
            yield Doubt(word, (_changed(project, numbers, change),), some)
    yield from _doubts_of_records(project, structures)


def _doubts_of_records(project: FormProject, structures: Sequence[Structure]) -> Iterable[Doubt]:
    """What the records leave open: to which EPCI a structure belongs, what it is in law."""
    hubs = [str(one.number) for one in structures if one.kind == EPCI]
    attached = {one.number for one in structures if one.is_attached}
    if len(hubs) == 1 and attached:
        change = _changed(project, attached, lambda one: replace(one, member_of=hubs[0]))
        yield Doubt("hub", (change,), tuple(attached))
    for others in dict.fromkeys(one.others for one in structures if one.others):
        unsure = {one.number for one in structures if one.others == others}
        projects = tuple(_changed(project, unsure, partial(replace, kind=kind)) for kind in others)
        yield Doubt("kind", projects, tuple(unsure))


def _changed(
    project: FormProject, numbers: Collection[int], change: Callable[[FormMember], FormMember]
) -> FormProject:
    """The same project with these structures changed."""
    names = {str(number) for number in numbers}
    return replace(
        project,
        members=tuple(change(one) if one.name in names else one for one in project.members or ()),
    )
