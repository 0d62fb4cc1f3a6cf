"""Why is a file not kept? A sentence for who sent it."""


class DocumentRefusedError(Exception):
    """The file is not kept; the message says why and what to do."""
