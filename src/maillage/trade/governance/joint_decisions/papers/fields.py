"""Which fields may a template of a joint decision's paper name?"""

from django.utils.translation import gettext as _

from maillage.foundation.documents.writing.kinds import Field
from maillage.law.deliberation import executory_rule
from maillage.law.organs import organs
from maillage.law.quorum import quorum_rule
from maillage.law.rules import built_in_rules


def decision_fields() -> tuple[Field, ...]:
    """What every paper of a joint decision may say."""
    return (
        Field("intitule", _("L’intitulé de la décision"), _("Charte de coopération")),
        Field(
            "intitule_complet",
            _("Le même, l’accord en toutes lettres là où il se lit d’abord"),
            _("Charte de coopération"),
        ),
        Field(
            "question",
            _("La question posée aux conseils"),
            _("Approuver la charte et sa clé de répartition."),
        ),
        Field("objet", _("La question, sans point d’interrogation"), _("approuver la charte")),
        Field("proposant", _("L’instance qui la propose, en phrase"), _("Le comité de pilotage")),
        Field(
            "proposant_minuscule",
            _("L’instance qui la propose, dans une phrase"),
            _("le comité de pilotage"),
        ),
        Field("de_cooperation", _("De la coopération"), _("de l’Entente du Bocage")),
        Field("proposee_par", _("L’instance qui la propose"), _("Comité de pilotage")),
        Field("proposee_le", _("Le jour où elle l’a proposée"), "1er septembre 2026"),
        Field("regle", _("La règle qui la dit acquise"), _("accord de toutes les structures.")),
        Field(
            "signature_quand",
            _("Quand le texte se signe"),
            _("une fois les deux accords recueillis"),
        ),
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
        Field("de_structure", _("De cette structure"), _("de la commune d’Aubry")),
        Field("la_structure", _("Elle, avec l’article"), _("la commune d’Aubry")),
        Field("siege", _("L’adresse de son siège"), "1 place du Marché\n44000 Exemple"),
        Field("conseil", _("Son conseil"), _("conseil municipal")),
        Field("le_conseil", _("Son conseil, avec l’article"), _("le conseil municipal")),
        Field("du_conseil", _("De son conseil"), _("du conseil municipal")),
        Field("le_conseil_saisi", _("Son conseil, de qui"), _("le conseil municipal d’Aubry")),
        Field("du_conseil_saisi", _("De son conseil, de qui"), _("du conseil municipal d’Aubry")),
        Field("organe", _("Son conseil en un mot"), _("conseil")),
        Field("seance", _("La séance de son conseil, si elle est connue"), "12 novembre 2026"),
        Field(
            "executif", _("Qui est autorisé à signer, les deux formes sinon"), _("Madame la maire")
        ),
        Field("executif_signe", _("La qualité de qui signe"), _("La maire")),
        Field("executif_nom", _("Le nom de qui signe, s’il est connu"), _("Jeanne Aubert")),
        Field(
            "transmission",
            _("Quand l’acte est exécutoire ; vide pour un conseil privé"),
            _("La délibération est exécutoire quand elle est transmise et publiée."),
        ),
        Field("ensemble", _("À combien de structures la question est posée"), _("neuf structures")),
    )


def _party_fields() -> tuple[Field, ...]:
    """From whom the letter comes, to whom the same text is put."""
    return (
        Field("de_l_expediteur", _("De qui vient la lettre"), _("du PETR du Bocage")),
        Field(
            "lesquelles",
            _("Les structures à qui la question est posée, si leurs noms tiennent en une ligne"),
            "",
        ),
        Field("a_l_organe", _("À son conseil, comme le dit la lettre"), _("à votre conseil")),
    )


def referral_fields() -> tuple[Field, ...]:
    """What the letter may say of its recipient, of what is asked, and by when."""
    return (
        Field("destinataire", _("À qui elle est adressée"), _("Madame Jeanne Aubert")),
        Field("fonction", _("Sa fonction, si la personne est connue"), _("Maire")),
        Field(
            "adresse_destinataire",
            _("Sa fonction, sa structure et l’adresse de son siège"),
            _("Maire\nCommune d’Aubry\n1 place du Marché\n44000 Exemple"),
        ),
        Field("appel", _("Comment la lettre commence"), _("Madame la Maire")),
        Field("personnel", _("Non vide si le personnel des structures est concerné"), ""),
        Field("a_soi", _("Non vide quand qui écrit saisit son propre conseil : une note"), ""),
        Field("a_une_equipe", _("Non vide quand la lettre va aux services de la structure"), ""),
        *_party_fields(),
        Field("a_qui", _("À qui va cette note"), _("Madame Jeanne Aubert, maire")),
        Field("autoriser", _("Qui le conseil autoriserait"), _("de vous autoriser à le signer")),
        Field(
            "delai",
            _("Quand son conseil se convoque, si la séance est connue"),
            _("Sa convocation part au plus tard le 6 novembre 2026."),
        ),
        Field(
            "delai_source",
            _("Le texte qui fixe ce délai, s’il est vérifié"),
            built_in_rules()["clear_days.commune_below_3500"].printed,
        ),
        Field("designer", _("Qui le conseil désignerait ; vide pour un avenant"), ""),
        Field("silence_lettre", _("Ce que vaut le silence d’une assemblée"), ""),
        Field(
            "copies_lettre", _("En copie, avec leur qualité"), _("Monsieur Marc Petit, secrétaire")
        ),
        Field("de_qui", _("Qui écrit une note, sans délégation"), _("Anne Le Goff, présidente")),
        Field("signature_note", _("Sa qualité, la place de signer, son nom"), ""),
        Field("reponse_avant", _("Pour quel jour répondre"), "27 novembre 2026"),
    )


