import re

from django.template.loader import render_to_string

from maillage.core.map_page import Column, Layer, MapPage, Place, Swatch, layers_on

LAYERS = (Layer("membres", "Membres", on=True), Layer("sieges", "Sièges", on=False))
PAGE = MapPage(
    caption="Les territoires concernés",
    place_title="Territoire",
    columns=(Column("Habitants", "habitants", numeric=True), Column("Dans le Parc")),
    places=(
        Place("CC des Trois Étangs", ("17 850", "5 sur 16"), "com. de communes", "/t/3/", "cc", 3),
        Place("Parc des Marches", ("26 900", ""), kind="parc", current=True),
    ),
    layers=LAYERS,
    legend=(Swatch("cc", "communauté de communes"), Swatch("point", "membre sans contour")),
)


def test_list_says_what_the_map_draws() -> None:
    page = re.sub(r"[ \n]+", " ", render_to_string("core/map.html", {"map": PAGE}))

    assert '<a href="/t/3/">CC des Trois Étangs</a><small>com. de communes</small>' in page
    assert '<td role="cell" class="m-num">17 850<span class="m-cardlabel"> habitants</span>' in page
    assert page.count('aria-current="true"') == 1
    assert re.findall(r'class="m-swatch" data-kind="(\w+)"', page) == ["cc", "point", "cc", "parc"]


def test_switches_stay_until_the_form_is_sent() -> None:
    assert layers_on({}, LAYERS) == LAYERS
    assert layers_on({"couches": "1", "sieges": "1"}, LAYERS) == (
        Layer("membres", "Membres", on=False),
        Layer("sieges", "Sièges", on=True),
    )
