"""The agreements of three stories: one in signature, one in force, one whose text is not here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import store
from maillage.ground.directory.models import Organisation
from maillage.roof.demo.papers import pdf_of
from maillage.trade.context.models import Scheme
from maillage.trade.governance.agreements import freezing, services
from maillage.trade.governance.agreements.texts import cut_articles
from maillage.trade.governance.amendments.services import propose, settle
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.services import deliberations as councils
from maillage.trade.governance.joint_decisions.services.joint_decisions import send_text
from maillage.trade.governance.models import (
    Agreement,
    AgreementParty,
    Answer,
    Article,
    ArticleAmendment,
    Deliberation,
)

AVENANT = (
    "Article 1. Objet\nCet avenant ajoute à la convention son schéma de développement de "
    "l’accueil du jeune enfant. Texte d’exemple, inventé pour la démonstration.\n\n"
    "Article 2. Les places\nLes parties visent, ensemble, vingt places de plus fin 2027.\n\n"
    "Article 3. Le relais\nUn relais petite enfance tient une permanence dans chaque bassin.\n\n"
    "Article 4. Les horaires\nUn accueil au moins ouvre avant sept heures trente.\n\n"
    "Article 5. L’information\nUn guichet dit aux familles les places qui restent.\n\n"
    "Article 6. Le suivi\nLe comité de la convention lit chaque année où en sont les places.\n\n"
    "Article 7. Entrée en vigueur\nL’avenant vaut du 1er janvier 2027 au terme de la convention."
)
FROZEN = date(2026, 9, 15)
SENT = date(2026, 9, 18)


@dataclass(frozen=True)
class StorySignature:
    """How far a signatory is: its council, its act, when the text left to it, when it signed."""

    key: str
    signatory: str
    voted: date | None = None
    bound: date | None = None
    requested: date | None = None
    signed: date | None = None
    vote: str = Vote.ADOPTED
    session: date | None = None
    is_copy: bool = False


def _november(day: int) -> date:
    return date(2026, 11, day)


MAYOR, MAYORESS = "Le maire", "La maire"
SIGNATURES = (
    StorySignature("Arbrelles", MAYOR, _november(9), _november(16), _november(18)),
    StorySignature("Mareil-en-Plaine", MAYORESS, _november(12), _november(19), _november(20)),
    StorySignature("Saint-Maur-le-Vieux", MAYOR, _november(20), _november(24)),
    StorySignature("sivom", "M. Jouvenel, président", _november(10), _november(13), _november(18)),
    StorySignature("msa", "La directrice", _november(6), requested=_november(18)),
    StorySignature("Brolles", MAYOR, _november(19), vote=Vote.RESERVED),
    StorySignature("Trémont-l’Étang", MAYORESS, session=date(2026, 12, 3)),
    StorySignature("Sermoise", MAYOR, session=date(2026, 12, 10)),
    StorySignature("Rochefontaine", MAYOR, _november(13), vote=Vote.DEFERRED),
    StorySignature("Hautmesnil", MAYORESS),
    StorySignature("Vaux-les-Tilleuls", MAYOR),
    StorySignature("dept", "Le président", session=date(2026, 12, 18)),
    StorySignature("cc", "Mme Carvelle", _november(4), _november(6), _november(9), _november(20)),
    StorySignature("caf", "Le directeur", _november(3), None, _november(9), _november(20)),
    StorySignature("Valmorin", MAYOR, _november(2), _november(5), _november(9), _november(16)),
    StorySignature(
        "Les Essarts-Blancs", MAYOR, _november(3), _november(6), _november(9), _november(16)
    ),
    StorySignature(
        "Brécourt-sur-Ouze", MAYOR, _november(3), _november(6), _november(9), _november(17)
    ),
    StorySignature(
        *("Chantelouve", MAYOR, _november(3), _november(6), _november(9), _november(17)),
        is_copy=True,
    ),
    StorySignature(
        "La Villeneuve-aux-Ormes", MAYOR, _november(4), _november(9), _november(10), _november(18)
    ),
    StorySignature(
        "Saint-Aubin-des-Genêts", MAYOR, _november(4), _november(9), _november(10), _november(18)
    ),
    StorySignature(
        "Courcelles-l’Abbaye", MAYOR, _november(4), _november(9), _november(10), _november(19)
    ),
    StorySignature(
        *("Fresnoy-la-Rivière", MAYOR, _november(5), _november(9), _november(10), _november(20)),
        is_copy=True,
    ),
    StorySignature(
        "Le Plessis-Gaudin", MAYOR, _november(5), _november(9), _november(10), _november(20)
    ),
)


EACH_YEAR = " chaque année"
HOUSE = (
    "Article 1. Objet\nLes membres tiennent ensemble la Maison du bocage. Texte d’exemple, inventé "
    "pour la démonstration.\n\n"
    "Article 2. Durée\nLa convention vaut six ans dès sa signature.\n\n"
    "Article 3. Le porteur\nL’agglomération emploie les agents et tient la dépense.\n\n"
    "Article 4. Les charges\nLes charges de fonctionnement de la maison sont réparties chaque "
    "année entre les membres au prorata de leur population. L’appel est fait en une fois, avant le "
    "31 mars.\n\n"
    "Article 5. Les locaux\nLes locaux ouvrent du lundi au vendredi.\n\n"
    "Article 6. Le comité de suivi\nLe comité réunit un élu par membre, deux fois par an.\n\n"
    "Article 7. Sortie d’un membre\nUn membre sort au 31 décembre, avec un préavis d’un an.\n\n"
    "Article 8. Litiges\nLes membres cherchent d’abord un accord."
)


@dataclass(frozen=True)
class StoryProposal:
    """An amendment of the draft: whose, on which article, which words for which, and its end."""

    key: str
    label: str
    taken: str
    put: str
    reason: str
    on: date
    means: Means = Means.MAIL
    state: str = ""
    why: str = ""


PROPOSALS = (
    StoryProposal(
        *("etangs", "Article 4", "leur population", "l’usage constaté l’année précédente"),
        "Nos habitants sont à quarante minutes. Nous paierons ce que nous utilisons.",
        _november(12),
        Means.LINK,
    ),
    StoryProposal(
        *("ervelle", "Article 4", "leur population"),
        "leur population, sans qu’aucun ne paie plus de 40 % du total",
        "Un plafond pour la plus grande, une lisibilité pour les autres.",
        _november(19),
        Means.ACT,
    ),
    StoryProposal(
        *("dept", "Article 4", "une fois, avant le 31 mars"),
        "deux fois, avant le 31 mars et le 30 septembre",
        "Notre subvention est versée en deux fois.",
        _november(4),
        state="accepted",
    ),
    StoryProposal(
        *("aubree", "Article 2", "six ans", "quatre ans"),
        "Le temps d’un mandat et demi, c’est trop.",
        _november(5),
        state="refused",
        why="L’emprunt des travaux court sur six ans.",
    ),
    StoryProposal(
        *("etangs", "Article 5", "vendredi", "samedi midi"),
        "Le samedi, c’est le jour du marché.",
        _november(12),
        Means.LINK,
        "accepted",
    ),
    StoryProposal(
        *("dept", "Article 6", "un élu par membre", "un élu par membre et le Département"),
        "Nous finançons sans siéger.",
        _november(4),
        state="accepted",
    ),
    StoryProposal(
        *("ervelle", "Article 6", "deux fois par an", "quatre fois la première année"),
        "Au début, tout est à régler.",
        _november(19),
        Means.ACT,
    ),
    StoryProposal(
        *("aubree", "Article 7", "un an", "six mois"),
        "Un an, c’est un budget entier.",
        _november(5),
    ),
)


def make_agreements(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The agreements of each story."""
    profile = access.cooperation.profile
    if profile == "ctg":
        _make_ctg(access, organisations)
    elif profile == "petr":
        _make_protocol(access, organisations)
    elif profile == "cls":
        _signed(
            access,
            Agreement(title="Contrat local de santé 2022-2027", kind="cls"),
            list(organisations.values())[:3],
            date(2022, 1, 31),
            date(2027, 1, 30),
        )


