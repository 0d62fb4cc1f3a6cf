"""The rules that templates keep; each function returns the places that break one."""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "maillage"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\s+off\b")
WRITTEN_ADDRESS = re.compile(r'\b(?:href|src|action|hx-get|hx-post)="(?:/[^"]|https?://)')
HTMX_TAG = re.compile(r"<([a-z0-9-]+)\b[^>]*\shx-(?:get|post|put|patch|delete)=", re.IGNORECASE)
CHIP_LINK = re.compile(r'<a [^>]*class="m-chip.*?</a>', re.DOTALL)
LOADED = re.compile(r"{%-?\s*(?:include|extends)\s+\"([^\"]+)\"")


def templates() -> Iterator[tuple[str, str, str]]:
    """Every template: the app it belongs to, its name, its text."""
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        folder = next(parent for parent in path.parents if parent.name == "templates")
        yield folder.parent.name, path.relative_to(folder).as_posix(), path.read_text("utf-8")


def inline_code(app: str, name: str, text: str) -> list[str]:
    """Scripts, styles and handlers written in the page, which the policy refuses."""
    return [f"{name}: {result}" for result in INLINE.findall(text)]


def unsafe_html(app: str, name: str, text: str) -> list[str]:
    """Text marked as safe HTML."""
    return [f"{name}: {result}" for result in UNSAFE.findall(text)]


def written_addresses(app: str, name: str, text: str) -> list[str]:
    """Addresses written by hand instead of {% url %}, or of third parties."""
    return [f"{name}: {result}" for result in WRITTEN_ADDRESS.findall(text)]


def htmx_without_page(app: str, name: str, text: str) -> list[str]:
    """htmx on anything but a form, a link, or a line of text with a list: these do without it."""
    matches = [tag for tag in HTMX_TAG.finditer(text) if not _works_alone(tag[1], tag[0])]
    return [f"{name}: <{tag[1]} hx-…>" for tag in matches]


def _works_alone(tag: str, written: str) -> bool:
    return tag in {"form", "a"} or (tag == "input" and " list=" in written)


def foreign_parts(app: str, name: str, text: str) -> list[str]:
    """Parts of another app, but for the core's and one's own."""
    return [
        f"{name}: {part}"
        for part in LOADED.findall(text)
        if part.partition("/")[0] not in {app, "core", name.partition("/")[0]}
    ]


def untitled_tables(app: str, name: str, text: str) -> list[str]:
    """Tables without a caption."""
    return [name] if text.count("<table") > text.count("<caption") else []


def bare_chips(app: str, name: str, text: str) -> list[str]:
    """Chips that lead elsewhere: a chip is a filter, with a count or a cross."""
    return [
        f"{name}: {tag}"
        for tag in CHIP_LINK.findall(text)
        if ".count" not in tag and '{% icon "x" %}' not in tag
    ]


def too_long(app: str, name: str, text: str) -> list[str]:
    """Templates over 200 lines."""
    return [name] if len(text.splitlines()) > 200 else []
