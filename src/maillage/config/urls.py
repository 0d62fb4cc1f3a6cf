"""Every address of the application, one prefix per room."""

from django.urls import include, path

handler400 = "maillage.core.errors.bad_request"
handler403 = "maillage.core.errors.forbidden"
handler404 = "maillage.core.errors.not_found"
handler500 = "maillage.core.errors.server_error"

urlpatterns = [
    path("", include("maillage.foundation.cooperations.urls")),
    path("", include("maillage.roof.upkeep.urls")),
    path("compte/", include("maillage.foundation.accounts.urls")),
    path("", include("maillage.foundation.mail.urls")),
    path("", include("maillage.ground.missions.urls")),
    path("c/<slug:cooperation>/echanges/", include("maillage.foundation.exchange.urls")),
    path("c/<slug:cooperation>/vie/", include("maillage.roof.departures.urls")),
    path("c/<slug:cooperation>/documents/", include("maillage.foundation.documents.urls")),
    path("c/<slug:cooperation>/annuaire/", include("maillage.ground.directory.urls")),
    path("c/<slug:cooperation>/acteurs/", include("maillage.ground.actors.urls")),
    path("c/<slug:cooperation>/enjeux/", include("maillage.trade.stakes.urls")),
    path("c/<slug:cooperation>/contexte/", include("maillage.trade.context.urls")),
    path("c/<slug:cooperation>/gouvernance/", include("maillage.trade.governance.urls")),
    path("c/<slug:cooperation>/dialogue/", include("maillage.trade.dialogue.urls")),
    path("e/<slug:workspace>/personnes/", include("maillage.ground.directory.workspace_urls")),
    path("exemples/", include("maillage.roof.examples.urls")),
    path(
        "c/<slug:cooperation>/en-prealable/territoires/",
        include("maillage.ground.territories.urls"),
    ),
]
