// refmill.html: people bring pages, look through what was read of each, and take it away as files.

const ORDER = [".ris", ".enw", ".endnote.xml", ".xlsx", ".epub", ".clean.html", ".bib", ".csv"]; // of the files
const STEPS = ["bring", "look", "take"];

let brought = []; // pages: {id, name, bytes, address, corrections, work, read}; `work` is what review keeps, with the
// text of all corrections, and `corrections` the text of a file of them that was brought along
let current = null; // the one that is looked at

// --- The chain: each program runs in a thread of its own, which ends with it

const chain = URL.createObjectURL(new Blob([byId("thread").textContent], { type: "text/javascript" }));
let module = null;

/** Asks a thread for one thing; `part` is called with how much of it is done, where that is known. */
function ask(name, wish, part = () => {}) {
  const thread = new Worker(chain);
  return new Promise((done, failed) => {
    thread.onerror = ({ message }) => failed(new Error(message));
    thread.onmessage = ({ data }) => {
      if ("part" in data)
        return part(data.part);
      thread.terminate();
      return "fault" in data ? failed(new Error(data.fault)) : done(data.answer);
    };
    thread.postMessage({ step: name, wish });
  });
}

/** Runs a program, whose name and arguments are `words`, and says what is being done meanwhile. */
function run(saying, words, input, files) {
  tell(saying, null);
  return ask("run", { module, words, input, files }, part => tell(saying, part));
}

function correct(recordsRead, text, name) {
  const files = { [name]: new TextEncoder().encode(text) };
  return run("Applying the corrections…", ["refmill-correct", "--with", `/${name}`], recordsRead, files);
}

/** Reads pages, {name, bytes, address} each, as one into records. */
async function readPages(pages) {
  const runs = [];
  for (const { name, bytes, address } of pages) {
    const words = ["refmill-scrape", ...(address ? ["--url", address] : []), `/${name}`];
    runs.push(await run(`Looking for the entries of ${name}…`, words, undefined, { [name]: bytes }));
  }
  const entries = new Uint8Array(await new Blob(runs.map(({ output }) => output)).arrayBuffer());
  runs.push(await run("Reading the entries…", ["refmill-normalise", "--evidence"], entries));
  return { records: runs.at(-1).output, said: runs.map(({ said }) => said).join("") };
}

/** Says what is being done, and how much of it is done, null where nobody knows; without that, that it is done. */
function tell(words, part) {
  const bar = byId("working");
  if (byId("state").textContent !== words)
    byId("state").textContent = words;
  bar.classList.toggle("idle", part === undefined);
  if (part)
    bar.value = part;
  else
    bar.removeAttribute("value");
}

// --- What the programs say, in words for people who gave no command

/** "refmill-scrape: page.html:12: warning: SENTENCE. See --explain. [name]" as a sentence. */
function plainly(line) {
  const words = line.replace(/^refmill-\S+: /, "").replace(/ \[[a-z-]+\]$/, "").replace(/^(note|warning|error): /, "")
    .replace(/(:\d+)?: (note|warning|error): /, (_, at) => `${at ? `, line ${at.slice(1)}` : ""}: `);
  const sentences = words.split(/(?<=\.) (?=\p{Lu})/u).filter(sentence => !sentence.includes(" --"));
  return sentences.join(" ").replace(/[^.]$/, "$&.");
}
function remarks(said) {
  const lines = said.split("\n").filter(line => line && !line.endsWith("[corrections]"));
  return [...new Set(lines.map(plainly))];
}
const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const linesIn = bytes => new TextDecoder().decode(bytes).split("\n").filter(line => line);
const parsed = bytes => linesIn(bytes).map(line => JSON.parse(line));

// --- Bring the page

async function read(page) {
  const { records: all, said } = await readPages([page]);
  const done = page.corrections ? await correct(all, page.corrections, stemOf(page.name) + CORRECTIONS)
    : { output: all, said: "" };
  const found = await run("Checking the entries…", ["refmill-check", "--json"], done.output);
  page.read = { records: all, corrected: done.output, findings: found.output, said: said + done.said };
}

/** Takes a page in; what cannot be read as one is a problem. */
async function takePage(page, problems) {
  if (!page.read)
    await read(page);
  if (!page.read.records.length)
    return problems.push(...remarks(page.read.said));
  page.id = Math.max(0, ...brought.map(({ id }) => id)) + 1;
  brought.push(page);
  return keepPage(page);
}

