/* The review page before records are in it. CMakeLists.txt makes it of review.html, in which the
 * style and the scripts beside it are put, with their sums in its Content Security Policy. */
#pragma once

#include <stddef.h>

/* UTF-8. Records go where @RECORDS@ stands, findings where @FINDINGS@ stands, each as the elements
 * of an array of JSON in which no text can end the <script>. */
extern const unsigned char review_page[];
extern const size_t review_page_len;
