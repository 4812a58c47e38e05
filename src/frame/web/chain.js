// The chain in the browser, in a thread of its own so that the page never stands still: scrape, normalise, correct,
// check, and the programs that make a file each of the records. Each is run as it is on the command line, in a memory
// of its own.

let program;

// The page holds bytes as the letters of windows-1252, and behind "=", by 64 higher, those that HTML would change.
function bytesOf(text) {
  const letters = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const byteOf = new Map(Array.from(letters, (letter, byte) => [letter.charCodeAt(0), byte]));
  const bytes = new Uint8Array(text.length), escape = "=".charCodeAt(0);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const higher = text.charCodeAt(i) === escape ? 64 : 0;
    bytes[length++] = byteOf.get(text.charCodeAt(higher ? ++i : i)) - higher;
  }
  return bytes.subarray(0, length);
}

// Large tables are stored by groups of columns, and with `rising` numbers as what each has more than the one before.
function arrange(bytes, { at, rows, groups, rising }) {
  const width = groups.reduce((sum, group) => sum + group), stored = bytes.slice(at, at + rows * width);
  let from = 0, first = 0;
  for (const group of groups) {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < group; column++)
        bytes[at + row * width + first + column] = stored[from++];
    first += group;
  }
  const view = new DataView(bytes.buffer, at);
  for (let row = 1; rising && row < rows; row++)
    view.setUint32(4 * row, view.getUint32(4 * row, true) + view.getUint32(4 * row - 4, true), true);
}

// The module out of its packed parts.
function moduleOf(packed, { parts, tables }) {
  let at = 0;
  const bytes = joined(parts.map(([size, length, ...way]) =>
    unpacked(packed.subarray(at, at += length), size, ...way)));
  for (const table of tables)
    arrange(bytes, table);
  return bytes;
}

const lines = bytes => new TextDecoder().decode(bytes).split("\n").filter(line => line);

/** The records with the corrections that the text of a file holds. */
function correct(records, corrections, name, tell) {
  const files = { [name]: new TextEncoder().encode(corrections) };
  return runProgram(program, ["refmill-correct", "--with", `/${name}`], records, files, tell);
}

// What each step of the page asks for; `tell` is given what is being done, and how much of it is done where that is known.
const steps = {
  // Makes the module ready and gives the cards of the programs that make a file of records.
  async start({ text, form }) {
    program = await WebAssembly.compile(moduleOf(bytesOf(text), form));
    const card = name => JSON.parse(lines(runProgram(program, [name, "--card"]).output)[0]);
    const cards = lines(runProgram(program, ["refmill"]).output).map(name => ({ ...card(name), program: name }));
    return cards.filter(({ reads, writes, suffix }) => reads === "records" && writes === "format" && suffix);
  },

  // Reads pages, {name, bytes, address} each, into records; `corrected` are those with the corrections of a file.
  read({ pages, corrections, correctionsName }, tell) {
    const runs = [];
    for (const { name, bytes, address } of pages) {
      tell(`Looking for the entries of ${name}…`);
      runs.push(runProgram(program, ["refmill-scrape", ...(address ? ["--url", address] : []), `/${name}`], undefined,
        { [name]: bytes }));
    }
    const entries = joined(runs.map(run => run.output));
    const normalised = runProgram(program, ["refmill-normalise", "--evidence"], entries, {},
      part => tell("Reading the entries…", part));
    const corrected = corrections ? correct(normalised.output, corrections, correctionsName,
      part => tell("Applying the corrections…", part)) : normalised;
    const found = runProgram(program, ["refmill-check", "--json"], corrected.output, {},
      part => tell("Checking the entries…", part));
    runs.push(...new Set([normalised, corrected]));
    return { records: normalised.output, corrected: corrected.output, findings: found.output,
      count: lines(normalised.output).length, said: runs.map(run => run.said).join("") };
  },

  // Makes a file of records, with the corrections where there are any.
  make({ name, records, corrections }, tell) {
    const corrected = corrections ? correct(records, corrections, "corrections", () => {}) : { output: records, said: "" };
    const made = runProgram(program, [name], corrected.output, {}, part => tell("Making the file…", part));
    return { ...made, said: corrected.said + made.said };
  },
};

onmessage = async ({ data: { number, step, wish } }) => {
  let last = 0;
  const tell = (words, part) => {
    if (part === undefined || Date.now() - last > 100)
      postMessage({ number, words, part });
    last = Date.now();
  };
  try {
    postMessage({ number, answer: await steps[step](wish, tell) });
  } catch (fault) {
    postMessage({ number, fault: String(fault) });
  }
};
