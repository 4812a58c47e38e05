// The system interface (WASI) of programs that run in a browser: words, files in memory and a clock that stands still.
// There is no network and no disk in it, and what a program asks for beyond these is refused.

const STDIN = 0, STDOUT = 1, STDERR = 2, ROOT = 3;
const DONE = 0, BAD_FILE = 8, NO_FILE = 44, NOT_HERE = 52;
const FOLDER = 3, FILE = 4;
const FOLDER_NAME = new TextEncoder().encode("/");
const ALL_RIGHTS = 0xffffffffffffffffn;
const STATUS_MACHINE = 3;

class Exit extends Error {
  constructor(status) {
    super();
    this.status = status;
  }
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// One run: its memory, and the files it has open by their numbers.
class Run {
  constructor(words, input, files, tell) {
    const text = new TextEncoder();
    this.words = words.map(word => text.encode(`${word}\0`));
    this.files = files;
    this.tell = tell;
    this.open = [{ bytes: input, at: 0 }, { parts: [] }, { parts: [] }, { folder: true }];
  }

  get view() {
    return new DataView(this.memory.buffer);
  }

  bytes(at, length) {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  // The pieces of memory that a list of `count` addresses and lengths names.
  pieces(at, count) {
    const { view } = this;
    const piece = place => this.bytes(view.getUint32(place, true), view.getUint32(place + 4, true));
    return Array.from({ length: count }, (_, i) => piece(at + 8 * i));
  }

  numbers(...pairs) {
    for (const [at, number] of pairs)
      this.view.setUint32(at, number, true);
    return DONE;
  }

  read(file, at, count, done) {
    const from = this.open[file];
    if (!from?.bytes)
      return BAD_FILE;
    let total = 0;
    for (const piece of this.pieces(at, count)) {
      const part = from.bytes.subarray(from.at, from.at + piece.length);
      piece.set(part);
      from.at += part.length;
      total += part.length;
    }
    if (file === STDIN)
      this.tell(from.at / from.bytes.length);
    return this.numbers([done, total]);
  }

  write(file, at, count, done) {
    const to = this.open[file];
    if (!to?.parts)
      return BAD_FILE;
    const written = this.pieces(at, count).map(piece => piece.slice());
    to.parts.push(...written);
    return this.numbers([done, written.reduce((length, part) => length + part.length, 0)]);
  }

  openFile(at, length, opened) {
    const bytes = this.files[new TextDecoder().decode(this.bytes(at, length))];
    if (!bytes)
      return NO_FILE;
    return this.numbers([opened, this.open.push({ bytes, at: 0 }) - 1]);
  }

  kind(file) {
    return this.open[file].folder ? FOLDER : FILE;
  }

  status(file, at) {
    if (!this.open[file])
      return BAD_FILE;
    this.bytes(at, 24).fill(0);
    this.view.setUint8(at, this.kind(file));
    this.view.setBigUint64(at + 8, ALL_RIGHTS, true);
    this.view.setBigUint64(at + 16, ALL_RIGHTS, true);
    return DONE;
  }

  facts(file, at) {
    if (!this.open[file])
      return BAD_FILE;
    this.bytes(at, 64).fill(0);
    this.view.setBigUint64(at + 8, BigInt(file), true);
    this.view.setUint8(at + 16, this.kind(file));
    this.view.setBigUint64(at + 32, BigInt(this.open[file].bytes?.length ?? 0), true);
    return DONE;
  }

  putWords(list, at) {
    for (const word of this.words) {
      this.numbers([list, at]);
      this.bytes(at, word.length).set(word);
      list += 4;
      at += word.length;
    }
    return DONE;
  }

  close(file) {
    if (!this.open[file])
      return BAD_FILE;
    if (file > ROOT)
      this.open[file] = undefined;
    return DONE;
  }

  // The calls of WASI that the programs make, by their names there.
  get calls() {
    return {
      args_sizes_get: (count, size) => this.numbers([count, this.words.length], [size, joined(this.words).length]),
      args_get: (list, at) => this.putWords(list, at),
      environ_sizes_get: (count, size) => this.numbers([count, 0], [size, 0]),
      environ_get: () => DONE,
      clock_time_get: (clock, precision, at) => this.numbers([at, 0], [at + 4, 0]),
      random_get: (at, length) => (this.bytes(at, length).fill(0), DONE),
      fd_prestat_get: (file, at) => file === ROOT ? this.numbers([at, 0], [at + 4, FOLDER_NAME.length]) : BAD_FILE,
      fd_prestat_dir_name: (file, at) => (this.bytes(at, FOLDER_NAME.length).set(FOLDER_NAME), DONE),
      path_open: (folder, look, at, length, how, rights, inherited, flags, opened) => this.openFile(at, length, opened),
      fd_fdstat_get: (file, at) => this.status(file, at),
      fd_fdstat_set_flags: () => DONE,
      fd_filestat_get: (file, at) => this.facts(file, at),
      fd_read: (file, at, count, done) => this.read(file, at, count, done),
      fd_write: (file, at, count, done) => this.write(file, at, count, done),
      fd_close: file => this.close(file),
      proc_exit: status => {
        throw new Exit(status);
      },
    };
  }
}

// Runs a program of the module in a memory of its own: `words` are its name and arguments, `input` the bytes of its
// standard input, `files` the bytes of the files that it may open, by their names; `tell` is given how much of the
// input it has read. Gives its status, the bytes that it wrote, and what it said.
function runProgram(module, words, input = new Uint8Array(), files = {}, tell = () => {}) {
  const run = new Run(words, input, files, tell);
  const calls = { ...run.calls };
  for (const { name } of WebAssembly.Module.imports(module))
    calls[name] ??= () => NOT_HERE;
  let status = 0, fault = "";
  try {
    const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls });
    run.memory = exports.memory;
    exports._start();
  } catch (thrown) {
    status = thrown instanceof Exit ? thrown.status : STATUS_MACHINE;
    if (!(thrown instanceof Exit))
      fault = `${words[0]}: error: the program was ended: ${thrown.message}\n`;
  }
  const said = new TextDecoder().decode(joined(run.open[STDERR].parts)) + fault;
  return { status, output: joined(run.open[STDOUT].parts), said };
}
