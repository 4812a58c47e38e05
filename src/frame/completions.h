/* What lets a shell complete the words behind refmill. */
#pragma once

#include "frame/cards.h"
#include "ground/buf.h"

/* Appends completions for "bash", "zsh" or "fish", made from the cards of the programs; false for
 * another shell. */
bool completions_put(struct buf *out, const struct programs *programs, struct str shell);
