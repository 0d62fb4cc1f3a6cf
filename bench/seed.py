"""Fills the application's database at a size, and writes the cookie of its officer."""

import sys

import django


def main(size: str) -> None:
    """Fill, then sign the officer in."""
    django.setup()
    from bench.filling import fill, filled

    fill(size)
    cookies = filled().visitor().cookies
    sys.stdout.write("; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items()))


if __name__ == "__main__":
    main(sys.argv[1])
