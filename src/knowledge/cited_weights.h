/* What was learned of the parts of citations (cited_weights.def), in CITED_SCALE-ths. */
#pragma once

#include "knowledge/cited_parts.h"

enum { CITED_SCALE = 5 };

/* What speaks for each part behind each state. */
extern const int8_t cited_steps[CITED_STATES][CITED_PARTS];

/* What a feature says for each part, or NULL where nothing was learned of it. */
const int8_t *cited_weights(uint32_t feature);
