"""`afterview` as it is, but for seconds that a test cannot wait for: MODULE.CONSTANT=SECONDS ... -- ARGUMENTS."""

import importlib
import sys

from adapters.cli import main

if __name__ == "__main__":
    split = sys.argv.index("--")
    for told in sys.argv[1:split]:
        where, _, seconds = told.partition("=")
        module, _, constant = where.rpartition(".")
        found = importlib.import_module(module)
        assert isinstance(getattr(found, constant), float), where
        setattr(found, constant, float(seconds))
    sys.argv[1 : split + 1] = []
    sys.exit(main())
