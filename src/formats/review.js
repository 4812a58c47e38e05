// The review page: shows records (refmill-record(5)) beside the words of the page that they were read from, takes
// corrections, and hands them out as a file (refmill-corrections(5)). Texts reach the page as text alone, never as
// markup.

const SURE = 0.8; // fields with less confidence are shown as doubtful
const MOST_IDENTITY = 2000; // characters of the page's words by which an entry is known again

// --- What was read, and what earlier corrections made of it

// Notes are no doubts, and whether an entry has a title is seen here while people work.
const records = embedded("records");
const findings = embedded("findings").filter(({ name, level }) => level !== "note" && name !== "no-title")
  .map(({ record, field, sentence: [first, ...rest], advice }) =>
    ({ record, field, words: `${first.toUpperCase()}${rest.join("")}. ${advice}` }));
const earlier = records[0]?.custom?.corrections ?? [];
const pageName = records.find(record => record.custom?.place?.page)?.custom.place.page;
const source = records[0]?.custom?.source ?? {};

/** The fields of a record, those under "custom" too, without what says where it comes from. */
function fieldsOf(record) {
  const { id, custom = {}, ...fields } = record;
  for (const name of ["section", "lead", "links", "etal"])
    if (name in custom)
      fields[`custom.${name}`] = custom[name];
  return fields;
}

/** The fields as they were read from the page, before corrections. */
function fieldsRead(record) {
  const fields = fieldsOf(record);
  for (const [name, value] of Object.entries(record.custom?.corrected?.was ?? {}))
    if (value === null)
      delete fields[name];
    else
      fields[name] = value;
  return fields;
}

/** By what an entry of the page is known again. */
function identityOf(record) {
  const { title, URL } = fieldsRead(record), text = [];
  let left = MOST_IDENTITY;
  for (const line of record.custom?.text ?? []) {
    const kept = line.slice(0, positions(line)(left));
    if (left <= 0)
      break;
    text.push(kept);
    left -= [...kept].length;
  }
  return { ...(record.id && { id: record.id }), ...(title && { title }), ...(URL && { URL }),
    ...(text.length && { text }) };
}

// Of each record: the entries of the page that it was made of, and the places of the earlier corrections that made
// it. A correction knows entries as they stood on the page; what it made of them is known by its line alone.
const origins = [], sources = new Map(), lineAt = new Map(earlier.map(({ line }, i) => [line ?? i + 2, i]));
function originOf(record) {
  const lines = (record.custom?.corrected?.lines ?? []).map(line => lineAt.get(line)).filter(i => i !== undefined);
  const made = lines.map(i => earlier[i]).filter(line => line.entry || line.add);
  const known = made.find(line => line.entry);
  const identities = made.some(line => line.add) ? [] : known ? [known.entry, ...made.flatMap(line => line.with ?? [])]
    : [identityOf(record)];
  const keys = identities.map((identity, i) => {
    const key = known ? canonical(identity) : `record ${origins.length}`;
    const read = i === 0 && !made.some(line => line.split) ? fieldsRead(record) : null;
    if (!sources.has(key))
      sources.set(key, { identity, read });
    return key;
  });
  return { lines, sources: keys };
}
for (const record of records)
  origins.push(originOf(record));

// --- The state: entries that never change; each step makes new ones, and undoing goes back to the old list

const start = records.map((record, n) => ({ uid: n, from: [n], fields: fieldsOf(record), checked: false,
  dropped: false }));
let state = { entries: start, removed: [] }; // removed: places of earlier corrections that are taken back
let past = [], future = [], saved = state, nextUid = start.length;

function isChanged(entry) {
  const was = start[entry.uid];
  return entry !== was && (entry.dropped || !was || entry.from.length !== 1 || Boolean(entry.part) ||
    !same(entry.fields, was.fields));
}
const unmarked = ({ checked, ...entry }) => entry;
const isDirty = () => !same(state.removed, saved.removed) || state.entries.length !== saved.entries.length ||
  state.entries.some((entry, i) => entry !== saved.entries[i] && !same(unmarked(entry), unmarked(saved.entries[i])));

/** Goes on to a new state and says in words what was done. */
function step(next, words) {
  past.push(state);
  future = [];
  move({ ...state, ...next }, words);
}
function move(to, words) {
  state = to;
  keep();
  render();
  say(words);
}
function back(from, to, words) {
  const other = from.pop();
  if (!other)
    return;
  to.push(state);
  move(other, words);
}
const undo = () => back(past, future, "Undone.");
const redo = () => back(future, past, "Done again.");
const now = uid => state.entries.find(entry => entry.uid === uid);
const replaced = (uid, ...others) => state.entries.flatMap(entry => (entry.uid === uid ? others : [entry]));
const change = (entry, parts, words) => step({ entries: replaced(entry.uid, { ...entry, ...parts }) }, words);

// --- What the browser keeps: marks as long as an entry is the same, unsaved changes as long as all records are

