"""Where the content lies that is shipped with the code."""

from importlib import resources
from importlib.resources.abc import Traversable

CONTENT: Traversable = resources.files("bot") / "content"
"""The folder of all words and tables; a loader that takes a folder reads this one unless told otherwise."""
