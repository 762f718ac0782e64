"""The service files of the how-to start what there is, and leave it the time it needs to end."""

from configparser import ConfigParser
from pathlib import Path

import pytest

from adapters.roles import Role
from adapters.service import GRACE

FOLDER = Path(__file__).parents[2] / "docs" / "how-to" / "systemd"
GUIDE = FOLDER.parent / "run-in-production.md"


def read(name: str) -> ConfigParser:
    """Return a service file; systemd's form is one that Python reads, but for names that stand twice."""
    unit = ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    unit.read_string((FOLDER / name).read_text("utf-8"))
    return unit


@pytest.mark.parametrize("name", ["afterview.service", "afterview@.service"])
def test_a_service_may_finish_what_it_says(name: str) -> None:
    """It is asked to end by SIGTERM and killed only after the seconds it takes at most."""
    service = read(name)["Service"]
    assert float(service["TimeoutStopSec"]) > GRACE
    assert "KillSignal" not in service


def test_the_services_start_what_the_guide_says() -> None:
    """Everything, or one role behind the @; where the guide puts program and settings."""
    whole, part = (read(name)["Service"] for name in ("afterview.service", "afterview@.service"))
    assert part["ExecStart"] == f"{whole['ExecStart']} --only %i"
    guide = GUIDE.read_text("utf-8")
    assert whole["ExecStart"].removesuffix(" run") in guide
    assert f"`{whole['WorkingDirectory']}/.env`" in guide
    assert all(f"afterview@{role}" in guide for role in Role)
