#!/usr/bin/env -S python3 -B
"""On a terminal warnings and errors have a colour, unless NO_COLOR is set; elsewhere no program writes any."""
import pty
import tempfile

from common import *

RED, YELLOW = "\033[31merror\033[m: ", "\033[33mwarning\033[m: "


def on_terminal(program, *args, **environment):
    """What stands on a terminal that is the program's standard error."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([program, *args], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
                          env={**os.environ, **environment}) as running:
        os.close(theirs)
        said = b""
        try:
            while more := os.read(ours, 4096):
                said += more
        except OSError:  # so Linux says that nobody holds the other side any more
            pass
        running.wait()
    os.close(ours)
    return said.decode("utf-8", "replace")


with tempfile.TemporaryDirectory() as folder:
    broken, page = pathlib.Path(folder, "broken.jsonl"), pathlib.Path(folder, "list.html")
    broken.write_text('{"id":"a","type":"book","title":"Lamps"}\nno JSON\n')
    page.write_bytes(b"<ul>" + b"".join(
        b"<li>Penhale, Mary (199%d). <a href='b%d.html'>Beacons of part %d</a>. Truro: Head.</li>" % (n, n, n) for n in range(6)))
    for program in reading("records"):
        said = on_terminal(program, str(broken))
        expect(RED in said, f"{program.name}: no red error on a terminal: {said!r}")
        said = on_terminal(program, str(broken), NO_COLOR="1")
        expect("error: " in said and "\033" not in said, f"{program.name}: a colour in spite of NO_COLOR: {said!r}")
        expect("\033" not in run(program, str(broken)).stderr, f"{program.name}: a colour in a pipe")
    other = pathlib.Path(folder, "other.html")
    other.write_bytes(b"<p>Nothing to read.</p>")
    convert = DRIVER, "convert", str(page), str(other), "-o", folder
    said = on_terminal(*convert)
    expect(RED in said and YELLOW in said, f"convert: {said!r}")
    said = on_terminal(*convert, NO_COLOR="1").replace("\033[K", "")  # the line of progress empties itself
    expect("error: " in said and "\033" not in said, f"convert: a colour in spite of NO_COLOR: {said!r}")
    expect("\033" not in run(*convert).stderr, "convert: a colour in a pipe")
finish()