const STORE = `refmill review ${pageName ?? ""} ${source.url ?? ""}`;
const edition = digest(byId("records").textContent);
const marks = records.map(record => digest(canonical([record.id, record.custom?.text, fieldsOf(record)])));

let keeps = true;
function keep() {
  const checked = Object.fromEntries(state.entries.filter(entry => entry.checked && start[entry.uid])
    .map(entry => [marks[entry.uid], 1]));
  const entries = state.entries.map(entry => (entry === start[entry.uid] ? entry.uid : entry));
  try {
    localStorage.setItem(STORE, JSON.stringify({ checked, edition, entries, removed: state.removed,
      saved: !isDirty() }));
  } catch {
    if (keeps)
      say("This browser does not keep your progress: save your corrections before you close the page.");
    keeps = false;
  }
}

function recall() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(STORE));
  } catch { /* nothing is kept */ }
  if (!kept)
    return;
  const marked = entry => (marks[entry.uid] in kept.checked ? { ...entry, checked: true } : entry);
  if (kept.edition === edition) {
    const entries = kept.entries.map(entry => (typeof entry === "number" ? start[entry] : entry));
    state = { entries, removed: kept.removed };
    nextUid = Math.max(nextUid, ...entries.map(entry => entry.uid + 1));
    saved = kept.saved ? state : { entries: start, removed: saved.removed };
  } else {
    state = saved = { entries: start.map(marked), removed: [] };
  }
}

function forget() {
  if (isDirty() && !confirm("Throw away all changes that you have not saved, and all marks?"))
    return;
  try {
    localStorage.removeItem(STORE);
  } catch { /* nothing was kept */ }
  past = future = [];
  state = saved = { entries: start, removed: [] };
  render();
  say("All marks and unsaved changes are forgotten.");
}

// --- The page's own words of an entry, and the places that its fields were read from

const linesOf = entry => entry.from.flatMap(n => records[n].custom?.text ?? []).map(String);

/** The places of each field, by its name, with the lines of all that the entry was made of in one count. */
function placesOf(entry) {
  const places = new Map();
  let before = 0;
  for (const n of entry.from) {
    const { text = [], evidence = {} } = records[n].custom ?? {};
    for (const [name, list] of Object.entries(evidence))
      for (const place of Array.isArray(list) ? list : [])
        if (text[place.line] !== undefined && place.from < place.to) {
          const at = positions(String(text[place.line]));
          const found = { line: before + place.line, from: at(place.from), to: at(place.to) };
          places.set(fieldNamed(name), [...(places.get(fieldNamed(name)) ?? []), found]);
        }
    before += text.length;
  }
  return places;
}
const isBefore = (a, b) => a.line < b.line || (a.line === b.line && a.at < b.at);
const isOutside = (part, at) => Boolean(part) && (isBefore(at, part[0]) ||
  (Boolean(part[1]) && !isBefore(at, part[1])));

/** A line in pieces, cut at some points and where a field begins or ends. */
function piecesOf(text, line, places, points) {
  const here = [...places].flatMap(([name, list]) => list.map(place => ({ name, ...place })))
    .filter(place => place.line === line);
  const edges = points.filter(point => point?.line === line).map(point => point.at);
  const cuts = [...new Set([0, text.length, ...edges, ...here.flatMap(place => [place.from, place.to])])]
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from, cuts[i + 1]),
    fields: here.filter(place => place.from <= from && from < place.to).map(place => place.name),
  }));
}

// --- Doubts

/** The field that evidence or a finding means: those under "custom" have short names there. */
function fieldNamed(name) {
  return FIELDS.has(`custom.${name}`) ? `custom.${name}` : name;
}

function changedField(entry, name) {
  return entry !== start[entry.uid] && !entry.from.some(n => same(entry.fields[name], start[n].fields[name]));
}

/** All doubts about an entry in plain words: {field, words, weight}, the field undefined for the whole. */
const doubtsFound = new WeakMap();
function doubtsOf(entry) {
  if (doubtsFound.has(entry))
    return doubtsFound.get(entry);
  const doubts = [];
  doubtsFound.set(entry, doubts);
  if (!entry.fields.title)
    doubts.push({ field: "title", words: "No title was found. Please type it in.", weight: 0 });
  if (entry.part)
    doubts.push({ words: "This entry was split: please look whether each field is where it belongs.", weight: 0.5 });
  for (const [name, value] of entry.aside ?? [])
    doubts.push({ words: `Not taken over from the joined entry: ${labelOf(name)} “${short(inWords(name, value))}”.`,
      weight: 0.5 });
  for (const n of entry.from) {
    for (const [key, list] of Object.entries(records[n].custom?.evidence ?? {})) {
      const name = fieldNamed(key);
      const places = (Array.isArray(list) ? list : []).filter(place => place.confidence < SURE);
      if (!places.length || !(name in entry.fields) || changedField(entry, name))
        continue;
      const worst = places.reduce((a, b) => (b.confidence < a.confidence ? b : a));
      const words = `Not sure. Fields read like this one (“${worst.rule}”) are right in about ` +
        `${Math.round(worst.confidence * 10)} of 10 places.`;
      doubts.push({ field: name, words, weight: worst.confidence });
    }
    for (const { record, field, words } of findings)
      if (record === n + 1 && !(field && changedField(entry, fieldNamed(field))))
        doubts.push({ field: field && fieldNamed(field), words, weight: SURE });
  }
  return doubts;
}