def _signed(
    access: Access,
    agreement: Agreement,
    parties: Sequence[Organisation],
    signed_on: date,
    ends_on: date | None,
) -> Agreement:
    agreement.ends_on = ends_on
    return services.open_agreement(
        access=access, agreement=agreement, parties=parties, signed_on=signed_on
    )


def _make_protocol(access: Access, organisations: dict[str, Organisation]) -> None:
    four = [organisations[one] for one in ("agglo", "ervelle", "aubree", "etangs")]
    agreement = Agreement(
        title="Protocole de coopération", kind="protocol", keeper=organisations["agglo"]
    )
    _signed(access, agreement, four, date(2024, 6, 20), date(2028, 6, 19))
    _make_house(access, organisations, four)


def _make_house(
    access: Access, organisations: dict[str, Organisation], parties: list[Organisation]
) -> None:
    """A draft in its second version, eight amendments of four structures, four of them settled."""
    agreement = services.open_agreement(
        access=access,
        agreement=Agreement(
            title="Convention de portage de la Maison du bocage",
            drafter=organisations["agglo"],
            remarks_from=date(2026, 10, 6),
            remarks_until=date(2026, 11, 20),
        ),
        parties=[*parties, organisations["dept"]],
        signed_on=None,
    )
    for day, words in (
        (date(2026, 9, 8), HOUSE.replace(EACH_YEAR, "")),
        (date(2026, 10, 6), HOUSE),
    ):
        text = services.add_version(
            access=access,
            agreement=agreement,
            written=services.Written(day, cut_articles(words)),
        )
    articles = {one.label: one for one in text.articles.all()}
    for one in PROPOSALS:
        _propose(access, organisations[one.key], articles[one.label], one)


