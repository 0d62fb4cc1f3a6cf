"""Addresses of exchange."""

from django.urls import path

from maillage.foundation.exchange.export import views as export
from maillage.foundation.exchange.import_wizard import views as import_wizard

app_name = "exchange"
urlpatterns = [
    path("import/", import_wizard.import_wizard, name="import_wizard"),
    path("import/<int:run>/", import_wizard.import_wizard_run, name="import_wizard_run"),
    path(
        "import/<int:run>/colonnes/",
        import_wizard.import_wizard_columns,
        name="import_wizard_columns",
    ),
    path(
        "import/<int:run>/verifier/", import_wizard.import_wizard_check, name="import_wizard_check"
    ),
    path("import/<int:run>/annuler/", import_wizard.import_wizard_undo, name="import_wizard_undo"),
    path(
        "import/<int:run>/abandonner/",
        import_wizard.import_wizard_drop,
        name="import_wizard_drop",
    ),
    path("export/", export.export, name="export"),
]
