"""Every address of the application, one prefix per room."""

from django.urls import include, path

handler400 = "maillage.core.errors.bad_request"
handler403 = "maillage.core.errors.forbidden"
handler404 = "maillage.core.errors.not_found"
handler500 = "maillage.core.errors.server_error"

# Asked for before all others, and its beginning read once for all rooms.
rooms_of_a_cooperation = [
    path("echanges/", include("maillage.foundation.exchange.urls")),
    path("vie/", include("maillage.roof.departures.urls")),
    path("documents/", include("maillage.foundation.documents.urls")),
    path("annuaire/", include("maillage.ground.directory.urls")),
    path("acteurs/", include("maillage.ground.actors.urls")),
    path("enjeux/", include("maillage.trade.stakes.urls")),
    path("contexte/", include("maillage.trade.context.urls")),
    path("evaluation/", include("maillage.trade.evaluation.urls")),
    path("financement/", include("maillage.trade.funding.urls")),
    path("plan/", include("maillage.trade.plan.urls")),
    path("gouvernance/", include("maillage.trade.governance.urls")),
    path("dialogue/", include("maillage.trade.dialogue.urls")),
    path("en-prealable/territoires/", include("maillage.ground.territories.urls")),
]

urlpatterns = [
    path("c/<slug:cooperation>/", include(rooms_of_a_cooperation)),
    path("", include("maillage.foundation.cooperations.urls")),
    path("", include("maillage.roof.upkeep.urls")),
    path("compte/", include("maillage.foundation.accounts.urls")),
    path("", include("maillage.foundation.mail.urls")),
    path("", include("maillage.ground.missions.urls")),
    path("e/<slug:workspace>/personnes/", include("maillage.ground.directory.workspace_urls")),
    path("exemples/", include("maillage.roof.examples.urls")),
]