// The order of doubt is made once, so that entries stay where they are while people work.
const ranks = (() => {
  const weights = start.map(entry => {
    const doubts = doubtsOf(entry);
    return [Math.min(1, ...doubts.map(doubt => doubt.weight)), -doubts.length];
  });
  const order = start.map((_, n) => n).sort((a, b) => weights[a][0] - weights[b][0] ||
    weights[a][1] - weights[b][1] || a - b);
  return new Map(order.map((n, place) => [n, place]));
})();
const rankOf = entry => ranks.get(entry.from[0] ?? entry.near) ?? Infinity;

const titleOf = entry => entry.fields.title || "(no title)";

// --- Leaving out, adding, joining and splitting

const living = () => state.entries.filter(entry => !entry.dropped);
const isThere = value => value !== undefined && value !== "";

function neighbour(entry, by) {
  const list = living();
  return list[list.findIndex(one => one.uid === entry.uid) + by];
}

function drop(entry) {
  change(entry, { dropped: true }, `Left out: ${short(titleOf(entry))}`);
  cards.get(entry.uid).node.focus();
}

function add(after) {
  const entry = { uid: nextUid++, from: [], near: after?.from[0] ?? after?.near, fields: { type: "document" },
    checked: false, dropped: false };
  byId("show").value = "all";
  byId("search").value = "";
  const entries = after ? replaced(after.uid, after, entry) : [...state.entries, entry];
  step({ entries }, "A new entry: type its title.");
  focusIn(fieldIn(cards.get(entry.uid).node, "title"));
}

/** Two neighbours as one: what the first lacks comes from the second, and what both have is said. */
function join(first, second) {
  const a = first.fields, b = second.fields, fields = { ...b, ...a };
  const lists = [["abstract", [a.abstract, a.title && b.title, b.abstract].filter(isThere).join("\n\n")],
    ["note", [a.note, b.note].filter(isThere).join("; ")]];
  for (const [name, text] of lists)
    if (text)
      fields[name] = text;
  const lead = b["custom.lead"], link = a.URL && b.URL && a.URL !== b.URL
    ? [{ ...(b.title && { label: b.title }), href: b.URL, ...(lead && { lead }) }] : [];
  const links = [...(a["custom.links"] ?? []), ...link, ...(b["custom.links"] ?? [])];
  if (links.length)
    fields["custom.links"] = links;
  if (a.type === "document")
    fields.type = b.type;
  const told = ["type", "title", "abstract", "note", "URL", "custom.links", "custom.section"];
  const aside = Object.entries(b).filter(([name, value]) => name in a && !told.includes(name) && !same(a[name], value));
  const { part, ...whole } = first;
  const joined = { ...whole, from: [...new Set([...first.from, ...second.from])], fields, aside, checked: false };
  const entries = replaced(first.uid, joined).filter(one => one.uid !== second.uid);
  step({ entries }, "Joined. A title of the second entry stands in the description now.");
  show(first.uid);
}

/** The places in an entry's lines where another may begin: at lines, and behind the end of a sentence. */
function pointsOf(entry) {
  const points = [];
  linesOf(entry).forEach((text, line) => {
    if (line > 0)
      points.push({ line, at: 0 });
    for (const stop of text.matchAll(/[.;!?)\]”"»]\s+(?=[\p{Lu}\p{N}“"«(])/gu))
      points.push({ line, at: stop.index + stop[0].length });
  });
  const inside = point => isBefore(entry.part?.[0] ?? { line: 0, at: 0 }, point) && !isOutside(entry.part, point);
  return points.filter(inside);
}

/** What of a field that stands on both sides of a point stands on each; texts that people have changed stay whole. */
function divideField(entry, name, value, places, point) {
  const lines = linesOf(entry), before = [], after = [];
  for (const place of places) {
    const cut = place.line < point.line ? place.to : place.line > point.line ? place.from
      : Math.min(place.to, Math.max(place.from, point.at));
    before.push(lines[place.line].slice(place.from, cut).trim());
    after.push(lines[place.line].slice(cut, place.to).trim());
  }
  const [left, right] = [before, after].map(texts => texts.filter(isThere).join(name === "abstract" ? "\n\n" : " "));
  if (!right || !left)
    return right ? [undefined, value] : [value, undefined];
  return typeof value === "string" && name !== "URL" && !changedField(entry, name) ? [left, right] : [value, undefined];
}

