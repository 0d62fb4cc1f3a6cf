"""Facilities, agreements and needs are written, renewed, corrected."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core import french
from maillage.core.agenda import dates
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityField
from maillage.trade.context.facilities.queries import facility_page
from maillage.trade.context.facilities.services import add_agreement, edit_facility
from maillage.trade.context.models import DeficitArea, Duty, Facility, FacilityAgreement, LocalNeed
from tests.conftest import SignIn
from tests.ground.directory.reading import plain, reading
from tests.trade.context.facilities.communes import counted, url
from tests.trade.context.makers import make_facility, make_facility_agreement


def add(
    officer: Client, cooperation: Cooperation, area: Territory, **typed: str
) -> tuple[int, str]:
    values = {"name": "La Parenthèse", "kind": "laep", "state": "open", "commune": str(area.pk)}
    page = officer.post(url(cooperation, "facility_add"), values | typed)
    return page.status_code, plain(page.text) if page.status_code != 302 else ""


def test_a_facility_is_written(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    status, _page = add(officer, cooperation, communes[0], places="12", hours="mercredi matin")

    rows = Facility.objects.values_list("name", "kind", "places", "commune__name")
    assert (status, list(rows)) == (302, [("La Parenthèse", "laep", 12, "Bouin-sur-Mer")])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"places": "4500"}, "4500 places : est-ce le nombre d’enfants ?"),
        ({"places": "10", "free_places": "11"}, "Il y a plus de places libres que de places."),
        ({"state": "closed"}, "Dites quand il a fermé."),
        ({"since": "05/01/2026", "until": "04/01/2026"}, "La fin précède le début"),
        ({"counted_on": "05/01/2099"}, "Ce jour est à venir"),
        ({"name": "creche du moulin"}, "Cet équipement est déjà dans la liste"),
    ],
)
def test_a_bad_facility_is_refused(
    officer: Client,
    cooperation: Cooperation,
    communes: list[Territory],
    typed: dict[str, str],
    sentence: str,
) -> None:
    make_facility(cooperation=cooperation, commune=communes[0])

    status, page = add(officer, cooperation, communes[0], **typed)

    assert (status, Facility.objects.count(), sentence in page) == (422, 1, True)


def test_an_agreement_follows_and_falls_in_the_dates(
    officer: Client, access: Access, communes: list[Territory]
) -> None:
    one = make_facility(cooperation=access.cooperation, commune=communes[0])
    page = url(access.cooperation, "agreement_add", one.pk)
    end = timezone.localdate() + timedelta(days=100)

    bad = officer.post(page, {"kind": "cof", "start_on": "05/01/2026", "end_on": "04/01/2026"})
    officer.post(page, {"kind": "cof", "end_on": f"{end:%d/%m/%Y}"})

    coming = dates.ask(access, end, end)
    assert (bad.status_code, FacilityAgreement.objects.get().end_on) == (422, end)
    assert [one.label for one in coming] == ["Fin de convention : Crèche du Moulin"]
    assert "À renouveler" in officer.get(url(access.cooperation)).text


def test_end_of_an_agreement_is_due_until_another_follows(
    access: Access, communes: list[Territory]
) -> None:
    one = make_facility(cooperation=access.cooperation, commune=communes[0])
    ends = [timezone.localdate() + timedelta(days=days) for days in (-30, 60, 900)]
    read = []
    for end in ends:
        draft = FacilityAgreement(facility=one, kind="cof", with_whom="Caf", end_on=end)
        add_agreement(access=access, agreement=draft)
        edit_facility(access=access, facility=one, read=one.version)
        read.append(list(Duty.objects.values_list("due_on", "kind", "source_act")))
    one.state = "closed"
    edit_facility(access=access, facility=one, read=one.version)

    assert read == [[], [(ends[1], "end", "Caf")], [(ends[2], "end", "Caf")]]
    assert not Duty.objects.exists()


def test_what_was_renewed_is_no_more_to_renew(access: Access, communes: list[Territory]) -> None:
    one = make_facility(cooperation=access.cooperation, commune=communes[0])
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (60, 900))
    make_facility_agreement(facility=one, end_on=soon)
    make_facility_agreement(facility=one, end_on=later)

    assert facility_page(access, FacilityField.CHILDREN).renewals == []


def test_sheet_of_a_facility_calls_for_what_is_to_renew(
    sign_in: SignIn, cooperation: Cooperation, communes: list[Territory]
) -> None:
    one = make_facility(cooperation=cooperation, commune=communes[0])
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (60, 900))
    page, renew = (url(cooperation, name, one.pk) for name in ("facility", "agreement_add"))
    main = f'class="m-button m-button-main" href="{renew}"'

    def calls(role: str) -> list[bool]:
        text = sign_in(role).get(page).text
        day = plain(french.long_date(soon))
        return [main in text, f"jusqu’au {day}." in plain(reading(text))]

    bare = calls("officer")
    make_facility_agreement(facility=one, end_on=soon)
    due = calls("officer")
    others = calls("observer")
    make_facility_agreement(facility=one, end_on=later)

    assert (bare, due, others) == ([False, False], [True, True], [False, True])
    assert calls("officer") == [False, False]


def test_a_need_of_the_same_year_is_corrected(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    page = url(cooperation, "need_note")
    typed = {"commune": str(communes[0].pk), "kind": "under3", "year": "2023", "source": "Insee"}

    future = officer.post(page, typed | {"number": "58", "year": "2099"})
    for number in ("58", "61"):
        officer.post(page, typed | {"number": number})

    assert "Écrivez l’année du comptage" in plain(future.text)
    assert list(LocalNeed.objects.values_list("number", "year")) == [(61, 2023)]


def test_what_an_officer_knows_wins_over_the_count(
    officer: Client, access: Access, communes: list[Territory]
) -> None:
    counted(access.cooperation, communes)
    page = url(access.cooperation, "deficit_note")
    typed = {"territory": str(communes[0].pk), "field": "children", "is_deficit": "no"}

    officer.post(page, typed | {"reason": "La crèche du bourg voisin suffit."})

    assert DeficitArea.objects.count() == 1
    assert facility_page(access, FacilityField.CHILDREN).deficits == []
