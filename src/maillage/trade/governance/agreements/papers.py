"""The text of an agreement on paper, as it is frozen, voted and signed."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Field, Paper, Value
from maillage.trade.governance.agreements.models import Agreement, AgreementText, Article
from maillage.trade.governance.agreements.queries import agreement_in, agreement_sheet
from maillage.trade.governance.agreements.rules import signatories
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint

MODEL = Path(__file__).with_name("paper_models") / "agreement.xml"


def agreement_paper() -> Paper:
    """The text of an agreement, for PDF, DOCX and ODT."""
    return Paper(
        word="agreement",
        label=_("Convention"),
        purpose=_("son texte par articles, et ceux qui le signent"),
        about="agreement",
        make_fields=_fields,
        model=MODEL,
        gather=_gather,
        has_words=has_text,
    )


def has_text(_access: Access, number: int) -> bool:
    """Whether there are words of this agreement to write; without a text its paper is blank."""
    return AgreementText.objects.filter(agreement=number).exists()


def _fields() -> tuple[Field, ...]:
    party = {"nom": _("CC des Trois Étangs"), "signataire": _("le président")}
    article = {"titre": _("Article 1er. Objet"), "texte": _("Les parties partagent un service.")}
    return (
        Field("modele", _("Le modèle de la convention"), _("Protocole")),
        Field("intitule", _("L’intitulé de la convention"), _("Protocole de coopération")),
        Field("etat", _("Quelle version est lue, et depuis quand"), _("Version 2, projet")),
        Field("objet", _("Ce dont elle traite"), _("Dire qui fait quoi.")),
        Field(
            "parties",
            _("Ceux qui la signent"),
            [party],
            (
                Field("nom", _("La structure"), party["nom"]),
                Field("signataire", _("Qui signe pour elle"), party["signataire"]),
            ),
        ),
        Field(
            "articles",
            _("Les articles du texte"),
            [article],
            (
                Field("titre", _("Le titre de l’article"), article["titre"]),
                Field("texte", _("Ses mots"), article["texte"]),
            ),
        ),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    agreement = agreement_in(access, number).first()
    if agreement is None:
        return None
    return agreement_values(agreement, agreement_sheet(access, agreement).articles)


def agreement_values(agreement: Agreement, articles: Sequence[Article]) -> dict[str, Value]:
    """What the paper of an agreement says, with the articles of one of its versions."""
    return {
        "titre": agreement.title,
        "modele": french.capital(str(agreement.get_kind_display())),
        "intitule": agreement.title,
        "etat": _state(agreement, articles),
        "objet": agreement.purpose,
        "parties": [
            {"nom": one.organisation.name, "signataire": one.signatory}
            for one in signatories(list(agreement.parties.all()))
        ],
        "articles": [{"titre": str(one), "texte": one.words} for one in articles],
    }


def _state(agreement: Agreement, articles: Sequence[Article]) -> str:
    if not articles:
        return _("Sans texte.")
    text = articles[0].text
    version = _("Version %(number)s du %(day)s") % {
        "number": text.number,
        "day": french.long_date(text.dated_on),
    }
    if agreement.frozen_on is None:
        return _("%(version)s, projet.") % {"version": version}
    return _("%(version)s, figée le %(day)s, empreinte des mots %(mark)s.") % {
        "version": version,
        "day": french.long_date(agreement.frozen_on),
        "mark": short_fingerprint(text.words_fingerprint),
    }
