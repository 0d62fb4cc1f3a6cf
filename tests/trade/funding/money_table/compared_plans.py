"""Plans of money received over plans that are noted, and the answers given."""

import re
from collections.abc import Sequence

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.trade.funding.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.money_table.target import MONEY_TABLE
from tests.foundation.exchange.importing import check
from tests.ground.directory.reading import plain

TAGS = re.compile(r"<[^>]+>")


YEAR = timezone.localdate().year


def everything() -> list[object]:
    """All that plans hold, to be compared; the version of what was restored is another."""
    models = (FundingPlan, CostLine, FundingLine, LineStep)
    return [
        [{**row, "version": 0} for row in model.objects.order_by("pk").values()] for model in models
    ]


def received(access: Access, text: str) -> Import:
    run = receive_file(
        author=access.user,
        cooperation=access.cooperation,
        target=MONEY_TABLE,
        name="maquette.csv",
        content=text.encode(),
    )
    return check(run)


def page_of(client: Client, run: Import, step: str) -> str:
    """What a page of the wizard says in view: what is folded is left out."""
    address = reverse(f"exchange:import_wizard_{step}", args=[run.cooperation.slug, run.pk])
    text = client.get(address).content.decode()
    folded = r"<details(?! class=\"[^\"]*\" open).*?</details>|<select.*?</select>"
    main = re.sub(folded, "", text, flags=re.DOTALL)
    return plain(TAGS.sub(" ", main.partition("<main")[2])).replace(" .", ".")


def answered(
    client: Client, run: Import, words: Sequence[str] = (), ticks: Sequence[str] = ()
) -> Import:
    """The import once the answers that open with these words are chosen, these boxes ticked."""
    choices = [
        (one["choices"][0][0], key)
        for one in run.preview["alternatives"]
        for key, label in one["choices"]
        if any(plain(label).startswith(some) for some in words)
    ]
    assert len(choices) == len(words)
    address = reverse("exchange:import_wizard_check", args=[run.cooperation.slug, run.pk])
    data = {f"choice-{first}": key for first, key in choices} | dict.fromkeys(ticks, "on")
    client.post(address, {**data, "step": "import"})
    return run_import(run=Import.objects.get(pk=run.pk))


def options(run: Import) -> list[tuple[str, list[str]]]:
    """Each question with its answers."""
    return [
        (plain(one["sentence"]), [plain(label) for _key, label in one["choices"]])
        for one in run.preview["alternatives"]
    ]