const isCorrections = name => /\.jsonl$/i.test(name);
function headOf(corrections) {
  try {
    return JSON.parse(corrections.text.split("\n")[0]);
  } catch {
    return {};
  }
}
const belong = (corrections, page) => headOf(corrections).page === page.name ||
  corrections.name === stemOf(page.name) + CORRECTIONS;

/** A file of corrections for a page that is here. */
async function takeCorrections(corrections, problems) {
  const page = brought.find(one => belong(corrections, one)) ?? (brought.length === 1 ? brought[0] : null);
  if (headOf(corrections).refmill !== "corrections")
    return problems.push(`${corrections.name} is no file of corrections.`);
  if (!page)
    return problems.push(`The page that the corrections in ${corrections.name} belong to is not here. Bring it too.`);
  const words = `The corrections in ${corrections.name} take the place of your own changes to ${page.name}.`;
  return page.work && !page.work.saved && !confirm(words) ? null : readAgain(page, { corrections: corrections.text });
}

/** Reads a page anew, by other corrections or another address; it stays as it was where nothing is found so. */
async function readAgain(page, parts) {
  const again = { ...page, ...parts, work: page.work && { ...page.work, edition: "", text: undefined } };
  await read(again);
  if (!again.read.records.length)
    return tell(remarks(again.read.said).join(" "));
  Object.assign(page, again);
  keepPage(page);
  keepWork(page.id, page.work);
  current = null;
  await lookAt(page);
  return tell("Read again.");
}

/** Takes in files, {name, bytes} each: pages, and corrections for them. */
async function bring(files) {
  const problems = [], before = brought.length, corrections = files.filter(({ name }) => isCorrections(name))
    .map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }));
  for (const file of files.filter(({ name }) => !isCorrections(name))) {
    const page = { address: "", corrections: "", work: null, ...file };
    const own = corrections.findIndex(one => belong(one, page));
    if (own >= 0)
      page.corrections = corrections.splice(own, 1)[0].text;
    await takePage(page, problems);
  }
  if (brought.length > before) {
    current = null; // other pages are beside it now
    await lookAt(brought[before]);
  }
  for (const one of corrections)
    await takeCorrections(one, problems);
  byId("problems").replaceChildren(...problems.map(words => el("li", {}, words)));
  tell(problems.length ? "Not all could be read: see what to do."
    : `Done. ${counted(state.entries.length, "entry", "entries")} found.`);
  goTo(problems.length ? "bring" : "look");
}

/** Takes in what was copied: as it looked, with its links, unless nothing is found in that. */
async function bringCopied(html, text) {
  const encoder = new TextEncoder(), used = brought.filter(({ name }) => name.startsWith("pasted")).length;
  const name = `pasted${used ? `-${used + 1}` : ""}`;
  // Whatever a piece of HTML says of its bytes, these are UTF-8.
  const rich = { name: `${name}.html`, bytes: encoder.encode(`\ufeff${html}`) };
  const plain = { name: `${name}.txt`, bytes: encoder.encode(text) };
  if (/<(a|li|p|tr|h[1-6]|dt)\b/i.test(html))
    await read(rich);
  await bring([rich.read?.records.length || !text ? rich : plain]);
}

/** Runs something that takes time, and tells where it fails. */
const work = run => run().catch(fault => tell(`That did not work: ${fault.message}`));

async function bytesOf(files) {
  const bytes = async file => new Uint8Array(await file.arrayBuffer());
  return Promise.all([...files].map(async file => ({ name: file.name, bytes: await bytes(file) })));
}

function showHere() {
  byId("here").hidden = !brought.length;
  byId("here-list").replaceChildren(...brought.map(page => el("li", {},
    button(`Look at ${page.name}`, () => work(() => lookAt(page).then(() => goTo("look")))),
    button("Remove", () => remove([page]), { className: "small", "aria-label": `Remove ${page.name}` }))));
  byId("to-look").disabled = byId("to-take").disabled = !current;
  byId("keeping").textContent = shelf
    ? "This browser keeps these pages and your work on them, so that you can close this tab and go on later."
    : "This browser keeps nothing when you close this tab: first save your corrections under “Take it away”.";
}

function remove(pages) {
  const names = pages.length > 1 ? "all pages" : pages[0].name;
  if (!confirm(`Remove ${names} from this browser, with all that you changed? What you saved as files stays.`))
    return;
  for (const page of pages)
    forgetPage(page.id);
  brought = brought.filter(page => !pages.includes(page));
  current = brought.includes(current) ? current : null;
  if (!current && brought.length)
    work(() => lookAt(brought[0]));
  byId("text").value = "";
  showHere();
  goTo("bring");
  tell(`Removed ${names}.`);
}

// --- Look through it

async function lookAt(page) {
  if (page === current)
    return;
  if (!page.read)
    await read(page);
  const all = parsed(page.read.corrected);
  await new Promise(done => setTimeout(done)); // of a large page each half takes a while: others may have their turn
  current = page;
  const keep = done => {
    page.work = { ...done, text: correctionsText() };
    keepWork(page.id, page.work);
  };
  review({ records: all, findings: parsed(page.read.findings), kept: page.work, keep,
    later: "in the files that you save now" });
  const doubtful = state.entries.filter(SHOWN.doubtful).length, words = remarks(page.read.said);
  byId("look-title").textContent = `${counted(records.length, "entry", "entries")} from ${page.name}`;
  const first = doubtful === 1 ? "1 should be looked at: it comes first. "
    : `${doubtful} should be looked at: they come first. `;
  byId("about").textContent = `${doubtful ? first : ""}Mend what is wrong, as far as you want to; then take it away.`;
  byId("asking").hidden = !page.read.said.includes("[no-address]");
  byId("address").value = page.address;
  byId("remarks").hidden = !words.length;
  byId("remarks-title").textContent = `${counted(words.length, "remark")} about this page`;
  byId("messages").replaceChildren(...words.map(one => el("li", {}, one)));
  byId("pages").hidden = brought.length < 2;
  byId("pages").replaceChildren(...brought.map(one => button(one.name, () => work(() => lookAt(one)),
    { "aria-pressed": String(one === page) })));
  showHere();
}

/** The page's address makes whole links; what was changed meanwhile stays, as corrections. */
function takeAddress(event) {
  event.preventDefault();
  const given = byId("address").value.trim(), address = /^[a-z][a-z\d+.-]*:/i.test(given) ? given : `https://${given}`;
  return work(() => readAgain(current, { address, corrections: changes(current) }));
}

// --- Take it away

/** The corrections of a page as the text of a file, empty where there are none. */
function changes(page) {
  const text = page.work?.text ?? page.corrections;
  return text.trim().includes("\n") ? text : "";
}

async function alone() {
  return { stem: stemOf(current.name), records: current.read.records, corrections: changes(current) };
}

/** All pages as one, with the corrections of all. */
async function together() {
  const [head] = corrections(), lines = brought.flatMap(page => changes(page).split("\n").slice(1));
  const { records: all } = await readPages(brought);
  const text = [JSON.stringify({ ...head, page: undefined }), ...lines].join("\n");
  return { stem: "pages", records: all, corrections: lines.length ? text : "" };
}

async function saveFile(maker, told) {
  const { stem, records: all, corrections: text } = await (byId("which-all").checked ? together : alone)();
  const name = stem + maker.suffix, corrected = text ? (await correct(all, text, stem + CORRECTIONS)).output : all;
  const { output, status, said } = await run(`Making ${name}…`, [maker.program], corrected);
  if (status > 1)
    return sayAt(told, `${name} could not be made.`, ...remarks(said));
  download(name, output, maker.media_type);
  return sayAt(told, `${name} was saved: it is in your folder for downloads.`, ...remarks(said));
}

async function saveCorrections(told) {
  const name = stemOf(current.name) + CORRECTIONS;
  download(name, correctionsText(), "application/jsonl");
  markSaved();
  sayAt(told, `${name} was saved: it is in your folder for downloads.`);
}

/** Says how it went where the button is, too. */
function sayAt(told, ...sentences) {
  told.replaceChildren(...sentences.map(words => el("li", {}, words)));
  tell(sentences[0]);
}

function offer(suffix, purpose, click, run) {
  const told = el("ul", { className: "told" }), begun = text => `${text[0].toUpperCase()}${text.slice(1)}`;
  const save = button(`Save ${suffix}`, () => work(() => run(told)),
    { id: `save${suffix.replaceAll(".", "-")}`, className: "main" });
  byId("makers").append(el("li", {}, el("h3", {}, begun(purpose)), el("p", {}, begun(click)), el("div", {}, save),
    told));
}

