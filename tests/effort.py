"""How much a test takes on: all that it can in `scripts/test all`, else what is quick."""

import os

ALL = "REFMILL_ALL" in os.environ


def amount(quick, whole):
    """How many of something, or which."""
    return whole if ALL else quick
