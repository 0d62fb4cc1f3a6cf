"""The filter that names the device of a connection."""

from django import template

from maillage.foundation.accounts import devices

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """The browser and the system, in words."""
    return devices.device_name(user_agent)