function offerAll(makers) {
  const place = ({ suffix }) => (ORDER.includes(suffix) ? ORDER.indexOf(suffix) : ORDER.length);
  for (const maker of makers.sort((a, b) => place(a) - place(b)))
    offer(maker.suffix, maker.for_program, `${maker.click}.`, told => saveFile(maker, told));
  offer(CORRECTIONS, "going on elsewhere", "Keep this file with the page: whoever brings both here has your " +
    "corrections. It serves later copies of the page too.", saveCorrections);
}

function showFiles() {
  const lines = Math.max(0, changes(current).trim().split("\n").length - 1), many = brought.length > 1;
  byId("about-files").textContent = `${counted(living().length, "entry", "entries")} of ${current.name}, ` +
    `with ${lines ? counted(lines, "correction") : "no corrections"}. Choose where they shall go.`;
  byId("which").hidden = !many;
  byId("which-name").textContent = `only ${current.name}`;
  byId("which-one").checked ||= !many;
  for (const told of document.querySelectorAll("#makers .told"))
    told.replaceChildren();
}

// --- Going from step to step

const places = {}; // where each step was left
function goTo(step) {
  const left = STEPS.find(name => !byId(name).hidden);
  places[left] = scrollY;
  if (step === "take")
    showFiles();
  for (const name of STEPS) {
    byId(name).hidden = name !== step;
    byId(`to-${name}`).ariaCurrent = name === step ? "step" : null;
  }
  byId(`${step}-title`).focus({ preventScroll: true });
  scrollTo(0, step === "look" && left !== "bring" ? places.look : 0);
}

/** Takes in files, or words as they looked. What is dropped as a file may have its name as words beside it, and what
 * is pasted as words a picture of them. */
function take({ files, html, text }, isDropped) {
  if (files.length && (isDropped || !text))
    work(async () => bring(await bytesOf(files)));
  else if (html || text)
    work(() => bringCopied(html, text));
}
const carried = data => ({ files: data.files, html: data.getData("text/html"), text: data.getData("text/plain") });

function onDrop(event) {
  document.body.classList.remove("over");
  if (!event.dataTransfer.files.length && byId("bring").hidden)
    return;
  event.preventDefault();
  take(carried(event.dataTransfer), true);
}

function onPaste(event) {
  if (byId("bring").hidden)
    return;
  event.preventDefault();
  byId("text").value = event.clipboardData.getData("text/plain");
  take(carried(event.clipboardData), false);
}

function listen() {
  addEventListener("dragover", event => {
    event.preventDefault();
    document.body.classList.add("over");
  });
  addEventListener("dragleave", event => document.body.classList.toggle("over", event.relatedTarget !== null));
  addEventListener("drop", onDrop);
  addEventListener("paste", onPaste);
  byId("choose").onclick = () => byId("files").click();
  byId("files").onchange = () => work(async () => {
    const files = await bytesOf(byId("files").files);
    byId("files").value = "";
    await bring(files);
  });
  byId("text").oninput = () => { byId("typed").hidden = !byId("text").value.trim(); };
  byId("read-text").onclick = () => work(() => bringCopied("", byId("text").value));
  byId("asking").onsubmit = takeAddress;
  byId("forget").onclick = () => remove(brought);
  for (const step of STEPS)
    byId(`to-${step}`).onclick = () => goTo(step);
  byId("to-files").onclick = () => goTo("take");
  // A field that is being typed in tells its value when it is left.
  addEventListener("pagehide", () => document.activeElement?.blur());
  addEventListener("beforeunload", event => {
    if (!shelf && (isDirty() || isTyping))
      event.preventDefault();
  });
  for (const id of ["choose", "files", "text"])
    byId(id).disabled = false;
}

async function begin() {
  const { textContent, dataset } = byId("module");
  if (document.characterSet !== "windows-1252")
    throw new Error("the web server changed this file on its way. Save it, and open the saved file");
  const ready = await ask("start", { text: textContent, form: JSON.parse(dataset.form) });
  module = ready.module;
  offerAll(ready.cards.filter(({ reads, writes, suffix }) => reads === "records" && writes === "format" && suffix));
  await openShelf();
  brought = await keptPages();
  listen();
  showHere();
  tell("Ready.");
  if (brought.length)
    await work(async () => {
      await lookAt(brought.at(-1));
      goTo("look");
      tell("Your work from last time is here again.");
    });
}

function giveUp({ message }) {
  tell(`refmill cannot work here: ${message}. A current Firefox, Chrome, Edge or Safari can.`);
}

begin().catch(giveUp);
