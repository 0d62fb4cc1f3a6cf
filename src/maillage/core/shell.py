"""Where am I, who sees this page, and what is one click away?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can see the page: the words after "Visible par", and the page that lists the names."""

    label: str
    url: str
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class PhaseLink:
    """One knot of the thread. `slug` is pre, emergence, construction, implementation or cross."""

    slug: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    """A tool under the phases, or a link at the foot of the page."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds every page of a signed-in reader.

    `home_url` is the page on which the reader's role begins, `map_url` the map of the missions.
    Outside a cooperation, `cooperation` is empty and there are no phases. `theme` is light, dark,
    or empty to follow the system; a single key is a shortcut when `uses_shortcuts`. `way` is the
    phase and the tool that the page belongs to; `tools_url` lists every tool, `proposals_url` what
    a search begun would find. `closed_since` is the day in words since which the cooperation is
    closed, or empty.
    """

    workspace: str
    home_url: str
    user_label: str
    account_url: str
    sign_out_url: str
    my_day_url: str
    search_url: str
    map_url: str = ""
    proposals_url: str = ""
    tools_url: str = ""
    audience: Audience | None = None
    cooperation: str = ""
    phases: tuple[PhaseLink, ...] = ()
    tools: tuple[PageLink, ...] = ()
    foot: tuple[PageLink, ...] = ()
    way: tuple[PageLink, ...] = ()
    at_map: bool = False
    at_my_day: bool = False
    at_tools: bool = False
    fictional: bool = False
    theme: str = ""
    uses_shortcuts: bool = True
    closed_since: str = ""

    @property
    def phase(self) -> str:
        """The slug of the phase one is in, or nothing."""
        return next((phase.slug for phase in self.phases if phase.current), "")
