#!/usr/bin/env -S python3 -B
"""Confidences mean something: the surer a field of a made-up page is read, the more often it is right."""
from common import *

import pages
import survey
import trust

trusted = trust.trusted(survey.survey(pages.made(variants=amount(1, 3), each=amount(1, 3)), "--evidence"))
trust.print_tenths(trusted)
trust.print_rules(trusted)
expect(len(trusted) > amount(1_500, 5_000), f"only {len(trusted)} fields have a confidence")
for fault in trust.faults(trusted):
    expect(False, fault)
finish()
