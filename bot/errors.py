"""One tree of errors; a docstring here is the operator's message, a person's words live in `content`."""


class AfterviewError(Exception):
    """Something Afterview names and explains; everything else is a bug."""


class ContentError(AfterviewError):
    """A file under `bot/content` is missing a word, has a bad span or an unknown placeholder."""


class SettingsError(AfterviewError):
    """A setting has a value that cannot be used; the message says its name, what was found and what is allowed."""


class StoreError(AfterviewError):
    """The store cannot be used as it is: broken, newer than this release, or out of reach."""


class DamagedError(StoreError):
    """What is kept of one person was changed outside Afterview and cannot be read; others are not concerned."""


class StaleAction(AfterviewError):
    """A button's packed action cannot be read: another release made it, or somebody tampered with it."""


class Undeliverable(AfterviewError):
    """The person cannot be reached there (any more): it is set aside and kept, and not tried again."""


class Unreachable(AfterviewError):
    """The person takes no messages there just now: tried again a day later, and three times in all."""


class TryLater(AfterviewError):
    """A platform asks for patience.

    Args:
        seconds: How long.
        everybody: Whether it holds for the person's whole workspace, or for a platform without any.
        begun: Whether some of it was posted before, or may have been; else nothing was.
    """

    def __init__(self, seconds: float, *, everybody: bool = False, begun: bool = False) -> None:
        super().__init__(f"in {seconds:.0f} s")
        self.seconds = seconds
        self.everybody = everybody
        self.begun = begun


class MessageTooBig(AfterviewError):
    """A message was built that the narrowest platform cannot show; page it where it is built."""