def _propose(
    access: Access, organisation: Organisation, article: Article, one: StoryProposal
) -> None:
    """The amendment of a structure, settled when the story says so."""
    amendment = propose(
        access=access,
        amendment=ArticleAmendment(
            agreement=article.text.agreement,
            text=article.text,
            article=article,
            organisation=organisation,
            wording=article.words.replace(one.taken, one.put),
            reason=one.reason,
            means=one.means,
            told_on=one.on,
        ),
    )
    if one.state:
        amendment.state, amendment.settled_by = one.state, "COTECH, sans objection"
        amendment.settled_on, amendment.settled_reason = _november(17), one.why
        settle(access=access, amendment=amendment, read=amendment.version)


def _make_ctg(access: Access, organisations: dict[str, Organisation]) -> None:
    parties = [organisations[one.key] for one in SIGNATURES]
    scheme = Scheme.objects.filter(cooperation=access.cooperation, kind="ctg").first()
    root = _signed(
        access,
        Agreement(
            title="CTG 2024-2027",
            kind="ctg",
            scheme=scheme,
            renewal="express",
            notice_months=6,
            starts_rule="date",
            starts_on=date(2024, 1, 1),
            keeper=organisations["cc"],
        ),
        parties,
        date(2023, 12, 15),
        date(2027, 12, 31),
    )
    first = services.open_avenant(
        access=access, agreement=root, title="Avenant n° 1, bonus territoire"
    )
    first.frozen_on, first.visibility = date(2025, 2, 3), "members"
    first.ends_on = root.ends_on
    services.edit_agreement(access=access, agreement=first, read=first.version)
    for party in first.parties.all():
        party.signed_on = date(2025, 3, 12)
        services.edit_party(access=access, party=party, read=party.version)
    _make_second(access, organisations, root)


def _make_second(access: Access, organisations: dict[str, Organisation], root: Agreement) -> None:
    """The second avenant: frozen, voted by fifteen councils, signed by eleven structures."""
    avenant = services.open_avenant(
        access=access, agreement=root, title="Avenant n° 2 à la CTG : la petite enfance"
    )
    avenant.starts_rule, avenant.starts_on = "date", date(2027, 1, 1)
    avenant.ends_on, avenant.renewal, avenant.notice_months = root.ends_on, "express", 6
    services.edit_agreement(access=access, agreement=avenant, read=avenant.version)
    services.add_version(
        access=access,
        agreement=avenant,
        written=services.Written(date(2026, 9, 10), cut_articles(AVENANT)),
    )
    parties = {one.organisation_id: one for one in avenant.parties.all()}
    for one in SIGNATURES:
        party = parties[organisations[one.key].pk]
        party.signatory = one.signatory
        services.edit_party(access=access, party=party, read=party.version)
    freezing.freeze(access=access, agreement=avenant, read=avenant.version, on=FROZEN)
    decision = freezing.put_to_councils(access=access, agreement=avenant, read=avenant.version)
    text = decision.texts.get()
    paths = list(decision.deliberations.select_related("organisation", "decision"))
    send_text(author=access.user, decision=decision, text=text, deliberations=paths, on=SENT)
    path_by_number = {one.organisation_id: one for one in paths}
    for one in SIGNATURES:
        number = organisations[one.key].pk
        if number in path_by_number:
            _vote(access, path_by_number[number], one)
        _follow(access, AgreementParty.objects.get(agreement=avenant, organisation=number), one)


def _vote(access: Access, path: Deliberation, one: StorySignature) -> None:
    path.session_on = one.voted or one.session
    if one.session:
        path.agenda_on = _november(20)
    councils.edit_council(author=access.user, deliberation=path, read=path.version)
    if one.voted is None:
        return
    councils.record_answer(
        author=access.user,
        deliberation=path,
        read=path.version,
        answer=Answer(
            vote=one.vote,
            voted_on=one.voted,
            text=path.text,
            reserves="Une permanence du relais à Brolles, un mercredi sur deux."
            if one.vote == Vote.RESERVED
            else "",
            means=Means.ACT,
            told_on=one.voted,
        ),
    )
    if one.bound:
        path.refresh_from_db()
        path.transmitted_on = path.published_on = one.bound
        councils.edit_council(author=access.user, deliberation=path, read=path.version)


def _follow(access: Access, party: AgreementParty, one: StorySignature) -> None:
    if party.needs == "board":
        party.act_on = one.voted
    services.edit_party(access=access, party=party, read=party.version)
    if one.requested:
        freezing.ask_signatures(access=access, parties=[party], on=one.requested)
    if one.signed is None:
        return
    party.signed_on, party.means = one.signed, "paper" if one.is_copy else "electronic"
    frozen = party.agreement.frozen_file
    content = pdf_of(str(party.agreement), ("Copie signée sur papier, exemple.",))
    if frozen and not one.is_copy:
        content = store.path_of(frozen.stored).read_bytes() + b"\n%%EOF\n"
    name = f"Avenant 2, {one.key}.pdf"
    freezing.sign(
        access=access,
        party=party,
        read=party.version,
        file=SimpleUploadedFile(name, content),
        is_copy=one.is_copy,
    )
