"""What stops a backup, a restore or an upgrade, said in a sentence for whoever runs it."""

import errno

REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EFBIG: "la taille permise est dépassée",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.ENOENT: "le dossier n’existe pas",
    errno.ENOTDIR: "ce n’est pas un dossier",
}


class UpkeepError(Exception):
    """The work stopped and left everything as it was; the text says why, and what to do."""


class BackupFailedError(UpkeepError):
    """No backup was made; the one that was there is intact."""


class RestoreRefusedError(UpkeepError):
    """The backup was not restored; the database is as it was."""


class RestoreUnderWayError(UpkeepError):
    """Another process restores a backup."""


class RestoreUnfinishedError(UpkeepError):
    """A restore was cut, and what remains of it could be neither ended nor undone yet."""


class UpgradeFailedError(UpkeepError):
    """The upgrade was undone; the database is as it was."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in French for the usual causes."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
