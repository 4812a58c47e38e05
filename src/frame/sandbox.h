/* The sandbox: once its input is open, a filter gives up files and network for good. */
#pragma once

/* Locks the program in. Goes on without where the kernel cannot do it. */
void sandbox_enter(void);
/* What the sandbox is on this machine, in words for --version. */
const char *sandbox_words(void);
