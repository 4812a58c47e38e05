/* The one module of refmill.html: every program in it, found by the name that it is run by; by
 * any other name it lists them. */
#include <stdio.h>
#include <string.h>

#include "ground/diag.h"

/* programs.def is made by the build: PROGRAM(name of main, name of the program) for each. */
#define PROGRAM(main, name) int main(int argc, char **argv);
#include <programs.def>
#undef PROGRAM

static const struct {
    const char *name;
    int (*main)(int argc, char **argv);
} programs[] = {
#define PROGRAM(main, name) {name, main},
#include <programs.def>
#undef PROGRAM
};

int main(int argc, char **argv) {
    for (size_t i = 0; argc && i < sizeof programs / sizeof *programs; i++)
        if (!strcmp(argv[0], programs[i].name))
            return programs[i].main(argc, argv);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        puts(programs[i].name);
    return STATUS_DONE;
}