/** Further links, each to the side where its words stand. */
function divideLinks(entry, links, point) {
  const lines = linesOf(entry), sides = [[], []];
  let line = 0, at = 0;
  for (const link of links) {
    for (let n = line, from = at; link.label && n < lines.length; n++, from = 0) {
      const found = lines[n].indexOf(link.label, from);
      if (found < 0)
        continue;
      [line, at] = [n, found + link.label.length];
      break;
    }
    sides[isBefore({ line, at: Math.max(0, at - 1) }, point) ? 0 : 1].push(link);
  }
  return sides.map(side => (side.length ? side : undefined));
}

function divide(entry, point) {
  const places = placesOf(entry), sides = [{}, {}];
  for (const [name, value] of Object.entries(entry.fields)) {
    const values = name === "type" || name === "custom.section" ? [value, value]
      : name === "custom.links" ? divideLinks(entry, value, point)
        : divideField(entry, name, value, places.get(name) ?? [], point);
    values.forEach((part, side) => {
      if (part !== undefined)
        sides[side][name] = part;
    });
  }
  const second = sides[1];
  if (!second.URL && second["custom.links"]) {
    const [main, ...others] = second["custom.links"];
    second.URL = main.href;
    second["custom.links"] = others;
    if (!others.length)
      delete second["custom.links"];
  }
  if (!second.title) {
    const [title, ...rest] = second.abstract?.split("\n\n") ?? [linesOf(entry)[point.line].slice(point.at).trim()];
    second.title = title;
    second.abstract = rest.join("\n\n");
    if (!rest.length)
      delete second.abstract;
  }
  return sides;
}

function split(entry, point) {
  const [first, second] = divide(entry, point), [from, to] = entry.part ?? [{ line: 0, at: 0 }, null];
  const uid = nextUid++;
  const halves = [{ ...entry, fields: first, part: [from, point], checked: false },
    { uid, from: entry.from, near: entry.near, fields: second, part: [point, to], checked: false, dropped: false }];
  step({ entries: replaced(entry.uid, ...halves) },
    "Split in two. The second entry stands below the first: please look through its fields.");
  show(uid);
}

// --- The corrections

/** Entries with all that hangs together with them: what was split, joined or left out, by what it was made of. */
function groups() {
  const groupOf = new Map(), all = new Set();
  for (const entry of state.entries) {
    const nodes = entry.from.length ? entry.from.flatMap(n => [`made ${n}`, ...origins[n].sources])
      : [`new ${entry.uid}`];
    const mine = { nodes: [], entries: [] };
    for (const other of new Set(nodes.map(node => groupOf.get(node)).filter(Boolean))) {
      mine.nodes.push(...other.nodes);
      mine.entries.push(...other.entries);
      all.delete(other);
    }
    mine.nodes.push(...nodes);
    mine.entries.push(entry);
    mine.nodes.forEach(node => groupOf.set(node, mine));
    all.add(mine);
  }
  return [...all];
}

/** The fields to be set so that `read` becomes `wanted`, and what they were; nothing where all is so already. */
function edit(read, wanted, always = "") {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(read), always])]
    .filter(name => name && (name === always || !same(read[name], wanted[name])));
  const values = fields => Object.fromEntries(names.map(name => [name, fields[name] ?? null]));
  return names.length ? { was: values(read), set: values(wanted) } : null;
}

/** The identity of the entry of the page that stands before a new one, null where none does. */
function anchorOf(entry) {
  const before = state.entries.slice(0, state.entries.indexOf(entry)).reverse();
  const found = before.find(one => !one.dropped && one.from.some(n => origins[n].sources.length));
  return found ? sources.get(found.from.flatMap(n => origins[n].sources)[0]).identity : null;
}

const isFilled = entry => Object.keys(entry.fields).some(name => name !== "type");

/** The corrections that make a group's entries of what stands on the page. */
function correctionsOf(group) {
  const made = group.entries.filter(entry => !entry.dropped);
  const from = [...new Set([...made, ...group.entries].flatMap(entry => entry.from))];
  const [first, ...others] = [...new Set(from.flatMap(n => origins[n].sources))].map(key => sources.get(key));
  const old = from.flatMap(n => origins[n].lines).map(i => earlier[i]);
  const note = [...new Set(old.map(line => line.note).filter(Boolean))].join("; ");
  const noted = line => (note ? { ...line, note } : line);
  if (!first)
    return made.filter(isFilled).map(entry => noted({ after: anchorOf(entry), add: entry.fields }));
  const drops = list => list.map(({ identity }) => ({ entry: identity, drop: true }));
  if (!made.length)
    return drops([first, ...others]);
  if (made.length > 1 || !first.read) {
    const { "custom.section": section } = first.read ?? fieldsOf(records[from[0]]);
    const parts = made.map(({ fields: { "custom.section": own, ...fields } }) => (own === section || !own ? fields
      : { ...fields, "custom.section": own }));
    return [noted({ entry: first.identity, split: parts }), ...drops(others)];
  }
  const { fields } = made[0];
  // A correction that joins takes over addresses by itself: what the links shall be is always said with it.
  if (others.length)
    return [noted({ entry: first.identity, with: others.map(({ identity }) => identity),
      ...edit(first.read, fields, "custom.links") })];
  const parts = edit(first.read, fields);
  return parts ? [noted({ entry: first.identity, ...parts })] : [];
}

