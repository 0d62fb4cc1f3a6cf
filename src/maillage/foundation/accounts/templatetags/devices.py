"""What templates say of connections: the device of each, and the connections of each device."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from allauth.usersessions.models import UserSession
from django import template

from maillage.foundation.accounts import devices

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """The browser and the system, in words."""
    return devices.device_name(user_agent)


@dataclass(frozen=True, slots=True)
class Device:
    """A device and its connections, the latest first."""

    name: str
    sessions: list[UserSession] = field(default_factory=list)


@register.filter
def by_device(sessions: Iterable[UserSession]) -> list[Device]:
    """The other connections than this one, device by device, the latest one first."""
    groups: dict[str, Device] = {}
    others = (one for one in sessions if not one.is_current())
    for session in sorted(others, key=lambda one: one.created_at, reverse=True):
        name = device_name(session.user_agent)
        groups.setdefault(name, Device(name)).sessions.append(session)
    return list(groups.values())


@register.filter
def this_one(sessions: Iterable[UserSession]) -> list[UserSession]:
    """The connection with which the page is read."""
    return [one for one in sessions if one.is_current()]
