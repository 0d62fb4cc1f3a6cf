"""What a person reads on a page, without the typography."""

import re

RAISED = re.compile(r'<span class="m-first">1<sup>er</sup>\s(\w+\.?)</span>')


def plain(text: str) -> str:
    """The text with plain, single spaces, its ordinals as one types them."""
    return " ".join(RAISED.sub(r"1er \1", text).split())


def reading(text: str) -> str:
    """The sentence under the title of the page."""
    return plain(text.partition('<p class="m-reading">')[2].partition("</p>")[0])


def section(text: str, heading: str) -> str:
    """What stands under the heading of this id."""
    return plain(text.partition(f'id="{heading}"')[2].partition("</section>")[0])


def expected(text: str) -> str:
    """What stands at the right of the title: what is expected of the reader."""
    return plain(text.partition('class="m-expected')[2].partition("</aside>")[0])


def names_in(text: str, *names: str) -> list[str]:
    """Which of these names the rows of the page's table hold."""
    table = text.partition("<tbody")[2].partition("</tbody>")[0]
    return [name for name in names if name in table]
