"""When do two structures name the same competence?"""

from hashlib import blake2s

from django.utils.text import slugify

from maillage.core.folded import fold


def domain_key(domain: str) -> str:
    """The same short key for « Mobilités », « mobilites » and « Mobilités. », safe in an address.

    A name without a single letter or figure has a key made of its bytes.
    """
    return slugify(fold(domain)) or blake2s(domain.encode(), digest_size=6).hexdigest()
