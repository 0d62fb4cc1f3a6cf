"""What a structure says of an option is noted, corrected by another day, told when it leaves."""

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Member, Organisation
from maillage.trade.dialogue.compromises.queries import standing_answers
from maillage.trade.dialogue.models import OptionAnswer
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.dialogue.compromises.table import a_table
from tests.trade.dialogue.compromises.test_compromises import typed, url
from tests.trade.dialogue.makers import make_option_answer

TODAY = timezone.localdate


def test_an_answer_is_noted_and_the_former_one_stays(officer: Client, access: Access) -> None:
    compromise, options, actors = a_table(access)
    option, actor = options["Aux habitants"], actors["Bourg-Vieux"]
    here = url(access.cooperation, "compromise_answer", option.pk)

    answer = officer.post(here, typed(actor, stance="conditions", conditions="Un plafond"))

    case = f"{option.pk}~{actor.pk}"
    back = url(access.cooperation, "compromise", compromise.pk)
    assert answer.headers["Location"] == f"{back}?case={case}#c-{case}"
    standing = standing_answers(access, compromise.pk, TODAY())[option.pk, actor.pk]
    assert (standing.stance, standing.conditions) == ("conditions", "Un plafond")
    assert OptionAnswer.objects.filter(option=option, actor=actor).count() == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"stance": "conditions"}, "Écrivez au moins une condition."),
        ({"conditions": "Un plafond"}, "Des conditions ne vont qu’avec « sous conditions »"),
        ({"source_on": "01/01/2099"}, "Cette date est dans l’avenir"),
        ({"source_kind": "third", "visibility": "team"}, "reste aux chargées de coopération"),
        ({"actor": 0}, "Sélectionnez un choix valide"),
    ],
)
def test_bad_answers_are_refused(
    officer: Client, access: Access, more: dict[str, object], sentence: str
) -> None:
    _compromise, options, actors = a_table(access, {})
    here = url(access.cooperation, "compromise_answer", options["Aux trajets"].pk)

    page = officer.post(here, typed(actors["Aubray"], said="Elle l’a dit.") | more)

    assert (page.status_code, OptionAnswer.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")
    assert "Elle l’a dit." in page.text


def test_two_officers_on_one_answer_see_both(officer: Client, access: Access) -> None:
    _compromise, options, actors = a_table(access, {})
    option, actor = options["Aux trajets"], actors["Aubray"]
    here = url(access.cooperation, "compromise_answer", option.pk)
    make_option_answer(option=option, actor=actor, stance="refusal", said="Le sien.")

    page = officer.post(here, typed(actor, said="Le mien.", last=0))
    again = officer.post(here, typed(actor, said="Le mien."))

    assert (page.status_code, again.status_code) == (409, 302)
    assert "Le sien." in page.text
    assert "Le mien." in page.text
    assert OptionAnswer.objects.count() == 2


@pytest.mark.parametrize("became", ["left", "merged"])
def test_a_structure_that_left_or_merged_is_said_and_keeps_its_answers(
    officer: Client, access: Access, became: str
) -> None:
    compromise, _options, actors = a_table(access)
    gone = actors["Aubray"].organisation
    assert gone is not None
    if became == "left":
        Member.objects.filter(organisation=gone).update(until=timezone.localdate())
    else:
        heir = make_organisation(workspace=access.cooperation.workspace, name="Grand Aubray")
        Organisation.objects.filter(pk=gone.pk).update(successor=heir)

    page = plain(officer.get(url(access.cooperation, "compromise", compromise.pk)).text)
    text = officer.get(url(access.cooperation, "compromise_ask", compromise.pk)).text

    words = {"left": "n’est plus membre", "merged": "repris par Grand Aubray"}
    assert (words[became] in page, "2 oui" in page) == (True, True)
    assert ("Bourg-Vieux</option>" in text, "Aubray</option>" in text) == (True, False)