/** All lines of the file: earlier ones as they are where nothing has changed, else new ones in their place. */
function corrections() {
  const touched = groups().filter(group => group.entries.some(isChanged));
  const madeBy = group => group.entries.flatMap(entry => entry.from.flatMap(n => origins[n].lines));
  const ownerOf = new Map(touched.flatMap(group => madeBy(group).map(i => [i, group])));
  const done = new Set(), lines = [{ refmill: "corrections", version: 1, ...(pageName && { page: pageName }) }];
  const write = group => {
    if (!done.has(group))
      lines.push(...correctionsOf(group));
    done.add(group);
  };
  earlier.forEach(({ applied, line: number, ...line }, i) => {
    if (ownerOf.has(i))
      write(ownerOf.get(i));
    else if (!state.removed.includes(i))
      lines.push(line);
  });
  touched.forEach(write);
  return lines;
}

/** The name of the file: that of this page, or of the page that was read. */
function fileName() {
  const here = decodeURIComponent(location.pathname.split("/").pop() ?? "");
  const stem = here.match(/^(.+)\.review\b.*\.html?$/i)?.[1] ??
    (pageName ?? "page").replace(/\.gz$/i, "").replace(/(.)\.[^.]*$/, "$1");
  return `${stem}.corrections.jsonl`;
}

