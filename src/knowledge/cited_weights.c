/* The tables of what was learned; nothing else, since their 80,000 rows are slow to look at. */
#include "knowledge/cited_weights.h"

/* The features of which something was learned, sorted. */
static const uint32_t features[] = {
#define STEP(...)
#define WEIGHTS(feature, ...) feature,
#include "knowledge/cited_weights.def"
#undef WEIGHTS
};

static const int8_t weights[][CITED_PARTS] = {
#define WEIGHTS(feature, ...) {__VA_ARGS__},
#include "knowledge/cited_weights.def"
#undef WEIGHTS
};

const int8_t cited_steps[CITED_STATES][CITED_PARTS] = {
#define WEIGHTS(feature, ...)
#undef STEP
#define STEP(...) {__VA_ARGS__},
#include "knowledge/cited_weights.def"
#undef WEIGHTS
#undef STEP
};

const int8_t *cited_weights(uint32_t feature) {
    size_t low = 0, high = sizeof features / sizeof features[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (features[middle] == feature)
            return weights[middle];
        if (features[middle] < feature)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
