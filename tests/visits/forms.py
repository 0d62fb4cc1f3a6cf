"""What is sent at random, or names an object of others: nothing fails, is lost or is reached."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F, Model
from django.forms import ModelChoiceField
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import Role
from tests.forms_on_pages import versioned_form
from tests.lengths import lengths
from tests.models_of_databases import server_address
from tests.registry import filled_forms, own_models, tried_in_their_room
from tests.reliability.forms_on_pages import Control, Page, PostedForm, django_forms, posted_forms
from tests.visits.elsewhere import Elsewhere
from tests.visits.place import Visit, undone, writes
from tests.visits.readers import MARK, Reader

NASTY = (
    "\x00",
    "Gab\x00orit",
    "\u202etxet desrever",
    "👩🏽‍🌾🇫🇷" * 5,
    "é" * 301,
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
    "31/02/2026",
    "0001-01-01",
    "99999-12-31",
    "٣١/١٢/٢٠٢٦",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "%s {} {{ 7*7 }} {% debug %}",
    "'; DROP TABLE directory_person; --",
    "a@" + "b" * 300 + ".fr",
    "https://[::1",
    "\r\nSet-Cookie: a=1",
    " ",
)
ALIVE = ("<script>alert(1)", "<img src=x")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
PARAMETERS = (
    "q", "page", "tri", "export", "vue", "structure", "profile", "parts", "next", "filtres", "du",
    "au", "case", "role", "ouverts", "couche", "mois", "ligne", "colonne", "panneau", "fiche",
    "action", "post", "plan", "instance", "seance", "etude", "annee", "de", "suite", "acteur",
)  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
NUMBERS = st.sampled_from(
    ["0", "-1", "1", "2", str(2**63), "99999999999999999999", "9" * 5_000, "1.5", "²", ""]
)
QUESTIONS = st.dictionaries(st.sampled_from(PARAMETERS), TEXT | NUMBERS, min_size=1, max_size=5)
REJECTED = "data-maillage-errors"
START = MARK[:-2]  # searched for without its end, so that the search itself is no leak
SEARCHED = ({"page": "tout", "structure": START}, {"q": START, "page": "tout"})
CSV = {"export": "csv"}
UNKNOWN = {"export": "\x00", "q": "é\x00"}
WORKBOOK = {"export": "xlsx", "q": START}
EDITABLE = [model for model in own_models() if issubclass(model, Versioned)]
NOTHING_CHANGED = "Rien n’a changé"
BOTH_TEXTS = "pendant que vous écriviez"
READERS = Role.values if lengths.is_long else ["officer", "partner"]
if server_address() and not lengths.is_long:
    READERS = ["officer"]  # roles differ by rows, questions by SQL


def examples(short: int, full: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many random cases: few in a short run, `full` in a long one."""
    return settings(
        max_examples=lengths.of(short, full),
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def value_of(control: Control) -> st.SearchStrategy[object]:
    """What somebody, or something, may send in this field."""
    if control.kind == "file":
        return st.binary(max_size=200).map(lambda content: SimpleUploadedFile("a.json", content))
    offered = [*control.offered, control.value]
    if control.is_typed:
        return TEXT
    return st.sampled_from(offered) | NUMBERS | TEXT


def lost(form: PostedForm, sent: dict[str, object], page: Page) -> list[str]:
    """The typed fields of a refused form that do not come back, escaped, on its page."""
    return [
        name
        for name, control in form.controls.items()
        if control.is_typed and escape(str(sent[name])) not in page.text
    ]


def forms_of(page: Page) -> list[PostedForm]:
    """The forms of this answer, none when it is no page."""
    return posted_forms(page.text) if page.status_code == 200 and not page.streaming else []


def filler(visit: Visit) -> Reader:
    """Who fills the form in: the officer, or somebody without account where the page is open."""
    return visit.reader("nobody" if visit.is_open else "officer")


def forms_are_taken_or_given_back(visit: Visit) -> Iterator[str]:
    """A form filled by a hostile hand, or at random, gives back all that was typed, escaped."""
    faults: list[str] = []
    reader = filler(visit)
    pages = forms_of(visit.page(reader.name))

    def send(form: PostedForm, sent: dict[str, object]) -> None:
        answer = reader.ask("post", form.action or visit.path, sent)
        faults.extend(f"{reader.name} {fault}" for fault in given_back(form, sent, answer))

    @seed(visit.address.name)
    @examples(1, 60)
    @given(data=st.data())
    def send_random(data: st.DataObject) -> None:
        with undone():
            for form in pages:
                controls = form.controls.values()
                send(form, {one.name: data.draw(value_of(one), one.name) for one in controls})

    with undone():
        for form in pages:
            controls = form.controls.values()
            send(form, {one.name: HOSTILE if one.is_typed else one.value for one in controls})
    if pages:
        send_random()
    yield from faults


def given_back(form: PostedForm, sent: dict[str, object], answer: Page) -> Iterator[str]:
    """What is wrong with the answer to a form: a failure, a text that is lost or not escaped."""
    if answer.status_code >= 500:
        yield f"POST {sent}: {answer.status_code}"
    elif not answer.streaming and REJECTED in answer.text:
        yield from (f"POST: {name} is lost" for name in lost(form, sent, answer))
        yield from (f"POST: {text} is not escaped" for text in ALIVE if text in answer.text)


def random_questions_never_fail(visit: Visit) -> Iterator[str]:
    """Whatever stands after the question mark, a page is answered: other questions for each."""
    faults: list[str] = []
    reader = filler(visit)

    @seed(visit.address.name)
    @examples(4, 80)
    @given(question=QUESTIONS)
    def ask(question: dict[str, str]) -> None:
        if not visit.reads(reader.name, question):
            return
        with undone():
            status = reader.ask("get", visit.path, question).status_code
        if status >= 500:
            faults.append(f"{reader.name} GET {question}: {status}")

    ask()
    yield from faults


def exports_and_searches_show_nothing_of_others(visit: Visit) -> Iterator[str]:
    """A register is searched and taken away without a failure; nothing of others is in it.

    What pages show is read by whoever asked for them.
    """
    if visit.address.name == "account_logout":
        return
    with undone():
        for name in READERS:
            yield from _answers(visit, visit.reader(name))


def _answers(visit: Visit, reader: Reader) -> Iterator[str]:
    questions = [
        parameters
        for parameters in (*SEARCHED, UNKNOWN, CSV)
        if visit.reads(reader.name, parameters)
    ]
    pages = [reader.ask("get", visit.path, parameters) for parameters in questions]
    if CSV in questions and "html" not in pages[-1].headers.get("Content-Type", "html"):
        pages.append(reader.ask("get", visit.path, WORKBOOK))
    yield from (f"{reader.name} GET: {one.status_code}" for one in pages if one.status_code >= 500)
    yield from (f"{reader.name} GET: {MARK}" for one in pages if MARK in received(one))


def received(answer: Page) -> str:
    """All the text of an answer; a spreadsheet is unpacked."""
    content = answer.getvalue()
    if content[:2] != b"PK":
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def second_to_save_sees_both_texts(visit: Visit) -> Iterator[str]:
    """A form read before somebody else saved overwrites nothing: its page shows both texts."""
    name, page = visit.address.name, visit.page("officer") if visit.kind == "cooperation" else None
    if page is None or page.status_code != 200 or page.streaming or name in tried_in_their_room():
        return
    typed = versioned_form(page.text)
    if typed is None or not typed["version"][0].isdecimal():
        return
    sent = typed | filled_forms().get(name, {})
    with undone():
        for model in EDITABLE:
            model._default_manager.update(version=F("version") + 1)
        stale = visit.reader("officer").ask("post", visit.path, sent)
        is_answered = (
            stale.status_code == 302 and sent == typed and _says_nothing_changed(visit, stale)
        )
    if not is_answered and BOTH_TEXTS not in stale.text:
        yield f"officer POST: {stale.status_code}, without both texts"


def _says_nothing_changed(visit: Visit, stale: Page) -> bool:
    """Whether what was sent, being what is saved, led to a page that says so."""
    return NOTHING_CHANGED in visit.reader("officer").ask("get", stale.headers["Location"]).text


def swapped_identifiers_reach_nothing(visit: Visit) -> Iterator[str]:
    """A form that names an object of others reaches none: nothing of theirs is read or changed."""
    if visit.kind != "cooperation":
        return
    page, officer, elsewhere = visit.page("officer"), visit.reader("officer"), visit.place.elsewhere
    before = elsewhere.first_content
    with undone():
        with CaptureQueriesContext(connection) as queries:
            for form in forms_of(page):
                text_by_name = {
                    one.name: one.value or "2026-01-02" for one in form.controls.values()
                }
                for name, key in swaps_of(form, page, elsewhere):
                    officer.ask("post", form.action or visit.path, text_by_name | {name: key})
        if words := set(re.findall(r"\w+", " ".join(writes(queries)))):
            yield from (f"officer POST: {reached}" for reached in elsewhere.reached_by(words))
            if elsewhere.content() != before:
                yield "officer POST: an object of others is changed"


def model_of(field: ModelChoiceField[Model]) -> type[Model]:
    """The model among whose rows the field lets one choose."""
    assert field.queryset is not None
    return field.queryset.model


def candidates(page: Page, elsewhere: Elsewhere) -> Iterator[tuple[str, str]]:
    """Each field of the page's forms that names an object, with one of others of that kind."""
    for form in django_forms(page):
        for name, one in form.fields.items():
            if isinstance(one, ModelChoiceField):
                for key in sorted(elsewhere.rows.get(model_of(one), ()))[:1]:
                    yield form.add_prefix(name), str(key)


def swaps_of(form: PostedForm, page: Page, elsewhere: Elsewhere) -> list[tuple[str, str]]:
    """Each field of a form that names an object, with an object of others in its place.

    Of the fields that differ by a number, a row each, one is tried. Where it is known of what kind
    is the object, one of that kind is sent, and a few numbers where it is not.
    """
    of_their_kind = list(candidates(page, elsewhere))
    settled = {name for name, _key in of_their_kind}
    naming = {
        re.sub(r"\d+", "", one.name): one.name
        for one in form.controls.values()
        if one.kind in {"hidden", "select", "radio"}
        and one.name not in {"version", *settled}
        and any(value.isdigit() for value in [*one.offered, one.value])
    }
    numbers = [(name, str(key)) for name in naming.values() for key in elsewhere.keys]
    return [*of_their_kind, *numbers]
