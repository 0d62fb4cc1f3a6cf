"""Which words of its question does a page read? A question that holds none of them changes nothing.

A page that was opened without a question tells it: whatever else is asked, it does the same until
it reads a word that is there.
"""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase, QueryDict

EVERY = "*"  # read whole, whatever its words


class Question(QueryDict):
    """What stands after the question mark, and which of its words were read."""

    def __init__(self, text: str = "", mutable: bool = False, encoding: str | None = None) -> None:
        """Nothing of it is read yet; a copy is made of what was read whole."""
        self.read: set[str] = set()
        super().__init__(text, mutable=mutable, encoding=encoding)
        self.read.clear()

    def __getitem__(self, word: str) -> str:
        self.read.add(word)
        return super().__getitem__(word)  # type: ignore[return-value]  # one of them, as read

    def __contains__(self, word: object) -> bool:
        self.read.add(str(word))
        return super().__contains__(word)

    def __iter__(self) -> Iterator[str]:
        self.read.add(EVERY)
        return super().__iter__()

    def _getlist(self, word: str, *defaults: object, **how: object) -> object:
        self.read.add(word)
        return super()._getlist(word, *defaults, **how)  # type: ignore[misc]  # all lists ask it

    def lists(self) -> Iterable[tuple[str, list[str]]]:
        self.read.add(EVERY)
        return super().lists()


class QuestionMiddleware:
    """Gives each view a question that notes what is read of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """What middlewares read, of all views alike, is read already."""
        request.GET = Question(request.META.get("QUERY_STRING", ""))  # type: ignore[assignment]  # is one


def words_read(question: QueryDict) -> set[str]:
    """The words that the view read; none when no view was reached."""
    return question.read if isinstance(question, Question) else set()
