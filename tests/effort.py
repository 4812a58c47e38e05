"""How much a test takes on: all that it can in `scripts/test all`, else what is quick."""

import os
import sys

ALL = "REFMILL_ALL" in os.environ


def amount(quick, whole):
    """How many of something, or which."""
    return whole if ALL else quick


def asked(quick, whole):
    """How many: as many as the test's first argument says, where it has one."""
    return int(sys.argv[1]) if sys.argv[1:] else amount(quick, whole)
