"""Becomes another program that may open no file which its user may not, even as root.

    python tests/wire/powerless.py PROGRAM ARGUMENT ...

Root is let everywhere by capabilities; without these it is an ordinary owner of its files.
"""

import ctypes
import os
import sys

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def main() -> None:
    """Give the capabilities up and become the program."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "cannot give up what root may")
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - nothing is interpreted


if __name__ == "__main__":
    main()
