"""Counts the steps of a backtracking search, so that the growth of its work is measured without a clock.

``re`` does not tell how much it tried. This is the same search, by the book (the patterns are parsed by ``re`` itself),
without the engine's shortcuts, which only ever leave steps out: what grows linearly here does so there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], bool]
"""What is to match from a place on."""
Node = Callable[[int, Then], bool]
"""Tries to match from a place on, then what follows."""

_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    c.CATEGORY_DIGIT: str.isdigit,
    c.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    c.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    c.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_ONE_CHARACTER = (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY)


class Search:
    """One pattern, which counts what it tries.

    Attributes:
        steps: how many characters were looked at so far, by every call.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.steps = 0
        self._text = ""
        self._end_of_text = 0
        self._groups: dict[int, tuple[int, int]] = {}
        self._node = self._sequence(_parser.parse(pattern.pattern, pattern.flags))

    def match(self, text: str, start: int, end: int) -> int | None:
        """Tries one place; returns where the match ends."""
        self._text, self._end_of_text = text, end
        return self._end(self._node, start)

    def fullmatch(self, text: str, start: int, end: int) -> None:
        """Tries the whole text."""
        self._text, self._end_of_text = text, end
        self._node(start, lambda reached: reached == end)

    def search(self, text: str, start: int, end: int) -> int | None:
        """Tries every place until one matches; returns where that match ends."""
        return next(
            (found for place in range(start, end + 1) if (found := self.match(text, place, end)) is not None), None
        )

    def through(self, text: str, start: int, end: int) -> None:
        """Goes through the text as ``finditer`` does."""
        while start <= end:
            found = self.match(text, start, end)
            start = found if found is not None and found > start else start + 1

    def _end(self, node: Node, place: int) -> int | None:
        ends: list[int] = []

        def arrive(at: int) -> bool:
            ends.append(at)
            return True

        return ends[-1] if node(place, arrive) else None

    def _sequence(self, items: Iterable[Any]) -> Node:
        node: Node = lambda place, then: then(place)  # noqa: E731
        for item in reversed(list(items)):
            node = self._then(self._item(*item), node)
        return node

    def _then(self, first: Node, second: Node) -> Node:
        return lambda place, then: first(place, lambda reached: second(reached, then))

    def _item(self, operation: Any, value: Any) -> Node:
        if operation in _ONE_CHARACTER:
            return self._character(self._test(operation, value))
        if operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            return self._repeat(operation, *value)
        makers: dict[Any, Callable[[Any], Node]] = {
            c.AT: self._at,
            c.BRANCH: lambda value: self._branch([self._sequence(branch) for branch in value[1]]),
            c.SUBPATTERN: lambda value: self._group(value[0], self._sequence(value[3])),
            c.ATOMIC_GROUP: lambda value: self._atomic(self._sequence(value)),
            c.ASSERT: lambda value: self._look(*value, wanted=True),
            c.ASSERT_NOT: lambda value: self._look(*value, wanted=False),
            c.GROUPREF: self._reference,
        }
        return makers[operation](value)

    def _test(self, operation: Any, value: Any) -> Callable[[str], bool]:
        if operation is c.LITERAL:
            return lambda char: ord(char) == value
        if operation is c.NOT_LITERAL:
            return lambda char: ord(char) != value
        if operation is c.RANGE:
            return lambda char: value[0] <= ord(char) <= value[1]
        if operation is c.CATEGORY:
            return _CATEGORIES[value]
        if operation is c.ANY:
            return lambda char: char != "\n"
        negated = value[0][0] is c.NEGATE
        tests = [self._test(*part) for part in value[negated:]]
        return lambda char: any(test(char) for test in tests) != negated

    def _fits(self, test: Callable[[str], bool], place: int) -> bool:
        self.steps += 1
        return place < self._end_of_text and test(self._text[place])

    def _character(self, test: Callable[[str], bool]) -> Node:
        return lambda place, then: self._fits(test, place) and then(place + 1)

    def _repeat(self, operation: Any, least: int, most: Any, items: Any) -> Node:
        if operation is c.POSSESSIVE_REPEAT:
            return self._atomic(self._repeat(c.MAX_REPEAT, least, most, items))
        if len(items) == 1 and items[0][0] in _ONE_CHARACTER:
            return self._run(operation, least, most, self._test(*items[0]))
        once = self._sequence(items)

        def again(count: int, start: int, place: int, then: Then) -> bool:
            if count > least and place == start:  # nothing was taken: it could go on for ever
                return False
            more = count < most and operation is c.MAX_REPEAT
            if more and once(place, lambda reached: again(count + 1, place, reached, then)):
                return True
            if count >= least and then(place):
                return True
            lazy = count < most and operation is c.MIN_REPEAT
            return lazy and once(place, lambda reached: again(count + 1, place, reached, then))

        return lambda place, then: again(0, -1, place, then)

    def _run(self, operation: Any, least: int, most: Any, test: Callable[[str], bool]) -> Node:
        """A repeated character: without recursion, for it may be as long as the text."""

        def greedy(place: int, then: Then) -> bool:
            end = place
            while end - place < most and self._fits(test, end):
                end += 1
            return any(then(reached) for reached in range(end, place + least - 1, -1))

        def lazy(place: int, then: Then) -> bool:
            end = place
            while end - place < least:
                if not self._fits(test, end):
                    return False
                end += 1
            while not then(end):
                if end - place >= most or not self._fits(test, end):
                    return False
                end += 1
            return True

        return greedy if operation is c.MAX_REPEAT else lazy

    def _branch(self, branches: list[Node]) -> Node:
        return lambda place, then: any(branch(place, then) for branch in branches)

    def _group(self, number: int | None, inner: Node) -> Node:
        if number is None:
            return inner

        def group(place: int, then: Then) -> bool:
            before = self._groups.get(number)

            def close(reached: int) -> bool:
                self._groups[number] = (place, reached)
                return then(reached)

            if inner(place, close):
                return True
            if before is not None:
                self._groups[number] = before
            return False

        return group

    def _atomic(self, inner: Node) -> Node:
        def atomic(place: int, then: Then) -> bool:
            end = self._end(inner, place)
            return end is not None and then(end)

        return atomic

    def _look(self, direction: int, items: Any, *, wanted: bool) -> Node:
        node, width = self._sequence(items), items.getwidth()[0]

        def look(place: int, then: Then) -> bool:
            start = place - width if direction < 0 else place
            seen = start >= 0 and self._end(node, start) is not None
            return seen == wanted and then(place)

        return look

    def _reference(self, number: int) -> Node:
        def reference(place: int, then: Then) -> bool:
            start, end = self._groups.get(number, (0, 0))
            self.steps += end - start
            return self._text.startswith(self._text[start:end], place) and then(place + end - start)

        return reference

    def _at(self, where: Any) -> Node:
        def word(place: int) -> bool:
            return 0 <= place < self._end_of_text and (self._text[place].isalnum() or self._text[place] == "_")

        tests: dict[Any, Callable[[int], bool]] = {
            c.AT_BEGINNING: lambda place: place == 0,
            c.AT_BEGINNING_STRING: lambda place: place == 0,
            c.AT_END: lambda place: self._text[place : self._end_of_text] in ("", "\n"),
            c.AT_END_STRING: lambda place: place == self._end_of_text,
            c.AT_BOUNDARY: lambda place: word(place - 1) != word(place),
            c.AT_NON_BOUNDARY: lambda place: word(place - 1) == word(place),
        }
        test = tests[where]
        return lambda place, then: test(place) and then(place)


class Counted:
    """Stands in for a compiled pattern: answers as it does, and adds what each call tries to a tally, under a name."""

    def __init__(self, pattern: re.Pattern[str], name: str, tally: Counter[str]) -> None:
        self._pattern = pattern
        self._search = Search(pattern)
        self._name = name
        self._tally = tally

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._pattern, name)
        if not callable(answer):
            return answer

        def call(*arguments: Any) -> Any:
            text, start, end = self._region(name, *arguments)
            before = self._search.steps
            getattr(self._search, name if name in ("match", "fullmatch", "search") else "through")(text, start, end)
            self._tally[self._name] += self._search.steps - before
            return answer(*arguments)

        return call

    def _region(self, name: str, *arguments: Any) -> tuple[str, int, int]:
        if name in ("sub", "subn"):
            return arguments[1], 0, len(arguments[1])
        text, *bounds = arguments
        start, end = (*bounds, len(text))[:2] if bounds else (0, len(text))
        return text, min(start, len(text)), min(end, len(text))
