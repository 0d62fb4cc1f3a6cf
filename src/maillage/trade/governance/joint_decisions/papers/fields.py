"""Which fields may a template of a joint decision's paper name?"""

from django.utils.translation import gettext as _

from maillage.foundation.documents.writing.kinds import Field
from maillage.law.rules import built_in_rules


def decision_fields() -> tuple[Field, ...]:
    """What every paper of a joint decision may say."""
    return (
        Field("intitule", _("L’intitulé de la décision"), _("Charte de coopération")),
        Field(
            "question",
            _("La question posée aux conseils"),
            _("Approuver la charte et sa clé de répartition."),
        ),
        Field("proposee_par", _("L’instance qui la propose"), _("Comité de pilotage")),
        Field("proposee_le", _("Le jour où elle l’a proposée"), "1er septembre 2026"),
        Field("regle", _("La règle qui la dit acquise"), _("accord de toutes les structures.")),
        Field("silence", _("Ce que vaut un silence"), _("Un silence ne vaut ni accord ni refus.")),
        Field("version", _("Le numéro de la version du texte"), "2"),
        Field("texte_du", _("Le jour de cette version"), "15 septembre 2026"),
        Field(
            "texte",
            _("Le texte soumis, s’il est gardé en mots"),
            _("Article 1. Le cap commun.\nArticle 2. La clé de répartition."),
        ),
        Field("empreinte", _("L’empreinte du texte, à lire à voix haute"), "7c1e 90b4 d2fa"),
    )


def council_fields() -> tuple[Field, ...]:
    """What the papers of one council may say of it."""
    return (
        Field("structure", _("La structure dont le conseil est saisi"), _("Commune d’Aubry")),
        Field("conseil", _("Son conseil"), _("conseil municipal")),
        Field("contact", _("Son point de contact"), _("Marc Petit")),
        Field("seance", _("La séance de son conseil, si elle est connue"), "12 novembre 2026"),
        Field("executif", _("Qui signe, dans une phrase"), _("la ou le maire")),
        Field("executif_signe", _("Qui signe, sous le texte"), _("La ou le maire")),
        Field(
            "transmission",
            _("Quand l’acte est exécutoire ; vide pour un conseil privé"),
            _("La délibération est exécutoire quand elle est transmise et publiée."),
        ),
    )


def referral_fields() -> tuple[Field, ...]:
    """What the papers of one council may say of what is asked, and by when."""
    return (
        Field("ensemble", _("À combien de structures la question est posée"), _("neuf structures")),
        Field(
            "delai",
            _("Quand son conseil se convoque, si la séance est connue"),
            _("Sa convocation part au plus tard le 6 novembre 2026."),
        ),
        Field(
            "delai_source",
            _("Le texte qui fixe ce délai"),
            built_in_rules()["clear_days.commune_below_3500"].source,
        ),
    )


def tracking_fields() -> tuple[Field, ...]:
    """Where the decision stands, and each council."""
    return (
        Field("etat", _("Où en est la décision"), _("Encore possible")),
        Field("lecture", _("Pourquoi, en une phrase"), _("Il manque deux accords.")),
        Field("attendu", _("Quand tous auront répondu"), _("Au plus tôt le 18 décembre 2026.")),
        Field(
            "structures",
            _("Les structures appelées à décider"),
            (
                _followed(_("Commune d’Aubry"), _("adoptée, 12 novembre"), "2026-41"),
                _followed(_("Commune de Brix"), _("à voter, 3 décembre"), ""),
            ),
            (
                Field("nom", _("Son nom"), ""),
                Field("conseil", _("Son conseil"), ""),
                Field("seance", _("La séance de son conseil"), ""),
                Field("saisie", _("Si le texte est parti, et quand"), ""),
                Field("inscrite", _("Si la question est inscrite"), ""),
                Field("votee", _("Le vote et son jour"), ""),
                Field("transmise", _("Si l’acte est transmis"), ""),
                Field("publiee", _("Si l’acte est publié, ou exécutoire"), ""),
                Field("acte", _("Le numéro de l’acte"), ""),
                Field("reserves", _("Ses réserves"), ""),
            ),
        ),
    )


def _followed(name: str, voted: str, act: str) -> dict[str, str]:
    return {
        "nom": name,
        "conseil": _("conseil municipal"),
        "seance": "12 novembre 2026",
        "saisie": _("saisie, 20 octobre"),
        "inscrite": _("inscrite, 12 novembre"),
        "votee": voted,
        "transmise": _("transmise, 16 novembre") if act else _("à transmettre"),
        "publiee": _("exécutoire, 17 novembre") if act else _("à publier"),
        "acte": act,
        "reserves": "",
    }
