/* What somebody may have meant who typed a name that does not exist. */
#pragma once

#include "ground/str.h"

/* Ends the program with status 2, saying that there is no `what` ("program") of the name that was
 * typed and which of the names, which blanks part, are nearest to it; `help` lists them all. */
_Noreturn void die_unknown(const char *what, struct str typed, struct str names, const char *help);
