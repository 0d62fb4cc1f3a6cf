"""A text and what partners propose of it."""

from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.models import ArticleAmendment
from tests.trade.governance.agreements.makers import make_article_amendment

BASE = (
    "Les charges de la maison sont réparties au prorata de leur population. L’appel est fait en "
    "une fois, avant le 31 mars."
)


USE = BASE.replace("leur population", "l’usage constaté l’année précédente")


CAP = BASE.replace("population.", "population, sans qu’aucun ne paie plus de 40 % du total.")


def proposed(agreement: Agreement, wording: str) -> ArticleAmendment:
    article = agreement.texts.get(number=1).articles.get()
    return make_article_amendment(article=article, wording=wording)