def _own_fields() -> tuple[Field, ...]:
    """What a draft alone says of staff and at its foot."""
    return (
        Field("personnel", _("Non vide si le personnel des structures est concerné"), ""),
        Field(
            "pied_premier",
            _("Le pied de la première page"),
            _("Projet de délibération, édité le 25 novembre 2026"),
        ),
    )


def draft_fields() -> tuple[Field, ...]:
    """What the draft deliberation may say; dotted where nothing is recorded."""
    return (
        *_own_fields(),
        Field("extrait", _("Non vide une fois le texte adopté par ce conseil"), ""),
        Field("reserve", _("La réserve sous laquelle le conseil a adopté ; vide sinon"), ""),
        Field("voies", _("Les voies de recours d’une chambre, à vérifier"), ""),
        Field("accord", _("« e » si le nom de son conseil est féminin : convoqué, convoquée"), ""),
        Field("departement", _("Le département du siège"), _("Département : Loire-Atlantique")),
        Field(
            "visas",
            _("Les textes visés, selon la nature du conseil"),
            ({"texte": organs()["commune"].visa()},),
            (Field("texte", _("Le texte visé"), ""),),
        ),
        Field(
            "quorum_source",
            _("Le texte qui fixe le quorum, entre crochets s’il reste à vérifier"),
            f"({quorum_rule('commune').printed})",
        ),
        Field(
            "expose",
            _("L’exposé des motifs : la question, puis ce que prévoit le texte"),
            _("Il est proposé d’approuver la charte."),
        ),
        Field(
            "vote",
            _("Les voix, si elles sont connues"),
            _("par 12 voix pour, 1 voix contre et 0 abstention"),
        ),
        Field("note", _("Non vide si une note de synthèse accompagne la convocation"), "oui"),
        Field(
            "presidence", _("Qui préside, si le nom est connu"), _("Madame Jeanne Aubert, maire.")
        ),
        Field("notifier", _("À qui la délibération est notifiée"), _("au Pays du Bocage.")),
        Field("secretaire", _("Non vide si une ou un secrétaire de séance est nommé"), "oui"),
        Field("seance_du", _("Le jour de la séance"), "12 novembre 2026"),
        Field("texte_fichier", _("Le fichier du texte, s’il n’est pas gardé en mots"), ""),
        *_act_fields(),
        *_body_fields(),
    )


def _act_fields() -> tuple[Field, ...]:
    """Who signs, and what the act becomes."""
    return (
        Field("second", _("La qualité de qui signe à côté"), _("Secrétaire de séance")),
        Field("second_nom", _("Son nom, s’il est connu"), ""),
        Field("signe_executif", _("La place de signer, puis le nom"), _("\n\n\nJeanne Aubert")),
        Field("signe_second", _("La place de signer à côté, puis le nom"), "\n\n\n……"),
        Field("acte", _("Le numéro de l’acte"), "2026-41"),
        Field("transmise_le", _("Le jour de la transmission"), "16 novembre 2026"),
        Field("publiee_le", _("Le jour de la publication"), "17 novembre 2026"),
        Field("executoire_le", _("Le jour où l’acte est exécutoire"), "17 novembre 2026"),
        Field(
            "executoire_source",
            _("Le texte qui le dit, s’il est vérifié"),
            executory_rule("commune").printed,
        ),
        Field(
            "recours",
            _("Les voies et délais de recours ; vide pour un conseil privé"),
            _("Cette délibération peut être contestée devant le tribunal administratif."),
        ),
    )


def _body_fields() -> tuple[Field, ...]:
    """What the draft says otherwise from one kind of body to another."""
    return (
        Field("rapport", _("Non vide si un rapport précède la séance, sans convocation"), ""),
        Field("organe_seul", _("Son conseil en un mot, avec l’article"), _("le conseil")),
        Field("le_conseil_reuni", _("Qui se réunit"), _("le conseil municipal d’Aubry")),
        Field("en_reunion", _("Comment une chambre se réunit ; vide pour un conseil"), ""),
        Field("le_conseil_decide", _("Qui décide"), _("le conseil municipal")),
        Field("tutelle", _("À quelle autorité l’acte d’une caisse ou d’une chambre est remis"), ""),
        Field("mission", _("Ce pour quoi agit une caisse, une chambre ; vide sinon"), ""),
        Field("en_seance", _("De quelle session d’une chambre, avec son jour"), ""),
        Field("secret", _("Non vide si une désignation s’y vote au scrutin secret"), "oui"),
        Field("avec_commune", _("Non vide si ses membres se nomment avec leur commune"), ""),
        Field("copies", _("Le texte qui demande d’informer les autres élus"), ""),
        Field("au_choix", _("Non vide si le conseil choisit comment il publie"), ""),
        Field("fonds", _("Les fonds d’une caisse, pour la dépense"), ""),
        Field("siege_dans", _("Où siègent ses représentants ; vide pour un avenant"), "……"),
        Field("article_notifier", _("Le numéro de l’article qui notifie"), "5"),
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
