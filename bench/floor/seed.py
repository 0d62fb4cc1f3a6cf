"""Fills the minimal table, and writes the cookie of a user of it."""

import sys

import django

ROWS = 10_000
TOWNS = ("Valmorin", "Aubrelle", "Courtenaix", "Lespérance")


def main() -> None:
    """Fill, then sign a user in."""
    django.setup()
    from django.contrib.auth.models import User
    from django.test import Client

    from bench.floor.models import Row

    Row.objects.bulk_create(
        (
            Row(name=f"{TOWNS[number % 4]} {number}", kind="commune", town=TOWNS[number % 3])
            for number in range(ROWS)
        ),
        batch_size=500,
    )
    client = Client()
    client.force_login(User.objects.create_user("mesure"))
    sys.stdout.write("; ".join(f"{name}={got.value}" for name, got in client.cookies.items()))


if __name__ == "__main__":
    main()
