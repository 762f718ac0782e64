"""The limits of the table blocks."""

from tests.wire.slack.json_shapes import Json, as_list
from tests.wire.slack.rules import Breaches

ROWS = {"table": 100, "data_table": 101}
COLUMNS = 20


def check_table(breaches: Breaches, block: Json, at: str) -> None:
    """Hold a `table` or `data_table` to its rows and columns."""
    breaches.count(block.get("rows"), f"{at}/rows", 1, ROWS[str(block["type"])])
    for n, row in enumerate(as_list(block.get("rows"))):
        breaches.count(row, f"{at}/rows/{n}", 1, COLUMNS)
