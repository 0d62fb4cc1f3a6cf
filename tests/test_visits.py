"""Every address of the application, visited once and asked everything."""

from collections.abc import Iterator
from operator import attrgetter

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from tests.addresses import Address, addresses
from tests.models_of_databases import server_address
from tests.reliability.production import production_settings
from tests.visits import doors, forms, pages, words
from tests.visits.doors import Rule
from tests.visits.place import Place, Visit, in_production, make_place

pytestmark = pytest.mark.django_db
# What PostgreSQL can change: the queries of each page, of each question that it reads, of what is
# typed in its forms.
OF_QUERIES: tuple[Rule, ...] = (
    doors.page_is_read_and_writes_nothing,
    doors.workspace_opens_to_its_administrators,
    forms.forms_are_taken_or_given_back,
    forms.random_questions_never_fail,
    forms.exports_and_searches_show_nothing_of_others,
)
# What is answered before any query, read on the page, or settled by the key of a row, which both
# databases compare alike. Two who write at once are in tests/reliability, on both.
OF_ANSWERS: tuple[Rule, ...] = (
    doors.anonymous_is_sent_to_sign_in,
    doors.stranger_finds_nothing,
    doors.door_opens_to_the_right_alone,
    doors.audience_is_who_may_open,
    doors.links_lead_where_one_may_come,
    doors.objects_of_others_do_not_exist,
    doors.foreign_token_changes_nothing,
    doors.every_method_is_answered,
    doors.second_factor_comes_first,
    doors.closed_is_read_and_not_written,
    forms.second_to_save_sees_both_texts,
    forms.swapped_identifiers_reach_nothing,
    pages.page_is_sound,
    pages.page_speaks_the_words_of_its_profile,
    pages.reading_is_no_slogan,
    pages.offered_papers_are_written,
    words.nobody_is_cut_by_a_dot,
    words.days_are_written_in_french,
    words.files_are_chosen_in_our_words,
    words.an_end_says_what_it_does,
    words.page_says_where_it_stands,
)
EVERY_RULE = (*OF_QUERIES, *OF_ANSWERS)


@pytest.fixture(scope="module")
def place(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """What every visit finds: made once, in a transaction that each of them leaves as it was."""
    with pytest.MonkeyPatch.context() as patch:
        read = production_settings(patch, tmp_path_factory.mktemp("production"))
    with in_production(read), django_db_blocker.unblock(), transaction.atomic():
        yield make_place()
        transaction.set_rollback(True)


def faults_of(visit: Visit, rules: tuple[Rule, ...] = EVERY_RULE) -> list[str]:
    """What is wrong at an address: the rule that is broken, for whom, and how."""
    visit.place.comes_back()
    broken = [f"{rule.__name__}: {fault}" for rule in rules for fault in rule(visit)]
    return broken + [fault for reader in visit.place.readers.values() for fault in reader.faults]


@pytest.mark.parametrize("address", addresses(), ids=attrgetter("name"))
def test_address_keeps_every_rule(address: Address, place: Place, *, is_long: bool) -> None:
    rules = OF_QUERIES if server_address() and not is_long else EVERY_RULE

    assert faults_of(Visit(place, address), rules) == []


@pytest.mark.skipif(bool(server_address()), reason="a rule finds the same on every database")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("unguarded", "anonymous_is_sent_to_sign_in"),
        ("signed_in", "stranger_finds_nothing"),
        ("signed_in", "second_factor_comes_first"),
        ("ajar", "door_opens_to_the_right_alone: observer: [200"),
        ("says_all", "audience_is_who_may_open: « tous les accès », but 403 for elected"),
        ("leads_out", "links_lead_where_one_may_come: observer: /casse/"),
        ("writes", "page_is_read_and_writes_nothing: officer GET writes"),
        ("reaches", "objects_of_others_do_not_exist: officer, objects of Coopération zq"),
        ("of_workspace", "workspace_opens_to_its_administrators"),
        ("without_token", "foreign_token_changes_nothing: officer POST"),
        ("invites", "officer GET 200: Access-Control-Allow-Origin"),
        ("echoes", "officer TRACE 200: ce-qui-ne-revient-dans-aucune-page"),
        ("echoes", "every_method_is_answered: officer TRACE: message/http"),
        ("bare", "officer GET 200: Content-Security-Policy"),
        ("unsound", "page_is_sound: elected: a"),
        ("offers", "offered_papers_are_written: partner: /c/"),
        ("usual_words", "page_speaks_the_words_of_its_profile: officer: x"),
        ("never_closed", "closed_is_read_and_not_written: officer POST, closed: 200"),
        ("never_closed", "closed_is_read_and_not_written: officer POST writes, closed"),
        ("never_closed", "closed_is_read_and_not_written: partner, closed: the page offers"),
        ("loses", "forms_are_taken_or_given_back: nobody POST: a is lost"),
        (
            "unescaped",
            "forms_are_taken_or_given_back: nobody POST: <script>alert(1) is not escaped",
        ),
        ("overwrites", "second_to_save_sees_both_texts: officer POST: 200, without"),
        ("shows_others", "exports_and_searches_show_nothing_of_others: officer GET"),
        ("changes_others", "swapped_identifiers_reach_nothing: officer POST: an object of others"),
    ],
)
def test_broken_rule_is_found(name: str, expected: str, place: Place, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.visits.broken_urls"
    address = next(one for one in addresses() if one.name == f"broken:{name}")

    faults = faults_of(Visit(place, address))

    assert [fault for fault in faults if fault.startswith(expected)] != [], faults


def test_page_that_fails_says_who_asked_for_what(place: Place, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.visits.broken_urls"
    address = next(one for one in addresses() if one.name == "broken:fails")

    with pytest.raises(ValueError, match="invalid literal") as failure:
        faults_of(Visit(place, address))

    assert failure.value.__notes__[0].startswith("officer: GET /casse/n/ {")
