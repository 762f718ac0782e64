"""The rules that many parts of a payload share: strings, counts and text objects."""

from collections.abc import Iterator

from tests.wire.slack.json_shapes import as_list


class Breaches:
    """What is wrong with one payload, each with its JSON pointer."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def add(self, at: str, what: str) -> None:
        """Say one more, as Slack words it."""
        self._said.append(f"[ERROR] {what} [json-pointer:{at}]")

    def string(
        self, value: object, at: str, most: int | None, *, least: int = 1, needed: bool = False
    ) -> None:
        """Hold a string to its length; one that is absent is fine unless needed."""
        if value is None:
            if needed:
                self.add(at, f"missing required field: {at.rpartition('/')[2]}")
        elif not isinstance(value, str):
            self.add(at, "must be a string")
        elif len(value) < least:
            self.add(at, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            self.add(at, f"must be less than {most + 1} characters")

    def count(self, value: object, at: str, least: int, most: int | None) -> None:
        """Hold a list to its length."""
        if not isinstance(value, list):
            self.add(at, "must be an array")
        elif len(as_list(value)) < least:
            self.add(at, f"must provide at least {least} items")
        elif most is not None and len(as_list(value)) > most:
            self.add(at, f"no more than {most} items allowed")

    def text(self, value: object, at: str, most: int) -> None:
        """Hold a text object of either kind."""
        if not isinstance(value, dict):
            self.add(at, "must be an object")
            return
        if value.get("type") not in ("plain_text", "mrkdwn"):
            self.add(f"{at}/type", f"unsupported type: {value.get('type')}")
        if value.get("type") == "mrkdwn" and "emoji" in value:
            self.add(f"{at}/emoji", "invalid additional property: emoji")
        if value.get("type") == "plain_text" and "verbatim" in value:
            self.add(f"{at}/verbatim", "invalid additional property: verbatim")
        self.string(value.get("text"), f"{at}/text", most, needed=True)

    def plain_text(self, value: object, at: str, most: int) -> None:
        """Hold a text object that may not be mrkdwn."""
        self.text(value, at, most)
        if isinstance(value, dict) and value.get("type") == "mrkdwn":
            self.add(f"{at}/type", "must be `plain_text`")
