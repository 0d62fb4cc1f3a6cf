"""Which fields may a template of a meeting's paper name?"""

from django.utils.translation import gettext as _

from maillage.foundation.documents.writing.kinds import Field


def meeting_fields() -> tuple[Field, ...]:
    """What every paper of a meeting may say."""
    return (
        Field("instance", _("Le nom de l’instance"), _("Comité de pilotage")),
        Field("linstance", _("L’instance, au début d’une phrase"), _("Le comité de pilotage")),
        Field("linstance_minuscule", _("L’instance, dans une phrase"), _("le comité de pilotage")),
        Field("place_de_signer", _("La place de signer, puis le nom"), "\n\n\n……"),
        Field("de_linstance", _("De l’instance"), _("du comité de pilotage")),
        Field("objet", _("L’objet de la séance, s’il est dit"), _("Préparation du budget")),
        Field("jour", _("Le jour de la séance"), "3 décembre 2026"),
        Field("quand", _("Le jour et les heures"), "jeudi 3 décembre 2026, de 18 h 30 à 20 h 30"),
        Field("endroit", _("Où elle se tient"), _("Maison du bocage")),
        Field("visio", _("Le lien à distance"), "https://visio.example.org/copil"),
    )


def items_field() -> Field:
    """The points of the agenda."""
    return Field(
        "points",
        _("Les points de l’ordre du jour"),
        (
            {
                "numero": "1",
                "heure": "18 h 30",
                "titre": _("Clé de répartition"),
                "nature": _("décision"),
                "duree": "30 min",
                "porteur": _("Pays du Bocage"),
            },
            {
                "numero": "2",
                "heure": "19 h",
                "titre": _("Calendrier des conseils"),
                "nature": _("information"),
                "duree": "20 min",
                "porteur": _("Commune d’Aubry"),
            },
        ),
        (
            Field("numero", _("Son numéro"), ""),
            Field("heure", _("L’heure prévue"), ""),
            Field("titre", _("Son titre"), ""),
            Field("nature", _("Ce qu’il demande : information, question, décision"), ""),
            Field("duree", _("Sa durée"), ""),
            Field("porteur", _("La structure et la personne qui le portent"), ""),
        ),
    )


def quorum_field() -> Field:
    """What the rule of the quorum says."""
    return Field(
        "quorum",
        _("Ce que dit la règle du quorum"),
        _("Quorum atteint : 5 présents, il en faut 4."),
    )


def convocation_fields() -> tuple[Field, ...]:
    """What the convocation alone says."""
    return (
        Field("heures", _("Non vide si les points ont une heure prévue"), "oui"),
        Field("reponse_avant", _("Pour quel jour répondre"), _("jeudi 26 novembre 2026")),
        Field("pieces", _("Ce qui est joint ; vide sinon"), _("projet de relevé de décisions")),
        Field("pouvoir", _("Non vide si l’instance admet les pouvoirs"), ""),
        Field(
            "destinataires",
            _("Les membres convoqués, un siège par ligne"),
            _("Commune d’Aubry (M. Marc Petit, maire, titulaire)"),
        ),
        Field("page_des_destinataires", _("Non vide s’ils demandent leur page"), ""),
        Field("liste_des_destinataires", _("Non vide s’ils suivent la signature"), "oui"),
        Field("suppleance", _("Non vide si une suppléance est désignée"), "oui"),
    )


def sheet_fields() -> tuple[Field, ...]:
    """What the sheet alone says: that the meeting is over, and how each seat was held."""
    return (
        Field("tenue", _("Non vide une fois les présences notées"), ""),
        total_field(),
        drawn_up_field(),
        writer_field(),
        nobody_field(),
        Field(
            "invites_dits",
            _("Les invités, et qui est venu"),
            _("M. Paul Roy, directeur (présent)"),
        ),
    )


def total_field() -> Field:
    """How many seats, and how each is held."""
    return Field(
        "total",
        _("Combien de sièges, et comment chacun est tenu ; vide avant la séance"),
        _("3 sièges ; présents : 2 ; excusés : 1."),
    )


def writer_field() -> Field:
    """Who draws the paper up, without a day."""
    return Field("redaction", _("Qui établit le document"), _("Camille Renard"))


def nobody_field() -> Field:
    """That nobody is noted present."""
    return Field("personne", _("Ce qui est à compléter si personne n’est noté présent"), "")


def drawn_up_field() -> Field:
    """When the paper is drawn up, and by whom."""
    return Field(
        "etabli",
        _("Le jour où le document est établi, et par qui"),
        _("le 25 novembre 2026 par Camille Renard"),
    )


def seats_fields() -> tuple[Field, ...]:
    """The seats of the body; the first of them, and those that stay with the end of the sheet."""
    return (
        _seats_field(
            "sieges", _("Les sièges de l’instance, une ligne par personne avant la séance")
        ),
        _seats_field("premiers_sieges", _("Les sièges, sauf les deux dernières lignes")),
        _seats_field("derniers_sieges", _("Les deux dernières lignes des sièges")),
    )


