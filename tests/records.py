"""Records of tests: the values that a test gives, and usual ones for all that it leaves out."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db.models import Model

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from tests.registry import MarkedMaker

Record = TypeVar("Record", bound=Model)


def create_record(model: type[Record], values: Mapping[str, object], **usual: object) -> Record:
    """The record, saved with its `values`, and with what is `usual` where they are silent.

    A usual value that is a function is called only where no value, or None, is given.
    """
    complete = usual | dict(values)
    for name, value in usual.items():
        if callable(value) and complete[name] in (None, value):
            complete[name] = value()
    return model._default_manager.create(**complete)


def marked(make: Callable[..., Model], text: str, **others: object) -> MarkedMaker:
    """Makes records with a visibility, of which the field `text` is what one looks for."""

    def make_marked(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Model:
        given = {"cooperation": cooperation, "author": author, "visibility": visibility}
        return make(**given, **{text: mark}, **others)

    return make_marked
