"""The rules that many parts of a payload share, and what is said where one is broken."""

from collections.abc import Iterable, Iterator

from tests.wire.json_shapes import Json, as_list


class Breaches:
    """What is wrong with one payload, each with the path to it."""

    def __init__(self) -> None:
        self._said: list[tuple[tuple[str, ...], str, str]] = []

    def __iter__(self) -> Iterator[str]:
        for at, code, message in self._said:
            yield f"{'.'.join(at)}: {code}: {message}"

    def __len__(self) -> int:
        return len(self._said)

    def add(self, at: tuple[str, ...], code: str, message: str) -> None:
        """Say one more, as Discord words it."""
        self._said.append((at, code, message))

    def tree(self) -> Json:
        """All of them as the `errors` of an answer: nested by path, `_errors` at the leaves."""
        root: Json = {}
        for at, code, message in self._said:
            node = root
            for step in at:
                node = node.setdefault(step, {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root

    def string(
        self, value: object, at: tuple[str, ...], most: int, *, least: int = 1, needed: bool = False
    ) -> None:
        """Hold a string to its length; one that is absent is fine unless needed."""
        if value is None:
            if needed:
                self.add(at, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.add(at, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
        elif not least <= len(value) <= most:
            self._length(at, least, most)

    def count(self, value: object, at: tuple[str, ...], least: int, most: int) -> None:
        """Hold a list to its length."""
        if not isinstance(value, list):
            self.add(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        elif not least <= len(as_list(value)) <= most:
            self._length(at, least, most)

    def whole(
        self, value: object, at: tuple[str, ...], least: int, most: int, *, needed: bool = False
    ) -> None:
        """Hold a whole number to its range."""
        if value is None:
            if needed:
                self.add(at, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, int) or isinstance(value, bool):
            self.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            self.add(at, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")

    def one_of(self, value: object, at: tuple[str, ...], kinds: Iterable[int]) -> bool:
        """Hold a value to those that are known; whether it is one."""
        known = tuple(kinds)
        if value in known:
            return True
        names = ", ".join(str(int(one)) for one in sorted(known))
        self.add(at, "BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")
        return False

    def _length(self, at: tuple[str, ...], least: int, most: int) -> None:
        self.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
