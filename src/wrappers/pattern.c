/* Regular expressions on PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "wrappers/pattern.h"

#include <pcre2.h>

#include "ground/diag.h"

enum { DEFAULT_STEPS = 1000000 };

static pcre2_match_context *context;
static pcre2_match_data *data;
static unsigned limit = DEFAULT_STEPS;
static size_t exhausted;

static void prepare(void) {
    context = needed(pcre2_match_context_create(NULL));
    data = needed(pcre2_match_data_create(PATTERN_GROUPS, NULL));
    pcre2_set_match_limit(context, limit);
}

static pcre2_code *compiled(struct pattern *pattern) {
    if (pattern->compiled)
        return pattern->compiled;
    int error;
    PCRE2_SIZE at;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
    if (pattern->ignore_case)
        options |= PCRE2_CASELESS;
    pattern->compiled = pcre2_compile((PCRE2_SPTR)pattern->source, PCRE2_ZERO_TERMINATED, options,
                                      &error, &at, NULL);
    if (!pattern->compiled)
        die_machine("the pattern %s is wrong at %zu", pattern->source, (size_t)at);
    /* Where the machine has no just-in-time compiler the pattern is interpreted. */
    pcre2_jit_compile(pattern->compiled, PCRE2_JIT_COMPLETE);
    return pattern->compiled;
}

bool pattern_find(struct pattern *pattern, struct str subject, size_t from, struct match *match) {
    if (!context)
        prepare();
    if (from > subject.len)
        return false;
    const pcre2_code *code = compiled(pattern);
    PCRE2_SPTR text = (PCRE2_SPTR)subject.at;
    int count = pcre2_match(code, text, subject.len, from, PCRE2_NO_UTF_CHECK, data, context);
    /* Machine code has a small stack; the interpreter has none to run out of. */
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(code, text, subject.len, from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data,
                            context);
    if (count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT ||
        count == PCRE2_ERROR_HEAPLIMIT)
        exhausted++;
    if (count == PCRE2_ERROR_NOMEMORY)
        die_machine("not enough memory");
    if (count <= 0)
        return false;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
    *match = (struct match){.from = at[0], .to = at[1]};
    for (int i = 0; i < count; i++)
        if (at[2 * i] != PCRE2_UNSET)
            match->group[i] = str_part(subject, at[2 * i], at[2 * i + 1]);
    return true;
}

bool pattern_in(struct pattern *pattern, struct str subject) {
    struct match match;
    return pattern_find(pattern, subject, 0, &match);
}

struct str pattern_group(struct pattern *pattern, struct str subject, struct str otherwise) {
    struct match match;
    return pattern_find(pattern, subject, 0, &match) ? match.group[1] : otherwise;
}

size_t pattern_end(struct pattern *pattern, struct str subject, size_t from) {
    struct match match;
    return pattern_find(pattern, subject, from, &match) ? match.to : from;
}

void pattern_limit(unsigned steps) {
    limit = steps;
    if (context)
        pcre2_set_match_limit(context, limit);
}

size_t pattern_exhausted(void) {
    return exhausted;
}
