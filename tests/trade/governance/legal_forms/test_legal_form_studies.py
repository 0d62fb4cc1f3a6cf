"""A situation is studied, a form kept with its reason, or taken back."""

from datetime import date
from decimal import Decimal

from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.legal_forms.queries import reading_of
from maillage.trade.governance.models import Agreement, FormStudy, StudyMember
from tests.ground.directory.reading import plain
from tests.ground.territories.makers import make_membership, make_population
from tests.trade.governance.legal_forms.members import a_member, url
from tests.trade.governance.makers import make_form_study


def test_a_situation_is_studied_then_corrected(officer: Client, cooperation: Cooperation) -> None:
    first, second = a_member(cooperation, "CC A"), a_member(cooperation, "Sivom B", "syndicate")
    typed = {"purpose": "la piscine", "shares": "equipment", "wants_new_body": "unknown"}
    both = typed | {"organisations": [first.pk, second.pk]}

    opened = officer.post(url(cooperation, "legal_forms_add"), both)
    study = FormStudy.objects.get()
    more = {f"kind_{second.pk}": "open_syndicate", "open_market_share": "12,5", "version": 1}
    officer.post(url(cooperation, "form_study_edit", study.pk), both | more)

    study.refresh_from_db()
    assert opened.headers["Location"] == url(cooperation, "form_study", study.pk)
    assert (study.visibility, study.open_market_share) == ("team", Decimal("12.5"))
    assert sorted(StudyMember.objects.values_list("organisation", "kind")) == [
        (first.pk, ""),
        (second.pk, "open_syndicate"),
    ]


def test_registers_say_the_population_and_the_community(cooperation: Cooperation) -> None:
    hub = a_member(cooperation, "CC A", code="200000001")
    inside = a_member(cooperation, "Bourg", "commune", code="44001")
    make_membership(territory=inside.territory, area=hub.territory)
    make_population(territory=hub.territory, count=120_000)
    study = make_form_study(cooperation=cooperation, organisations=[hub, inside])

    read = reading_of(study)

    shared = read.of("shared_service")
    assert shared is not None
    assert (shared.is_possible, shared.doubts) == (True, ())


def test_a_form_is_kept_with_its_reason(officer: Client, cooperation: Cooperation) -> None:
    study = make_form_study(
        cooperation=cooperation, organisations=[a_member(cooperation, f"CC {n}") for n in "AB"]
    )
    choose = url(cooperation, "form_study_choose", study.pk)
    typed = {"chosen": "shared_service", "chosen_on": "24/09/2026", "version": 1}

    refused = officer.post(choose, typed)
    officer.post(choose, typed | {"reason": "Nous allons fusionner."})
    page = plain(officer.get(url(cooperation, "form_study", study.pk)).text)

    study.refresh_from_db()
    assert refused.status_code == 422
    assert (study.chosen, study.chosen_on, study.chosen_by) == (
        "shared_service",
        date(2026, 9, 24),
        FormStudy.objects.get().chosen_by,
    )
    assert (
        "L’étude écarte cette forme : il faut un EPCI à fiscalité propre et ses seuls membres."
        in page
    )
    assert "interdit" not in page


def test_a_choice_is_taken_back(officer: Client, cooperation: Cooperation) -> None:
    study = make_form_study(
        cooperation=cooperation, chosen="entente", reason="Simple.", chosen_on=date(2026, 9, 24)
    )
    choose = url(cooperation, "form_study_choose", study.pk)
    none = {"chosen": "none", "chosen_on": "24/09/2026", "version": 1}

    refused = officer.post(choose, none | {"reason": "Une autre raison."})
    officer.post(choose, none | {"reason": "Simple."})

    study.refresh_from_db()
    assert refused.status_code == 422
    assert (study.chosen, study.reason, study.chosen_on, study.chosen_by) == ("", "", None, None)


def test_another_form_does_not_take_the_reason_of_the_first(
    officer: Client, cooperation: Cooperation
) -> None:
    study = make_form_study(
        cooperation=cooperation, chosen="entente", reason="Simple.", chosen_on=date(2026, 9, 24)
    )
    choose = url(cooperation, "form_study_choose", study.pk)

    pages = [officer.get(f"{choose}{query}").text for query in ("", "?forme=petr", "?forme=zz")]

    assert ["Simple." in page for page in pages] == [True, False, True]


def test_a_form_that_is_kept_opens_its_agreement(officer: Client, cooperation: Cooperation) -> None:
    both = [a_member(cooperation, name) for name in ("CC A", "CC B")]
    study = make_form_study(cooperation=cooperation, organisations=both)
    choice = {"chosen": "entente", "reason": "Légère.", "chosen_on": date(2026, 3, 5)}
    FormStudy.objects.filter(pk=study.pk).update(**choice)

    to_write = f"{url(cooperation, 'agreement_add')}?etude={study.pk}"
    sheet = officer.get(url(cooperation, "form_study", study.pk)).text
    form = officer.get(to_write).context["form"]
    Agreement.objects.create(
        cooperation=cooperation, author=study.author, title="Entente enfance", study=study
    )
    after = officer.get(url(cooperation, "form_study", study.pk)).text

    assert (to_write in sheet, to_write in after, "Entente enfance" in after) == (True, False, True)
    assert (form.initial["study"], form.initial["kind"]) == (study.pk, "entente")
    assert form["organisations"].value() == [one.pk for one in both]


def test_a_study_is_removed_and_its_agreement_stays(
    officer: Client, cooperation: Cooperation
) -> None:
    study = make_form_study(cooperation=cooperation)
    agreement = Agreement.objects.create(
        cooperation=cooperation, author=study.author, title="Entente", study=study
    )

    officer.post(url(cooperation, "form_study_remove", study.pk))

    agreement.refresh_from_db()
    assert (FormStudy.objects.count(), agreement.study) == (0, None)
