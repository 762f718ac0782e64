"""The program's figures, as Prometheus reads them."""

import aiohttp
from prometheus_client.parser import text_string_to_metric_families


async def read_figures(browser: aiohttp.ClientSession, port: int) -> dict[str, float]:
    """Return all figures, by name and labels."""
    async with browser.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    return {
        one.name + "".join(f" {value}" for value in one.labels.values()): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }
