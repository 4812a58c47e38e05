// The page of three steps: bring the page, see what was found, take it away.

const $ = id => document.getElementById(id);
const program = new Blob([$("thread").textContent], { type: "text/javascript" });
const thread = new Worker(URL.createObjectURL(program));
const waiting = new Map();
let pages = [], records = new Uint8Array(), stem = "";

// Asks the thread for a step of the chain.
function ask(step, wish) {
  const number = waiting.size ? Math.max(...waiting.keys()) + 1 : 1;
  thread.postMessage({ number, step, wish });
  return new Promise((done, failed) => waiting.set(number, { done, failed }));
}

thread.onmessage = ({ data: { number, answer, fault } }) => {
  const { done, failed } = waiting.get(number);
  waiting.delete(number);
  if (fault)
    failed(new Error(fault));
  else
    done(answer);
};

function say(words) {
  $("state").textContent = words;
}

// An element that holds texts and elements.
function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

// "refmill-scrape: page.html:12: warning: SENTENCE [name]" without what only a terminal needs.
function sentence(line) {
  const plain = line.replace(/^refmill-\S+: /, "").replace(/ \[[a-z-]+\]$/, "");
  return plain.replace(/^(note|warning|error): /, "")
    .replace(/(:\d+)?: (note|warning|error): /, (_, at) => `${at ? `, line ${at.slice(1)}` : ""}: `);
}

// Shows the titles of the records and what the programs said.
function show(said) {
  const found = new TextDecoder().decode(records).split("\n").filter(line => line).map(line => JSON.parse(line));
  $("count").textContent = found.length === 1 ? "1 entry" : `${found.length} entries`;
  const sentences = [...new Set(said.split("\n").filter(line => line).map(sentence))];
  $("said").replaceChildren(...sentences.map(words => element("li", words)));
  $("titles").replaceChildren(...found.map(({ title }) => element("li", title ?? "(without a title)")));
  $("found").hidden = false;
  $("files-made").hidden = !found.length;
  say(found.length ? "Done." : "No entry was found.");
}

async function read() {
  if (!pages.length)
    return;
  say(`Reading ${pages.map(({ name }) => name).join(", ")}\u2026`);
  const [{ name }] = pages;
  stem = pages.length > 1 ? "pages" : name.replace(/\.gz$/, "").replace(/(.)\.[^.]*$/, "$1");
  try {
    const answer = await ask("read", { pages, address: $("address").value.trim() });
    records = answer.records;
    show(answer.said);
  } catch (fault) {
    say(`The page could not be read: ${fault.message}`);
  }
}

async function bring(files) {
  const bytes = async file => new Uint8Array(await file.arrayBuffer());
  pages = await Promise.all([...files].map(async file => ({ name: file.name, bytes: await bytes(file) })));
  await read();
}

function paste(text, html) {
  // Whatever a piece of HTML says of its bytes, these are UTF-8.
  const bytes = new TextEncoder().encode(html ? `\ufeff${html}` : text);
  pages = [{ name: html ? "pasted.html" : "pasted.txt", bytes }];
  return read();
}

async function save(card) {
  say(`Making ${stem}${card.suffix}\u2026`);
  const { output, status, said } = await ask("make", { name: card.program, records });
  if (status > 1)
    return say(`${stem}${card.suffix} could not be made: ${said}`);
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([output], { type: card.media_type }));
  link.download = stem + card.suffix;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say([`${link.download} was saved.`, ...said.split("\n").map(sentence)].join(" "));
}

function offer(cards) {
  for (const card of cards.sort((one, other) => !!other.unasked - !!one.unasked)) {
    const button = element("button", `Save ${card.suffix}`);
    button.type = "button";
    button.onclick = () => save(card).catch(fault => say(`The file could not be made: ${fault.message}`));
    $("makers").append(element("li", button, element("p", `For ${card.for_program}: ${card.click}.`)));
  }
}

function listen() {
  const drop = $("drop");
  addEventListener("dragover", event => (event.preventDefault(), drop.classList.add("over")));
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    bring(event.dataTransfer.files);
  });
  $("files").onchange = () => bring($("files").files);
  $("text").onpaste = event => {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    $("text").value = text;
    paste(text, event.clipboardData.getData("text/html"));
  };
  $("text").onchange = () => paste($("text").value);
  $("address").onchange = read;
  for (const id of ["files", "text", "address"])
    $(id).disabled = false;
}

async function start() {
  const { textContent, dataset } = $("module");
  if (document.characterSet !== "windows-1252")
    throw new Error("the web server changed this file on its way. Save it, and open the saved file");
  offer(await ask("start", { text: textContent, form: JSON.parse(dataset.form) }));
  listen();
  say("Ready.");
}

function giveUp({ message }) {
  say(`refmill cannot work here: ${message}. A current Firefox, Chrome, Edge or Safari can.`);
}

thread.onerror = giveUp;
start().catch(giveUp);