function save() {
  const focus = document.activeElement;
  focus?.blur(); // a field that is being typed in tells its value when it is left
  const text = corrections().map(line => `${JSON.stringify(line)}\n`).join("");
  const address = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  el("a", { href: address, download: fileName() }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  saved = state;
  keep();
  byId("saved-name").textContent = fileName();
  byId("saved-beside").textContent = decodeURIComponent(location.pathname.replace(/[^/]*$/, ""));
  byId("saved").showModal();
  byId("saved").onclose = () => focus?.focus();
}

// --- Showing entries

const cards = new Map(); // uid -> {node, entry, refresh}
let inPlace = null; // the entry whose fields are right as they stand, since they were typed in

function setField(uid, name, value) {
  const entry = now(uid);
  if (!entry || same(entry.fields[name], value))
    return;
  const { [name]: before, ...fields } = entry.fields;
  if (value !== undefined)
    fields[name] = value;
  inPlace = uid;
  change(entry, { fields }, `${labelOf(name)} changed.`);
  inPlace = null;
}

/** A field's label, its editor, its doubts, and what it was. */
function fieldNode(uid, name, value) {
  const [label, kind] = fieldInfo(name, value), id = `field-${uid}-${name}`;
  const editor = EDITORS[kind](value, () => setField(uid, name, editor.value()), label);
  const single = ["line", "text", "type"].includes(kind);
  const notes = el("div", { id: `${id}-notes` });
  const named = single ? el("label", { className: "label", htmlFor: id }, label) : el("legend", {}, label);
  const node = el(single ? "div" : "fieldset", { className: "field" }, named, editor.node, notes);
  const control = single ? editor.node : node;
  control.id = id;
  control.setAttribute("aria-describedby", notes.id);
  node.dataset.field = name;
  const refresh = (entry, doubts) => {
    const mine = doubts.filter(doubt => doubt.field === name), [n] = entry.from, current = entry.fields[name];
    const read = n === undefined ? undefined : fieldsRead(records[n])[name], original = start[n]?.fields[name];
    const isOther = entry.from.length === 1 && !entry.part && origins[n].sources.length > 0 && !same(read, current);
    const address = name === "URL" && /^https?:\/\//i.test(current ?? "") ? current : null;
    node.classList.toggle("doubtful", mine.length > 0);
    notes.replaceChildren(...mine.map(({ words }) => el("p", { className: "note" }, words)));
    if (isOther)
      notes.append(el("p", { className: "was" }, same(original, current) ? "Corrected earlier. " : "Changed. ",
        "On the page: ", el("span", { className: "old", dir: "auto" }, short(inWords(name, read))), " ",
        button("Put back", () => {
          setField(uid, name, read);
          build(now(uid));
        }, { className: "small", "aria-label": `Put back: ${label}` })));
    if (address)
      notes.append(el("a", { href: address, target: "_blank", rel: "noopener noreferrer", className: "open" },
        "Open this address"));
  };
  return { node, refresh };
}

function light(card, name) {
  for (const piece of card.querySelectorAll(".piece"))
    piece.classList.toggle("on", name !== undefined && piece.fields.includes(name));
}

/** The page's words of an entry; while it is being split, with the places to choose from. */
function linesNode(entry, splitting) {
  const places = placesOf(entry), points = splitting ? pointsOf(entry) : [], node = el("div", { className: "lines" });
  linesOf(entry).forEach((text, line) => {
    const here = points.filter(point => point.line === line), edges = [...(entry.part ?? []), ...here];
    const row = el("p", { className: text.length > LONG ? "line long" : "line", dir: "auto" });
    let at = 0;
    for (const piece of piecesOf(text, line, places, edges)) {
      const point = here.find(one => one.at === at), words = text.slice(at).split(/\s+/).slice(0, 6).join(" ");
      if (point)
        row.append(button("✂ The second entry begins here:", () => split(now(entry.uid), point),
          { className: "cut", "aria-label": `✂ The second entry begins here: ${short(words)}` }));
      const outside = isOutside(entry.part, { line, at }), unread = !piece.fields.length && !outside &&
        /[\p{L}\p{N}]/u.test(piece.text);
      const span = el("span", { className: `piece${outside ? " outside" : unread ? " unread" : ""}` }, piece.text);
      span.fields = outside ? [] : piece.fields;
      row.append(span);
      at += piece.text.length;
    }
    node.append(row);
  });
  return node;
}

function pageNode(entry, splitting) {
  const places = entry.from.map(n => records[n].custom?.place).filter(place => place?.line);
  const data = entry.from.flatMap(n => records[n].custom?.data ?? []);
  const where = places.length ? `, line ${places.map(place => place.line).join(" and ")}` : "";
  const node = el("div", { className: "page" }, el("h3", {}, `On the page${where}`));
  if (!linesOf(entry).length)
    node.append(el("p", {}, entry.from.length ? "The words of the page are not in these records."
      : "You added this entry; it does not stand on the page."));
  if (splitting)
    node.append(el("p", {}, "Where does the second entry begin?"),
      button("Do not split", () => {
        cards.get(entry.uid).splitting = false;
        build(now(entry.uid));
        cards.get(entry.uid).node.querySelector("[data-act=split]").focus();
      }));
  node.append(linesNode(entry, splitting));
  if (data.length)
    node.append(el("details", {}, el("summary", {}, "Hidden data of the page"),
      el("pre", { className: "hidden-data", dir: "auto" }, JSON.stringify(data, null, 1))));
  return node;
}

function fieldsNode(entry) {
  const names = [...FIELDS.keys()].filter(name => name in entry.fields || FIELDS.get(name)[2]);
  const other = Object.keys(entry.fields).filter(name => !FIELDS.has(name) && fieldInfo(name, entry.fields[name]));
  const rows = [...names, ...other].map(name => fieldNode(entry.uid, name, entry.fields[name]));
  const box = el("div", {}, ...rows.map(row => row.node));
  const rest = () => [...FIELDS.keys()].filter(name => !rows.some(row => row.node.dataset.field === name));
  const open = button("Add a field…", () => {
    more.replaceChildren(...["", ...rest()].map(name => el("option", { value: name }, name ? labelOf(name)
      : "Which?")));
    open.replaceWith(more);
    more.focus();
  }, { className: "small" });
  const more = el("select", { "aria-label": "Which field" });
  more.onchange = () => {
    const row = fieldNode(entry.uid, more.value, undefined);
    rows.push(row);
    box.append(row.node);
    more.replaceWith(open);
    focusIn(row.node);
  };
  const node = el("div", { className: "fields" }, el("h3", {}, "Read from it"), box, open);
  return { node, refresh: (entry, doubts) => rows.forEach(row => row.refresh(entry, doubts)) };
}

function actionsNode(entry) {
  const { uid } = entry, act = (text, what, run) => button(text, () => run(now(uid)), { "data-act": what });
  const right = act("Looks right", "right", toggle);
  const before = act("Join with the one before", "before", one => join(neighbour(one, -1), one));
  const after = act("Join with the one after", "after", one => join(one, neighbour(one, 1)));
  const cut = act("Split in two…", "split", one => {
    cards.get(uid).splitting = true;
    build(one);
    focusIn(cards.get(uid).node.querySelector(".page"));
  });
  const node = el("div", { className: "actions" }, right, cut, before, after, act("Leave out", "drop", drop),
    act("Add an entry after this one", "add", add));
  const refresh = one => {
    right.textContent = one.checked ? "✓ Checked – take the mark off" : "Looks right";
    right.classList.toggle("main", !one.checked);
    cut.disabled = !pointsOf(one).length;
    before.disabled = !neighbour(one, -1);
    after.disabled = !neighbour(one, 1);
  };
  return { node, refresh };
}

function headNode(entry, doubts) {
  const mark = entry.dropped ? ["Left out", ""] : entry.checked ? ["✓ Checked", "good"]
    : doubts.length ? ["Please check", "doubt"] : null;
  const origin = !entry.from.length ? ["Added", ""] : isChanged(entry) && !entry.dropped ? ["Changed", ""]
    : entry.from.some(n => records[n].custom?.corrected) ? ["Corrected earlier", ""] : null;
  const number = entry.from.map(n => n + 1).join(" + ");
  return [el("h2", { id: `title-${entry.uid}`, dir: "auto" }, number ? `${number}. ` : "", short(titleOf(entry), 400)),
    ...[mark, origin].filter(Boolean).map(([text, kind]) => el("span", { className: `chip ${kind}` }, text))];
}

/** Makes an entry's box anew, or fills the one that is there. */
function build(entry) {
  const node = () => el("article", { className: "entry", tabIndex: -1, "aria-labelledby": `title-${entry.uid}` });
  const card = cards.get(entry.uid) ?? { node: node() };
  const focus = card.node.contains(document.activeElement) &&
    document.activeElement.closest("[data-field]")?.dataset.field;
  const head = el("div", { className: "head" }), list = el("ul", { className: "doubts" });
  const parts = entry.dropped ? [] : [fieldsNode(entry), actionsNode(entry)];
  card.node.dataset.uid = entry.uid;
  const columns = () => el("div", { className: "columns" }, pageNode(entry, card.splitting), parts[0].node);
  const takeBack = () => {
    change(now(entry.uid), { dropped: false }, "Taken back.");
    card.node.focus();
  };
  card.node.replaceChildren(head, list,
    ...(entry.dropped ? [button("Take back", takeBack)] : [columns(), parts[1].node]));
  card.refresh = one => {
    const doubts = doubtsOf(one), whole = doubts.filter(({ field }) => !field || !fieldIn(card.node, field));
    card.entry = one;
    head.replaceChildren(...headNode(one, doubts));
    list.replaceChildren(...whole.map(({ words }) => el("li", {}, words)));
    list.hidden = one.dropped || !whole.length;
    card.node.classList.toggle("gone", one.dropped);
    card.node.classList.toggle("checked", one.checked && !one.dropped);
    card.node.classList.toggle("doubtful", doubts.length > 0 && !one.checked && !one.dropped);
    parts.forEach(part => part.refresh(one, doubts));
  };
  cards.set(entry.uid, card);
  card.refresh(entry);
  if (focus)
    focusIn(fieldIn(card.node, focus));
}

// --- The list: which entries are shown, in which order

const isDoubtful = entry => !entry.checked && doubtsOf(entry).length > 0;
const SHOWN = { all: () => true, doubtful: entry => !entry.dropped && isDoubtful(entry),
  unchecked: entry => !entry.dropped && !entry.checked, changed: isChanged };
const searched = new WeakMap();
function wordsOf(entry) {
  const fields = Object.entries(entry.fields).map(([name, value]) => inWords(name, value));
  if (!searched.has(entry))
    searched.set(entry, folded([...linesOf(entry), ...fields].join("\n")));
  return searched.get(entry);
}

function ordered() {
  const list = [...state.entries];
  return byId("order").value === "page" ? list : list.sort((a, b) => rankOf(a) - rankOf(b));
}

/** Brings the boxes in line with the state; those not yet built follow a few at a time. */
function render(most = 20) {
  const list = byId("entries"), asked = folded(byId("search").value.trim()),
    there = new Set(state.entries.map(entry => entry.uid));
  for (const [uid, card] of cards)
    if (!there.has(uid)) {
      card.node.remove();
      cards.delete(uid);
    }
  let next = list.firstChild, built = 0, left = 0, count = 0;
  for (const entry of ordered()) {
    const card = cards.get(entry.uid), isShown = SHOWN[byId("show").value](entry) &&
      (!asked || wordsOf(entry).includes(asked));
    count += isShown;
    if (!card && built >= most && entry.uid < start.length && ++left)
      continue;
    if (!card || (card.entry !== entry && inPlace !== entry.uid)) {
      if (card)
        card.splitting = false;
      build(entry);
      built += !card;
    } else if (card.entry !== entry) {
      card.refresh(entry);
    }
    const { node } = cards.get(entry.uid);
    node.hidden = !isShown;
    if (node === next)
      next = next.nextSibling;
    else
      list.insertBefore(node, next);
  }
  if (left)
    setTimeout(render);
  byId("nothing").hidden = count > 0;
  byId("nothing").textContent = records.length ? "No entry is like that."
    : "The page holds no entry that could be read.";
  renderTools();
}

function renderTools() {
  const all = living(), checked = all.filter(entry => entry.checked).length;
  byId("progress").textContent = `${checked} of ${all.length} checked`;
  byId("bar").max = Math.max(1, all.length);
  byId("bar").value = checked;
  byId("undo").disabled = !past.length;
  byId("redo").disabled = !future.length;
  for (const option of byId("show").options)
    option.textContent = `${option.textContent.split(" (")[0]} (${state.entries.filter(SHOWN[option.value]).length})`;
  byId("earlier-list").replaceChildren(...earlier.map(earlierNode).filter(Boolean));
  byId("earlier").hidden = !byId("earlier-list").firstChild;
}

/** An earlier correction of which no entry is left to show it: one that leaves out, or that no longer applies. */
function earlierNode(line, i) {
  if (state.removed.includes(i) || !(line.drop || line.applied === false))
    return null;
  const about = line.entry ?? line.add ?? {}, name = short(about.title ?? about.text?.[0] ?? about.id ?? "an entry");
  const fields = Object.keys(line.set ?? {}).map(labelOf).join(", ");
  const isLost = line.applied === false;
  const take = () => step({ removed: [...state.removed, i] }, isLost ? "Removed from the corrections."
    : "Taken back: the entry is there again when you have saved and run convert again.");
  return el("li", {}, isLost ? `No longer applies${fields ? ` (${fields})` : ""}: ` : "Left out: ",
    el("bdi", {}, name), " ",
    button(isLost ? "Remove" : "Take back", take, { className: "small",
      "aria-label": `${isLost ? "Remove" : "Take back"}: ${name}` }));
}

// --- Moving about

function say(words) {
  byId("said").textContent = words;
}
function show(uid) {
  const { node } = cards.get(uid) ?? {};
  node?.scrollIntoView({ block: "start" });
  node?.focus({ preventScroll: true });
}
const fieldIn = (card, name) => card.querySelector(`[data-field="${CSS.escape(name)}"]`);
const focusIn = node => node?.querySelector("textarea, input, select, button")?.focus();
const cardOf = node => node.closest(".entry");

function go(by) {
  const shown = [...byId("entries").children].filter(node => !node.hidden);
  const at = shown.indexOf(cardOf(document.activeElement));
  const node = shown[at < 0 ? 0 : at + by];
  if (node)
    show(Number(node.dataset.uid));
}

/** Marks an entry as checked and goes on to the next that is not, or takes the mark off. */
function toggle(entry) {
  const list = ordered().filter(one => !cards.get(one.uid)?.node.hidden);
  const next = list.slice(list.findIndex(one => one.uid === entry.uid) + 1).find(one => !one.checked && !one.dropped);
  inPlace = entry.uid;
  change(entry, { checked: !entry.checked }, entry.checked ? "The mark is taken off." : "");
  inPlace = null;
  if (!entry.checked)
    say(`${byId("progress").textContent}.${next ? "" : " That was the last one here."}`);
  if (!entry.checked && next)
    show(next.uid);
}

function onKey(event) {
  const key = event.key.toLowerCase(), isControl = event.ctrlKey || event.metaKey,
    isTyping = /^(textarea|input)$/i.test(event.target.tagName) && event.target.type !== "checkbox";
  const card = cardOf(event.target), check = () => {
    event.target.blur();
    toggle(now(Number(card.dataset.uid)));
  };
  const control = { enter: card && check, s: save, ...(!isTyping && { z: event.shiftKey ? redo : undo, y: redo }) };
  const alt = { arrowdown: () => go(1), arrowup: () => go(-1) };
  const run = isControl && !event.altKey ? control[key] : event.altKey && !isControl ? alt[key] : null;
  if (!run || byId("saved").open)
    return;
  event.preventDefault();
  run();
}

// A field that is pointed at or stepped into shows where it was read from; a click on those words leads to it.
function watchEntries(list) {
  const fieldAt = event => event.target.closest?.("[data-field]");
  for (const kind of ["focusin", "pointerover"])
    list.addEventListener(kind, event => {
      if (fieldAt(event))
        light(cardOf(event.target), fieldAt(event).dataset.field);
    });
  for (const kind of ["focusout", "pointerout"])
    list.addEventListener(kind, event => {
      if (fieldAt(event))
        light(cardOf(event.target), document.activeElement.closest("[data-field]")?.dataset.field);
    });
  list.addEventListener("click", event => {
    const name = event.target.fields?.[0];
    if (name && getSelection().isCollapsed)
      focusIn(fieldIn(cardOf(event.target), name));
  });
}

function begin() {
  const title = source.title || pageName || "the page", count = earlier.filter(line => line.applied !== false).length;
  document.title = byId("title").textContent = `Check the list: ${short(title)}`;
  byId("about").textContent = `${records.length} entries were read from ${pageName ?? "the page"}. ` +
    "Compare each with the words of the page, and mend what is wrong. " +
    (earlier.length ? `${count} of ${earlier.length} earlier corrections are in them already.` : "");
  byId("findings-list").append(...findings.filter(({ record }) => !record).map(({ words }) => el("li", {}, words)));
  recall();
  let typing = false;
  watchEntries(byId("entries"));
  byId("entries").addEventListener("input", () => { typing = true; });
  byId("entries").addEventListener("change", () => { typing = false; });
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", () => render(Infinity));
  addEventListener("beforeunload", event => { if (isDirty() || typing) event.preventDefault(); });
  for (const [id, run] of Object.entries({ undo, redo, save, forget, add: () => add(null),
    "saved-close": () => byId("saved").close() }))
    byId(id).onclick = () => run();
  for (const id of ["show", "order"])
    byId(id).onchange = () => render();
  byId("search").oninput = () => render();
  render();
}
begin();
