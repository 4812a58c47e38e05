// The review: records (refmill-record(5)) as entries that people look through and change, step by step, beside the
// words of the page that they were read from; and what is doubtful about them.

const SURE = 0.8; // fields with less confidence are shown as doubtful
const MOST_IDENTITY = 2000; // characters of the page's words by which an entry is known again

// --- What was read, and what earlier corrections made of it

let records = [], findings = [], findingsOf = new Map(), earlier = [], pageName, source = {};

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
    ...(text.length && { text }), ...(record.custom?.near && { near: record.custom.near }) };
}

// Of each record: the entries of the page that it was made of, and the places of the earlier corrections that made
// it. A correction knows entries as they stood on the page; what it made of them is known by its line alone.
let origins = [], sources = new Map();
function originOf(record, lineAt) {
  const lines = (record.custom?.corrected?.lines ?? []).map(line => lineAt.get(line)).filter(i => i !== undefined);
  const made = lines.map(i => earlier[i]).filter(line => line.entry || line.add);
  const known = made.find(line => line.entry);
  const identities = made.some(line => line.add) ? [] : known ? [known.entry, ...made.flatMap(line => line.with ?? [])]
    : [null];
  const keys = identities.map((identity, i) => {
    const key = known ? canonical(identity) : `record ${origins.length}`;
    const isRead = i === 0 && !made.some(line => line.split);
    if (!sources.has(key))
      sources.set(key, { get identity() { return identity ?? identityOf(record); },
        get read() { return isRead ? fieldsRead(record) : null; } });
    return key;
  });
  return { lines, sources: keys };
}

// --- The state: entries that never change; each step makes new ones, and undoing goes back to the old list

let start = [], state = { entries: [], removed: [] }; // removed: places of earlier corrections that are taken back
let past = [], future = [], saved = state, nextUid = 0;

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

// --- What is kept: marks as long as an entry is the same, unsaved changes as long as all records are

let edition = "", keeper = () => {};
const markOf = ({ uid }) => digest(canonical([records[uid].id, records[uid].custom?.text, start[uid].fields]));

function keep() {
  const checked = Object.fromEntries(state.entries.filter(entry => entry.checked && start[entry.uid])
    .map(entry => [markOf(entry), 1]));
  const entries = state.entries.map(entry => (entry === start[entry.uid] ? entry.uid : entry));
  keeper({ checked, edition, entries, removed: state.removed, saved: !isDirty() });
}

function recall(kept) {
  const marked = entry => (markOf(entry) in kept.checked ? { ...entry, checked: true } : entry);
  if (kept.edition === edition) {
    const entries = kept.entries.map(entry => (typeof entry === "number" ? start[entry] : entry));
    state = { entries, removed: kept.removed };
    nextUid = Math.max(nextUid, ...entries.map(entry => entry.uid + 1));
    saved = kept.saved ? state : saved;
  } else {
    state = saved = { entries: start.map(marked), removed: [] };
  }
}

/** All changes are in the corrections that were just saved. */
function markSaved() {
  saved = state;
  keep();
}

/** Takes up records, what looks wrong in them, and what was kept of earlier work on them, if anything. */
function takeUp(given) {
  records = given.records;
  earlier = records[0]?.custom?.corrections ?? [];
  pageName = records.find(record => record.custom?.place?.page)?.custom.place.page;
  source = records[0]?.custom?.source ?? {};
  // Notes are no doubts, and whether an entry has a title is seen here while people work.
  findings = given.findings.filter(({ name, level }) => level !== "note" && name !== "no-title")
    .map(({ record, field, sentence: [first, ...rest], advice }) =>
      ({ record, field, words: `${first.toUpperCase()}${rest.join("")}. ${advice}` }));
  findingsOf = new Map();
  for (const finding of findings)
    findingsOf.set(finding.record, [...(findingsOf.get(finding.record) ?? []), finding]);
  origins = [];
  sources = new Map();
  const lineAt = new Map(earlier.map(({ line }, i) => [line ?? i + 2, i]));
  for (const record of records)
    origins.push(originOf(record, lineAt));
  start = records.map((record, n) => ({ uid: n, from: [n], fields: fieldsOf(record), checked: false,
    dropped: false }));
  edition = digest(JSON.stringify(records));
  past = [];
  future = [];
  state = saved = { entries: start, removed: [] };
  nextUid = start.length;
  ranks = ranked();
  keeper = given.keep;
  if (given.kept)
    recall(given.kept);
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
  for (const [name, list] of Object.entries(entry.taken ?? {}))
    places.set(name, list);
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
      const words = `Not sure: what is read in this way is right in ${Math.round(worst.confidence * 10)} of 10 places.`;
      doubts.push({ field: name, words, weight: worst.confidence });
    }
    for (const { field, words } of findingsOf.get(n + 1) ?? [])
      if (!(field && changedField(entry, fieldNamed(field))))
        doubts.push({ field: field && fieldNamed(field), words, weight: SURE });
  }
  return doubts;
}

// The order of doubt is made once, so that entries stay where they are while people work.
let ranks = new Map();
function ranked() {
  const weights = start.map(entry => {
    const doubts = doubtsOf(entry);
    return [Math.min(1, ...doubts.map(doubt => doubt.weight)), -doubts.length];
  });
  const order = start.map((_, n) => n).sort((a, b) => weights[a][0] - weights[b][0] ||
    weights[a][1] - weights[b][1] || a - b);
  return new Map(order.map((n, place) => [n, place]));
}
const rankOf = entry => ranks.get(entry.from[0] ?? entry.near) ?? Infinity;

const titleOf = entry => entry.fields.title || "(no title)";