def _seats_field(name: str, explanation: str) -> Field:
    return Field(
        name,
        explanation,
        (
            {
                "structure": _("Pays du Bocage"),
                "college": _("collectivités"),
                "representants": _("Mme Anne Le Goff, présidente, titulaire"),
                "voix": _("voix"),
                "presence": _("présente"),
            },
            {
                "structure": _("Commune d’Aubry"),
                "college": _("collectivités"),
                "representants": _("M. Marc Petit, maire, titulaire"),
                "voix": _("voix"),
                "presence": "",
            },
        ),
        (
            Field("structure", _("La structure, ou la personne qui siège en son nom"), ""),
            Field("college", _("Son collège"), ""),
            Field("representants", _("Qui la représente ce jour-là"), ""),
            Field("voix", _("Sa voix : voix, consultative, observation"), ""),
            Field("presence", _("Ce qui est noté : présent, excusé, absent, représenté"), ""),
        ),
    )


def guests_field() -> Field:
    """Those invited who hold no seat."""
    return Field(
        "invites",
        _("Les invités, sans voix"),
        (
            {
                "nom": "Mme Inès Gaborit",
                "fonction": _("directrice générale des services"),
                "presence": "",
            },
        ),
        (
            Field("nom", _("Son nom"), ""),
            Field("fonction", _("Sa fonction, sa structure"), ""),
            Field("presence", _("Ce qui est noté de sa présence"), ""),
        ),
    )


def presence_fields() -> tuple[Field, ...]:
    """Who was there, in sentences."""
    return (
        Field("etat", _("S’il est projet ou validé"), _("Projet, soumis à validation.")),
        Field("valide_le", _("Le jour où il est validé ; vide pour un projet"), ""),
        Field("presents", _("Les présents"), _("Pays du Bocage, Commune d’Aubry")),
        Field(
            "participants",
            _("Les présents, par structure et qualité"),
            (
                {
                    "structure": _("Pays du Bocage"),
                    "personnes": _("Mme Anne Le Goff, présidente, titulaire"),
                    "voix": _("voix"),
                },
            ),
            (
                Field("structure", _("La structure"), ""),
                Field("personnes", _("Qui la représente, sa fonction, sa qualité"), ""),
                Field("voix", _("Sa voix"), ""),
            ),
        ),
        Field("invites", _("Les invités présents, sans voix"), _("Mme Inès Gaborit, DGS")),
        Field("excuses", _("Les excusés"), _("Département")),
        Field("absents", _("Les absents"), ""),
        Field("vacants", _("Les sièges vacants ce jour-là"), ""),
        Field("pouvoirs", _("Les pouvoirs, et à qui"), _("Commune de Brix à Commune d’Aubry")),
        Field("deports", _("Les déports, et sur quel point"), ""),
        quorum_field(),
    )


def decisions_field() -> Field:
    """What was settled."""
    return Field(
        "decisions",
        _("Ce qui est décidé"),
        (
            {
                "numero": "1",
                "point": _("Clé de répartition"),
                "texte": _("La clé par population est retenue."),
                "portee": _("à délibérer par les conseils"),
                "regle": _("consensus, sans vote"),
                "quorum": "",
                "effets": "",
                "charge": _("Pays du Bocage"),
                "a_revoir": "1er juin 2027",
            },
        ),
        (
            Field("numero", _("Son numéro"), ""),
            Field("point", _("Le point de l’ordre du jour"), ""),
            Field("texte", _("Les mots de la décision"), ""),
            Field("portee", _("Avis, accord de principe, décision, à délibérer, sans suite"), ""),
            Field("regle", _("La règle suivie"), ""),
            Field("quorum", _("Que le quorum de ce point n’était pas atteint"), ""),
            Field("effets", _("Effets et suites"), ""),
            Field("charge", _("La structure qui s’en charge"), ""),
            Field("a_revoir", _("Le jour où la revoir"), ""),
        ),
    )


def notes_field() -> Field:
    """What was said of each point."""
    return Field(
        "notes",
        _("Les points et ce qui s’y est dit"),
        (
            {
                "numero": "1",
                "titre": _("Clé de répartition"),
                "texte": _("Le Département demande un plafond."),
                "debut": "",
                "fin": _("Le Département demande un plafond."),
            },
        ),
        (
            Field("numero", _("Le numéro du point"), ""),
            Field("titre", _("Son titre"), ""),
            Field("texte", _("La note prise en séance"), ""),
            Field("debut", _("La note, sauf la dernière ligne du dernier point"), ""),
            Field("fin", _("La dernière ligne du dernier point, qui reste avec la signature"), ""),
        ),
    )
