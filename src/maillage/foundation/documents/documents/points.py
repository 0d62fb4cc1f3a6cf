"""Is the sheet that a document belongs to closed to any change? Its room says so."""

from maillage.core.points import Point, Reader

locks: Point[[Reader, str, int], str] = Point("locks")


def lock_of(reader: Reader, kind: str, number: int | None) -> str:
    """Why nothing is attached to this sheet nor taken from it any more, or nothing."""
    if not kind or number is None:
        return ""
    return next(iter(locks.ask(reader, kind, number)), "")
