"""The tag that names the identity provider on the pages where one signs in."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def openid_name() -> str:
    """The name of the provider, or nothing when the settings have none."""
    return str(settings.OPENID_NAME)
