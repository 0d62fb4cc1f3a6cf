"""What stops a backup, a restore or an upgrade, said in a sentence for whoever runs it."""


class UpkeepError(Exception):
    """The work stopped and left everything as it was; the text says why, and what to do."""


class BackupFailedError(UpkeepError):
    """No backup was made; the one that was there is intact."""


class RestoreRefusedError(UpkeepError):
    """The backup was not restored; the database is as it was."""


class UpgradeFailedError(UpkeepError):
    """The upgrade was undone; the database is as it was."""
