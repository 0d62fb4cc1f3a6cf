"""Layout, the five forms, and the points by which rooms answer each other."""

import gc

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "maillage.core"
    label = "core"

    def ready(self) -> None:
        """Tells the connections of each database, and the fields of forms, how to behave.

        What a start makes stays as long as the process: the collector never walks it again, not
        even when a command ends.
        """
        from maillage.core.fields import ask_in_our_words
        from maillage.core.numbered import sort_numbers_as_numbers
        from maillage.core.postgres import answer_without_compiling
        from maillage.core.sqlite import close_at_the_end, leave_passing_connections

        leave_passing_connections()
        sort_numbers_as_numbers()
        close_at_the_end()
        answer_without_compiling()
        ask_in_our_words()
        gc.freeze()
        gc.enable()
