"""Who signs in to the demonstration, one account for each role."""

from dataclasses import dataclass

from maillage.foundation.accounts.models import User

PASSWORD = "maillage-en-demonstration"  # noqa: S105  # shown at the start, fictional data only


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration; without a role, the workspace's administrator."""

    role: str
    email: str
    name: str


OFFICER = DemoAccount("officer", "helene@demo.example.org", "Hélène Marchadier")
ACCOUNTS = (
    OFFICER,
    DemoAccount("team", "theo@demo.example.org", "Théo Marsac"),
    DemoAccount("elected", "denis@demo.example.org", "Denis Herbreteau"),
    DemoAccount("partner", "lise@demo.example.org", "Lise Vrignaud"),
    DemoAccount("observer", "lucie@demo.example.org", "Lucie Saulnier"),
)
ADMINISTRATOR = DemoAccount("", "administration@demo.example.org", "Anne Morel")


def address_by_name() -> dict[str, str]:
    """The address of those who sign in, by full name."""
    return {one.name: one.email for one in (*ACCOUNTS, ADMINISTRATOR)}


def make_account(account: DemoAccount) -> User:
    """The user of this account, who signs in with the demonstration's password."""
    return User.objects.create_user(account.email, PASSWORD, name=account.name)
