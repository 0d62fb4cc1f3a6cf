"""The effect in euros of an amendment is read beside its words, by the team alone."""

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.cost_keys.amended import (
    Cell,
    Priced,
    amendments_to_price,
    prices_of_article,
)
from maillage.trade.funding.models import CriterionValue
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member
from tests.trade.funding.makers import make_cost_key, make_cost_sharing
from tests.trade.governance.agreements.makers import make_agreement, make_article_amendment


def test_what_each_would_change_is_read_beside_the_words(officer: Client, access: Access) -> None:
    place = access.cooperation
    agreement = make_agreement(cooperation=place)
    body = make_member(cooperation=place).organisation
    amendment = make_article_amendment(agreement=agreement, organisation=body)
    sharing = make_cost_sharing(cooperation=place, label="Maison", payers=2)
    make_cost_key(sharing=sharing)
    key = make_cost_key(sharing=sharing)
    key.amendment = amendment
    key.save()
    last = CriterionValue.objects.filter(criterion__weights__key=key).latest("pk")
    last.value = 30
    last.save()

    (panel,) = prices_of_article(access, amendment.article_id)
    page = officer.get(reverse("governance:amendments", args=[place.slug, agreement.pk]))
    partner = make_access(cooperation=place, role=Role.PARTNER)

    base, own = "Sans amendement, clé A", str(body)
    names = [str(one.organisation) for one in sharing.members.order_by("place")]
    assert panel.context["tables"] == [
        Priced(
            heads=[(base, "Jours, clé A"), (own, "Jours, clé B")],
            rows=[
                (names[0], [Cell(base, "500,00"), Cell(own, "250,00", "−250")]),
                (names[1], [Cell(base, "500,00"), Cell(own, "750,00", "+250")]),
            ],
            totals=[Cell(base, "1\xa0000,00"), Cell(own, "1\xa0000,00")],
            note="1\xa0000\xa0€ à partager, Maison, 2027.",
            url=reverse("funding:sharing", args=[place.slug, sharing.pk]),
        )
    ]
    assert "Ce que chacun changerait" in page.content.decode()
    assert list(amendments_to_price(access)) == [amendment]
    assert list(prices_of_article(partner, amendment.article_id)) == []
