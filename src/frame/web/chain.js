// What runs in a thread of its own, so that the page never stands still: the module is made ready once, and each run of
// a program has a thread, whose memory is given back at its end.

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

// What the page asks of a thread.
const steps = {
  // Gives the module out of the text that holds it, and the cards of its programs.
  async start({ text, form }) {
    const module = await WebAssembly.compile(moduleOf(bytesOf(text), form));
    const said = words => new TextDecoder().decode(runProgram(module, words).output);
    const linesOf = words => said(words).split("\n").filter(line => line);
    const card = program => ({ ...JSON.parse(linesOf([program, "--card"])[0]), program });
    return { answer: { module, cards: linesOf(["refmill"]).map(card) } };
  },

  // Runs a program, and tells how much of its input is read.
  run({ module, words, input, files }) {
    let last = 0;
    const tell = part => {
      if (Date.now() - last < 100)
        return;
      last = Date.now();
      postMessage({ part });
    };
    const answer = runProgram(module, words, input, files, tell);
    return { answer, given: [answer.output.buffer] };
  },
};

onmessage = async ({ data: { step, wish } }) => {
  try {
    const { answer, given } = await steps[step](wish);
    postMessage({ answer }, given);
  } catch (fault) {
    postMessage({ fault: String(fault) });
  }
};
