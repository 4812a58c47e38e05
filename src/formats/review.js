// The review page: shows records (refmill-record(5)) beside the words of the page that they were read from, takes
// corrections, and hands them out as a file (refmill-corrections(5)). Texts reach the page as text alone, never as markup.
"use strict";
(() => {
  const SURE = 0.8; // fields with less confidence are shown as doubtful
  const MOST_IDENTITY = 2000; // characters of the page's words by which an entry is known again

  // What people call the fields, and how each is edited. Those marked always have their place.
  const FIELDS = new Map(Object.entries({
    "type": ["Kind", "type", true], "title": ["Title", "line", true], "title-short": ["Short title", "line"],
    "author": ["Authors", "names", true], "editor": ["Editors", "names"], "translator": ["Translators", "names"],
    "custom.etal": ["More authors", "flag"], "issued": ["Date", "date", true],
    "container-title": ["Published in", "line"], "container-title-short": ["Published in (short)", "line"],
    "collection-title": ["Series", "line"], "collection-number": ["Number in series", "line"],
    "event-title": ["Event", "line"], "event-place": ["Place of event", "line"], "event-date": ["Date of event", "date"],
    "original-date": ["First published", "date"], "accessed": ["Looked at on", "date"], "status": ["Status", "line"],
    "publisher": ["Publisher", "line"], "publisher-place": ["Place", "line"], "volume": ["Volume", "line"],
    "issue": ["Issue", "line"], "page": ["Pages", "line"], "number-of-pages": ["Number of pages", "line"],
    "number": ["Number", "line"], "edition": ["Edition", "line"], "genre": ["Closer kind", "line"],
    "medium": ["Medium", "line"], "DOI": ["DOI", "line"], "ISBN": ["ISBN", "line"], "ISSN": ["ISSN", "line"],
    "PMID": ["PubMed number", "line"], "PMCID": ["PubMed Central number", "line"],
    "URL": ["Web address", "line", true], "custom.links": ["Further links", "links"],
    "custom.lead": ["Words before the link", "line"], "language": ["Language", "line"], "keyword": ["Keywords", "line"],
    "abstract": ["Description", "text"], "note": ["Note", "text"], "custom.section": ["Heading above", "line"],
  }));
  const TYPES = Object.entries({
    "document": "Not known", "article-journal": "Article in a journal", "article-magazine": "Article in a magazine",
    "article-newspaper": "Article in a newspaper", "article": "Preprint", "book": "Book", "chapter": "Chapter of a book",
    "report": "Report", "thesis": "Thesis", "paper-conference": "Conference paper", "webpage": "Web page",
    "post-weblog": "Blog post", "post": "Post in a forum", "dataset": "Data set", "software": "Software",
    "motion_picture": "Film or video", "song": "Sound recording", "broadcast": "Broadcast", "speech": "Talk or slides",
    "interview": "Interview", "map": "Map", "graphic": "Picture", "figure": "Figure", "pamphlet": "Leaflet",
    "manuscript": "Manuscript", "personal_communication": "Letter", "entry-dictionary": "Entry in a dictionary",
    "entry-encyclopedia": "Entry in an encyclopedia", "standard": "Standard", "patent": "Patent", "legislation": "Law",
    "bill": "Bill", "regulation": "Regulation", "treaty": "Treaty", "legal_case": "Court case", "hearing": "Hearing",
  });
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const SEASONS = ["spring", "summer", "autumn", "winter"];

  // --- Small tools

  const byId = id => document.getElementById(id);
  const embedded = id => JSON.parse(byId(id).textContent);

  /** A new element: its properties, then its children, texts or elements. */
  function el(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties))
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    made.append(...children.filter(child => child !== null));
    return made;
  }
  const button = (text, onclick, properties = {}) => el("button", { type: "button", onclick, ...properties }, text);

  /** JSON with its members in one order, so that equal values have equal texts. */
  const canonical = value => JSON.stringify(value, (key, part) => part && typeof part === "object" &&
    !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
  const same = (a, b) => a === b || canonical(a) === canonical(b);

  /** A short name for a text, for knowing it again (FNV-1a, twice 32 bits). */
  function digest(text) {
    let a = 0x811c9dc5, b = 0x01000193;
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
      b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995) ^ (b >>> 15);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  }

  /** Positions in a text counted in characters, as evidence has them, turned into JavaScript's. */
  function positions(text) {
    if (!/[\ud800-\udfff]/.test(text))
      return n => Math.min(n, text.length);
    const at = [0];
    for (const character of text)
      at.push(at.at(-1) + character.length);
    return n => at[Math.min(n, at.length - 1)];
  }

  const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const short = (text, most = 120) => (text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text);

  // --- What was read, and what earlier corrections made of it

  const records = embedded("records"), findings = embedded("findings");
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
    return { ...(record.id && { id: record.id }), ...(title && { title }), ...(URL && { URL }), ...(text.length && { text }) };
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

  const start = records.map((record, n) => ({ uid: n, from: [n], fields: fieldsOf(record), checked: false, dropped: false }));
  let state = { entries: start, removed: [] }; // removed: places of earlier corrections that are taken back
  let past = [], future = [], saved = state, nextUid = start.length;

  function isChanged(entry) {
    const was = start[entry.uid];
    return entry.dropped || !was || entry.from.length !== 1 || Boolean(entry.part) || !same(entry.fields, was.fields);
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
  const change = (entry, parts, words) =>
    step({ entries: state.entries.map(one => (one.uid === entry.uid ? { ...one, ...parts } : one)) }, words);
  const now = uid => state.entries.find(entry => entry.uid === uid);

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
      localStorage.setItem(STORE, JSON.stringify({ checked, edition, entries, removed: state.removed, saved: !isDirty() }));
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

  const linesOf = entry => entry.from.flatMap(n => records[n].custom?.text ?? []);

  /** The places of each field, by its name, with the lines of all that the entry was made of in one count. */
  function placesOf(entry) {
    const places = new Map();
    let before = 0;
    for (const n of entry.from) {
      const { text = [], evidence = {} } = records[n].custom ?? {};
      for (const [name, list] of Object.entries(evidence))
        for (const place of Array.isArray(list) ? list : [])
          if (text[place.line] !== undefined) {
            const at = positions(text[place.line]);
            const found = { line: before + place.line, from: at(place.from), to: at(place.to) };
            places.set(fieldNamed(name), [...(places.get(fieldNamed(name)) ?? []), found]);
          }
      before += text.length;
    }
    return places;
  }
  const isBefore = (a, b) => a.line < b.line || (a.line === b.line && a.at < b.at);
  const isOutside = (part, at) => Boolean(part) && (isBefore(at, part[0]) || (Boolean(part[1]) && !isBefore(at, part[1])));

  /** A line in pieces, cut at some points and where a field begins or ends. */
  function piecesOf(text, line, places, points) {
    const here = [...places].flatMap(([name, list]) => list.filter(place => place.line === line).map(place => ({ name, ...place })));
    const edges = points.filter(point => point?.line === line).map(point => point.at);
    const cuts = [...new Set([0, text.length, ...edges, ...here.flatMap(place => [place.from, place.to])])].sort((a, b) => a - b);
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
    return !entry.from.some(n => same(entry.fields[name], start[n].fields[name]));
  }

  /** All doubts about an entry in plain words: {field, words, weight}, the field undefined for the whole. */
  function doubtsOf(entry) {
    const doubts = [];
    if (!entry.fields.title)
      doubts.push({ field: "title", words: "No title was found. Please type it in.", weight: 0 });
    if (entry.part)
      doubts.push({ words: "This entry was split: please look whether each field is where it belongs.", weight: 0.5 });
    for (const [name, value] of entry.aside ?? [])
      doubts.push({ words: `Not taken over from the joined entry: ${labelOf(name)} “${short(inWords(name, value))}”.`, weight: 0.5 });
    for (const n of entry.from) {
      for (const [key, list] of Object.entries(records[n].custom?.evidence ?? {})) {
        const name = fieldNamed(key);
        const places = (Array.isArray(list) ? list : []).filter(place => place.confidence < SURE);
        if (!places.length || !(name in entry.fields) || changedField(entry, name))
          continue;
        const worst = places.reduce((a, b) => (b.confidence < a.confidence ? b : a));
        const words = `Not sure. Fields read like this one (“${worst.rule}”) are right about ` +
          `${Math.round(worst.confidence * 10)} times in 10.`;
        doubts.push({ field: name, words, weight: worst.confidence });
      }
      for (const { record, level, field, sentence, advice } of findings)
        if (record === n + 1 && level !== "note" && !(field && changedField(entry, field)))
          doubts.push({ field: field && fieldNamed(field), words: `${sentence}. ${advice}`, weight: SURE });
    }
    return doubts;
  }

  // The order of doubt is made once, so that entries stay where they are while people work.
  const ranks = (() => {
    const weights = start.map(entry => {
      const doubts = doubtsOf(entry);
      return [Math.min(1, ...doubts.map(doubt => doubt.weight)), -doubts.length];
    });
    const order = start.map((_, n) => n).sort((a, b) => weights[a][0] - weights[b][0] || weights[a][1] - weights[b][1] || a - b);
    return new Map(order.map((n, place) => [n, place]));
  })();
  const rankOf = entry => ranks.get(entry.from[0] ?? entry.near) ?? Infinity;

  // --- Editors: each makes an element and tells what its value is now, undefined for none

  /** Lines of a text, counted roughly, for browsers that do not fit a field to its text. */
  const rowsOf = text => Math.min(14, text.split("\n").reduce((rows, line) => rows + 1 + Math.floor(line.length / 60), 0));

  function lineEditor(value, changed, label, many = false) {
    const area = el("textarea", { value: value ?? "", rows: rowsOf(value ?? ""), dir: "auto", spellcheck: false });
    const shown = area.value;
    area.oninput = () => { area.rows = rowsOf(area.value); };
    area.onchange = changed;
    if (!many)
      area.onkeydown = event => { if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) { event.preventDefault(); changed(); } };
    const now = () => (many ? area.value : area.value.replace(/\s*[\r\n]+\s*/g, " ")).trim() || undefined;
    return { node: area, value: () => (area.value === shown ? value : now()) };
  }

  function typeEditor(value, changed) {
    const known = TYPES.some(([type]) => type === value) || !value ? TYPES : [[value, value], ...TYPES];
    const choice = el("select", { onchange: changed }, ...known.map(([type, text]) => el("option", { value: type }, text)));
    choice.value = value ?? "document";
    return { node: choice, value: () => choice.value };
  }

  function flagEditor(value, changed) {
    const tick = el("input", { type: "checkbox", checked: value === true, onchange: changed });
    return { node: el("label", {}, tick, "The page names only some of them (“et al.”)"), value: () => tick.checked || undefined };
  }

  /** An input with its label around it. */
  function input(label, value, changed, properties = {}, kind = "") {
    const box = el("input", { type: "text", value: value ?? "", dir: "auto", autocomplete: "off", spellcheck: false, onchange: changed, ...properties });
    return { node: el("label", { className: kind }, label, box), box, shown: box.value };
  }

  /** Rows that can be added, moved and removed; `fill(row, item)` puts inputs into a row and gives what reads them. */
  function rowsEditor(items, changed, label, what, fill) {
    const list = el("div"), rows = [];
    const order = () => list.replaceChildren(...rows.map(row => row.node));
    const shift = (row, by) => {
      const at = rows.indexOf(row), to = at + by;
      if (to < 0 || to >= rows.length)
        return;
      rows.splice(at, 1);
      rows.splice(to, 0, row);
      order();
      changed();
    };
    const remove = row => {
      const at = rows.indexOf(row);
      rows.splice(at, 1);
      order();
      changed();
      (rows[Math.min(at, rows.length - 1)]?.node.querySelector("input") ?? more).focus();
    };
    const append = item => {
      const row = { node: el("div", { className: "row", role: "group", "aria-label": what }) };
      const icon = (sign, words, act, kind = "") => button(sign, act, { className: `small ${kind}`, title: words, "aria-label": `${words}: ${label}` });
      const up = icon("↑", "Move up", () => { shift(row, -1); up.focus(); }, "move");
      const down = icon("↓", "Move down", () => { shift(row, 1); down.focus(); }, "move");
      row.buttons = el("div", { className: "buttons" }, up, down, icon("✕", "Remove", () => remove(row)));
      row.value = fill(row, item);
      row.node.append(row.buttons);
      rows.push(row);
      list.append(row.node);
      return row;
    };
    for (const item of items)
      append(item);
    const more = button(`Add ${what}`, () => append({}).node.querySelector("input").focus(), { className: "small" });
    const value = () => {
      const filled = rows.map(row => row.value()).filter(Boolean);
      return filled.length ? filled : undefined;
    };
    return { node: el("div", {}, list, more), value };
  }

  /** An object with texts from inputs in the place of those it had; null where none is left. */
  function filled(item, boxes) {
    const made = { ...item };
    for (const [name, { box, shown }] of Object.entries(boxes))
      if (box.value.trim() === "")
        delete made[name];
      else if (box.value !== shown)
        made[name] = box.value.trim();
    return Object.keys(boxes).some(name => made[name] !== undefined) ? made : null;
  }

  const PARTS = [["non-dropping-particle", "Particle"], ["family", "Family name"], ["given", "Given names"],
    ["dropping-particle", "Particle behind"], ["suffix", "Suffix"]];
  const PRINTED = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];

  function namesEditor(value, changed, label) {
    const fill = (row, item) => {
      let boxes, organisation = "literal" in item;
      const swap = button("", () => {
        const words = Object.values(boxes).map(({ box }) => box.value.trim()).filter(Boolean);
        organisation = !organisation;
        const at = words.join(" ").lastIndexOf(" "), all = words.join(" ");
        item = organisation ? { literal: [item.given && boxes.given?.box.value, boxes.family?.box.value].filter(Boolean).join(" ") || all }
          : at < 0 ? { family: all } : { family: all.slice(at + 1), given: all.slice(0, at) };
        build();
        changed();
        swap.focus();
      }, { className: "small" });
      const build = () => {
        const parts = organisation ? [["literal", "Organisation"]]
          : PARTS.filter(([part]) => part === "family" || part === "given" || part in item);
        boxes = Object.fromEntries(parts.map(([part, words]) => [part, input(words, item[part], changed, {}, part.endsWith("particle") || part === "suffix" ? "narrow" : "")]));
        swap.textContent = organisation ? "Is a person" : "Is an organisation";
        row.node.replaceChildren(...Object.values(boxes).map(({ node }) => node), swap, row.buttons);
      };
      build();
      return () => filled(item, boxes);
    };
    return rowsEditor(value ?? [], changed, label, "a name", fill);
  }

  function linksEditor(value, changed, label) {
    const fill = (row, item) => {
      const boxes = { lead: input("Words before it", item.lead, changed), label: input("Words of the link", item.label, changed),
        href: input("Address", item.href, changed, { inputMode: "url", dir: "ltr" }, "wide") };
      row.node.append(...Object.values(boxes).map(({ node }) => node));
      return () => filled(item, boxes);
    };
    return rowsEditor(value ?? [], changed, label, "a link", fill);
  }

  /** Inputs for one day: year, month, day, as far as they are known. */
  function dayEditor(parts, changed, which) {
    const [y = "", m = "", d = ""] = parts ?? [];
    const year = input(`Year${which}`, String(y), changed, { inputMode: "numeric", dir: "ltr" }, "narrow");
    const day = input("Day", String(d), changed, { inputMode: "numeric", dir: "ltr" }, "narrow");
    const month = el("select", { onchange: changed }, el("option", { value: "" }, "–"), ...MONTHS.map((name, i) => el("option", { value: String(i + 1) }, name)));
    month.value = String(m);
    const isYear = text => text === "" || /^-?\d{1,4}$/.test(text), isDay = text => text === "" || (/^\d{1,2}$/.test(text) && +text >= 1 && +text <= 31);
    const texts = () => [year.box.value.trim(), month.value, day.box.value.trim()];
    const check = () => {
      const [y, m, d] = texts();
      year.box.setAttribute("aria-invalid", String(!isYear(y) || (!y && Boolean(m || d))));
      day.box.setAttribute("aria-invalid", String(!isDay(d) || Boolean(d && !m)));
      return [year, day].every(({ box }) => box.getAttribute("aria-invalid") === "false");
    };
    const value = () => {
      const numbers = texts().map(text => (text === "" ? null : Number(text)));
      return numbers[0] === null ? null : numbers.slice(0, numbers.includes(null) ? numbers.indexOf(null) : 3);
    };
    return { nodes: [year.node, el("label", { className: "month" }, "Month", month), day.node], check, value };
  }

  function dateEditor(value = {}, changed, label) {
    const [first, last] = value["date-parts"] ?? [];
    const problem = el("p", { className: "note", hidden: true }, "A year is a number such as 2003, a day one from 1 to 31 with its month. Put other words into “As printed”.");
    const days = [dayEditor(first, () => tell(), ""), dayEditor(last, () => tell(), " (to)")];
    const tell = () => {
      problem.hidden = days.map(day => day.check()).every(Boolean);
      if (problem.hidden)
        changed();
    };
    const circa = el("input", { type: "checkbox", checked: Boolean(value.circa), onchange: changed });
    const season = el("select", { onchange: changed }, ...["–", ...SEASONS].map((name, i) => el("option", { value: String(i || "") }, name)));
    season.value = String(value.season ?? "");
    const literal = input("As printed", value.literal ?? value.raw ?? "", changed, {}, "wide");
    const more = el("div", {}, el("div", { className: "row" }, ...days[1].nodes),
      el("div", { className: "row" }, el("label", { className: "narrow" }, "Season", season), literal.node));
    more.hidden = !last && !value.season && !literal.box.value;
    const open = button("Range, season, other", () => { more.hidden = false; open.hidden = true; more.querySelector("input").focus(); }, { className: "small", hidden: !more.hidden });
    const read = () => {
      const parts = days.map(day => day.value()).filter(Boolean), { "date-parts": _, circa: __, season: ___, literal: ____, raw: _____, ...made } = value;
      if (parts.length) made["date-parts"] = parts;
      if (season.value) made.season = Number(season.value);
      if (circa.checked) made.circa = true;
      if (literal.box.value.trim()) made.literal = literal.box.value.trim();
      return parts.length || made.literal ? made : undefined;
    };
    const before = canonical(read());
    const row = el("div", { className: "row" }, ...days[0].nodes, el("label", { className: "tick" }, circa, "about"), open);
    return { node: el("div", {}, row, more, problem), value: () => (canonical(read()) === before ? (Object.keys(value).length ? value : undefined) : read()) };
  }

  const EDITORS = { line: lineEditor, text: (value, changed, label) => lineEditor(value, changed, label, true), type: typeEditor,
    flag: flagEditor, names: namesEditor, links: linksEditor, date: dateEditor };
  /** The label and the kind of a field; undefined for one that cannot be edited here. */
  function fieldInfo(name, value) {
    return FIELDS.get(name) ?? (typeof value === "string" ? [name, "line"] : undefined);
  }
  const labelOf = name => FIELDS.get(name)?.[0] ?? name;

  /** A value in words. */
  function inWords(name, value) {
    const kind = fieldInfo(name, value)?.[1], day = parts => parts.map((part, i) => (i === 1 ? MONTHS[part - 1] : part)).reverse().join(" ");
    if (value === undefined || value === null)
      return "nothing";
    if (kind === "type")
      return TYPES.find(([type]) => type === value)?.[1] ?? value;
    if (kind === "names")
      return value.map(one => one.literal ?? PRINTED.map(part => one[part]).filter(Boolean).join(" ")).join("; ");
    if (kind === "links")
      return value.map(one => [one.lead, one.label, one.href].filter(Boolean).join(" ")).join("; ");
    if (kind === "date")
      return [value.circa && "about", SEASONS[value.season - 1], (value["date-parts"] ?? []).map(day).join(" to "), value.literal ?? value.raw].filter(Boolean).join(" ");
    return kind === "flag" ? "yes" : String(value);
  }
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
    const entry = { uid: nextUid++, from: [], near: after?.from[0] ?? after?.near, fields: { type: "document" }, checked: false, dropped: false };
    const at = after ? state.entries.findIndex(one => one.uid === after.uid) + 1 : state.entries.length;
    byId("show").value = "all";
    byId("search").value = "";
    step({ entries: [...state.entries.slice(0, at), entry, ...state.entries.slice(at)] }, "A new entry: type its title.");
    cards.get(entry.uid).node.querySelector("[data-field=title] textarea").focus();
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
    const entries = state.entries.filter(one => one.uid !== second.uid).map(one => (one.uid === first.uid ? joined : one));
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
    step({ entries: state.entries.flatMap(one => (one.uid === entry.uid ? halves : [one])) },
      "Split in two. The second entry stands below the first: please look through its fields.");
    show(uid);
  }

  // --- The corrections

  /** Entries with all that hangs together with them: what was split, joined or left out, by what it was made of. */
  function groups() {
    const groupOf = new Map(), all = new Set();
    for (const entry of state.entries) {
      const nodes = entry.from.length ? entry.from.flatMap(n => [`made ${n}`, ...origins[n].sources]) : [`new ${entry.uid}`];
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
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(read), always])].filter(name => name && (name === always || !same(read[name], wanted[name])));
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
      const parts = made.map(({ fields: { "custom.section": own, ...fields } }) => (own === section || !own ? fields : { ...fields, "custom.section": own }));
      return [noted({ entry: first.identity, split: parts }), ...drops(others)];
    }
    const { fields } = made[0];
    // A correction that joins takes over addresses by itself: what the links shall be is always said with it.
    if (others.length)
      return [noted({ entry: first.identity, with: others.map(({ identity }) => identity), ...edit(first.read, fields, "custom.links") })];
    const parts = edit(first.read, fields);
    return parts ? [noted({ entry: first.identity, ...parts })] : [];
  }

  /** All lines of the file: earlier ones as they are where nothing has changed, else new ones in their place. */
  function corrections() {
    const touched = groups().filter(group => group.entries.some(isChanged));
    const ownerOf = new Map(touched.flatMap(group => group.entries.flatMap(entry => entry.from.flatMap(n => origins[n].lines.map(i => [i, group])))));
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
    const stem = here.match(/^(.+)\.review\b.*\.html?$/i)?.[1] ?? (pageName ?? "page").replace(/\.gz$/i, "").replace(/(.)\.[^.]*$/, "$1");
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
    byId("saved-beside").textContent = pageName ?? "the page";
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
    const control = single ? editor.node : null;
    const node = single ? el("div", { className: "field" }, el("label", { className: "label", htmlFor: id }, label), editor.node, notes)
      : el("fieldset", { className: "field" }, el("legend", {}, label), editor.node, notes);
    if (single)
      control.id = id;
    node.dataset.field = name;
    (control ?? node).setAttribute("aria-describedby", notes.id);
    const refresh = (entry, doubts) => {
      const mine = doubts.filter(doubt => doubt.field === name), read = entry.from.length ? fieldsRead(records[entry.from[0]])[name] : undefined;
      const original = start[entry.from[0]]?.fields[name], current = entry.fields[name];
      const isOther = entry.from.length === 1 && !entry.part && origins[entry.from[0]].sources.length > 0 && !same(read, current);
      const address = name === "URL" && /^https?:\/\//i.test(current ?? "") ? current : null;
      node.classList.toggle("doubtful", mine.length > 0);
      notes.replaceChildren(...mine.map(({ words }) => el("p", { className: "note" }, words)));
      if (isOther)
        notes.append(el("p", { className: "was" }, same(original, current) ? "Corrected earlier. " : "Changed. ", "On the page: ",
          el("span", { className: "old", dir: "auto" }, short(inWords(name, read))), " ",
          button("Put back", () => { const { [name]: _, ...fields } = now(uid).fields; change(now(uid), { fields: read === undefined ? fields : { ...fields, [name]: read } }, `${label} is as on the page again.`); },
            { className: "small", "aria-label": `Put back: ${label}` })));
      if (address)
        notes.append(el("a", { href: address, target: "_blank", rel: "noopener noreferrer", className: "open" }, "Open this address"));
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
      const row = el("p", { className: "line", dir: "auto" });
      let at = 0;
      for (const piece of piecesOf(text, line, places, edges)) {
        const point = here.find(one => one.at === at), words = text.slice(at).split(/\s+/).slice(0, 6).join(" ");
        if (point)
          row.append(button("✂ The second entry begins here:", () => split(now(entry.uid), point), { className: "cut", "aria-label": `The second entry begins at: ${short(words)}` }));
        const outside = isOutside(entry.part, { line, at }), unread = !piece.fields.length && !outside && /[\p{L}\p{N}]/u.test(piece.text);
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
    const node = el("div", { className: "page" }, el("h3", {}, places.length ? `On the page, line ${places.map(place => place.line).join(" and ")}` : "On the page"));
    if (!linesOf(entry).length)
      node.append(el("p", {}, entry.from.length ? "The words of the page are not in these records." : "You added this entry; it does not stand on the page."));
    if (splitting)
      node.append(el("p", {}, "Where does the second entry begin?"), button("Do not split", () => { cards.get(entry.uid).splitting = false; build(entry); focusAction(entry.uid, "split"); }));
    node.append(linesNode(entry, splitting));
    if (data.length)
      node.append(el("details", {}, el("summary", {}, "Hidden data of the page"), el("pre", { className: "hidden-data", dir: "auto" }, JSON.stringify(data, null, 1))));
    return node;
  }

  function fieldsNode(entry) {
    const names = [...FIELDS.keys()].filter(name => name in entry.fields || FIELDS.get(name)[2]);
    const other = Object.keys(entry.fields).filter(name => !FIELDS.has(name) && fieldInfo(name, entry.fields[name]));
    const rows = [...names, ...other].map(name => fieldNode(entry.uid, name, entry.fields[name]));
    const box = el("div", {}, ...rows.map(row => row.node));
    const rest = [...FIELDS.keys()].filter(name => !names.includes(name));
    const more = el("select", { "aria-label": "Add a field" }, el("option", { value: "" }, "Add a field…"), ...rest.map(name => el("option", { value: name }, labelOf(name))));
    more.onchange = () => {
      const row = fieldNode(entry.uid, more.value, undefined);
      rows.push(row);
      box.append(row.node);
      more.selectedOptions[0].remove();
      more.value = "";
      row.node.querySelector("textarea, input, select, button").focus();
    };
    const node = el("div", { className: "fields" }, el("h3", {}, "Read from it"), box, more);
    return { node, refresh: (entry, doubts) => rows.forEach(row => row.refresh(entry, doubts)) };
  }

  function actionsNode(entry) {
    const uid = entry.uid, act = (text, what, run, properties = {}) => el("button", { type: "button", onclick: () => run(now(uid)), "data-act": what, ...properties }, text);
    const right = act("Looks right", "right", toggle, { className: "main" });
    const before = act("Join with the one before", "before", one => join(neighbour(one, -1), one));
    const after = act("Join with the one after", "after", one => join(one, neighbour(one, 1)));
    const cut = act("Split in two…", "split", one => { cards.get(uid).splitting = true; build(one); cards.get(uid).node.querySelector(".page button").focus(); });
    const node = el("div", { className: "actions" }, right, cut, before, after, act("Leave out", "drop", drop), act("Add an entry after this one", "add", add));
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
    const chips = [entry.dropped && ["Left out", ""], !entry.dropped && entry.checked && ["✓ Checked", "good"],
      !entry.dropped && !entry.checked && doubts.length && ["Please check", "doubt"], !entry.from.length ? ["Added", ""] : isChanged(entry) && ["Changed", ""],
      entry.from.some(n => records[n].custom?.corrected) && ["Corrected earlier", ""]].filter(Boolean);
    const number = entry.from.map(n => n + 1).join(" + ");
    return [el("h2", { id: `title-${entry.uid}`, dir: "auto" }, number ? `${number}. ` : "", short(titleOf(entry), 400)),
      ...chips.map(([text, kind]) => el("span", { className: `chip ${kind}` }, text))];
  }

  /** Makes an entry's box anew, or fills the one that is there. */
  function build(entry) {
    const card = cards.get(entry.uid) ?? { node: el("article", { className: "entry", tabIndex: -1, "aria-labelledby": `title-${entry.uid}` }) };
    const focus = card.node.contains(document.activeElement) && document.activeElement.closest("[data-field]")?.dataset.field;
    const head = el("div", { className: "head" }), list = el("ul", { className: "doubts" });
    const parts = entry.dropped ? [] : [fieldsNode(entry), actionsNode(entry)];
    card.node.dataset.uid = entry.uid;
    card.node.replaceChildren(head, list, ...(parts.length ? [el("div", { className: "columns" }, pageNode(entry, card.splitting), parts[0].node), parts[1].node]
      : [button("Take back", () => { change(now(entry.uid), { dropped: false }, "Taken back."); card.node.focus(); })]));
    card.refresh = one => {
      const doubts = doubtsOf(one), whole = doubts.filter(doubt => !doubt.field || !(card.node.querySelector(`[data-field="${CSS.escape(doubt.field)}"]`)));
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
      card.node.querySelector(`[data-field="${CSS.escape(focus)}"]`)?.querySelector("textarea, input, select, button")?.focus();
  }

  // --- The list: which entries are shown, in which order

  const isDoubtful = entry => !entry.checked && doubtsOf(entry).length > 0;
  const SHOWN = { all: () => true, doubtful: entry => !entry.dropped && isDoubtful(entry), unchecked: entry => !entry.dropped && !entry.checked, changed: isChanged };
  const searched = new WeakMap();
  function wordsOf(entry) {
    if (!searched.has(entry))
      searched.set(entry, folded([...linesOf(entry), ...Object.entries(entry.fields).map(([name, value]) => inWords(name, value))].join("\n")));
    return searched.get(entry);
  }

  function ordered() {
    const list = [...state.entries];
    return byId("order").value === "page" ? list : list.sort((a, b) => rankOf(a) - rankOf(b));
  }

  /** Brings the boxes in line with the state; those not yet built follow a few at a time. */
  function render(most = 40) {
    const list = byId("entries"), asked = folded(byId("search").value.trim()), there = new Set(state.entries.map(entry => entry.uid));
    for (const [uid, card] of cards)
      if (!there.has(uid)) {
        card.node.remove();
        cards.delete(uid);
      }
    let next = list.firstChild, built = 0, left = 0, count = 0;
    for (const entry of ordered()) {
      const card = cards.get(entry.uid), isShown = SHOWN[byId("show").value](entry) && (!asked || wordsOf(entry).includes(asked));
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
    byId("nothing").textContent = records.length ? "No entry is like that." : "The page holds no entry that could be read.";
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
      option.textContent = option.textContent.replace(/ \(\d+\)$/, "") + ` (${state.entries.filter(SHOWN[option.value]).length})`;
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
    const take = () => step({ removed: [...state.removed, i] }, isLost ? "Removed from the corrections." : "Taken back: the entry is there again when you have saved and run convert again.");
    return el("li", {}, isLost ? `No longer applies${fields ? ` (${fields})` : ""}: ` : "Left out: ", el("bdi", {}, name), " ",
      button(isLost ? "Remove" : "Take back", take, { className: "small", "aria-label": `${isLost ? "Remove" : "Take back"}: ${name}` }));
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
  function focusAction(uid, what) {
    cards.get(uid).node.querySelector(`[data-act=${what}]`).focus();
  }
  const current = () => document.activeElement?.closest(".entry");

  function go(by) {
    const shown = [...byId("entries").children].filter(node => !node.hidden), at = shown.indexOf(current());
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
    const key = event.key.toLowerCase(), isControl = event.ctrlKey || event.metaKey, isTyping = /^(textarea|input)$/i.test(event.target.tagName) && event.target.type !== "checkbox";
    const keys = { "enter": () => current() && (event.target.blur(), toggle(now(Number(cardOf(event.target)?.dataset.uid)))), "s": save, "z": event.shiftKey ? redo : undo, "y": redo };
    const run = event.altKey && !isControl ? { arrowdown: () => go(1), arrowup: () => go(-1) }[key] : isControl && !event.altKey ? keys[key] : undefined;
    if (!run || byId("saved").open || (isTyping && /^[zy]$/.test(key)) || (key === "enter" && !cardOf(event.target)))
      return;
    event.preventDefault();
    run();
  }
  const cardOf = node => node.closest(".entry");

  // A field that is pointed at or stepped into shows where it was read from; a click on those words leads to it.
  function watchEntries(list) {
    const fieldAt = event => event.target.closest?.("[data-field]");
    for (const kind of ["focusin", "pointerover"])
      list.addEventListener(kind, event => { if (fieldAt(event)) light(cardOf(event.target), fieldAt(event).dataset.field); });
    for (const kind of ["focusout", "pointerout"])
      list.addEventListener(kind, event => { if (fieldAt(event)) light(cardOf(event.target), document.activeElement?.closest("[data-field]")?.dataset.field); });
    list.addEventListener("click", event => {
      const name = event.target.fields?.[0];
      if (name && getSelection().isCollapsed)
        cardOf(event.target).querySelector(`[data-field="${CSS.escape(name)}"]`)?.querySelector("textarea, input, select")?.focus();
    });
  }

  function begin() {
    const title = source.title || pageName || "the page", count = earlier.filter(line => line.applied !== false).length;
    document.title = byId("title").textContent = `Check the list: ${short(title)}`;
    byId("about").textContent = `${records.length} entries were read from ${pageName ?? "the page"}. ` +
      "Compare each with the words of the page, and mend what is wrong. " +
      (earlier.length ? `${count} of ${earlier.length} earlier corrections are in them already.` : "");
    byId("findings-list").append(...findings.filter(({ record, level }) => !record && level !== "note")
      .map(({ sentence, advice }) => el("li", {}, `${sentence}. ${advice}`)));
    recall();
    let typing = false;
    watchEntries(byId("entries"));
    byId("entries").addEventListener("input", () => { typing = true; });
    byId("entries").addEventListener("change", () => { typing = false; });
    addEventListener("keydown", onKey);
    addEventListener("beforeprint", () => render(Infinity));
    addEventListener("beforeunload", event => { if (isDirty() || typing) event.preventDefault(); });
    for (const [id, run] of Object.entries({ undo, redo, save, forget, add: () => add(null), "saved-close": () => byId("saved").close() }))
      byId(id).onclick = () => run();
    for (const id of ["show", "order"])
      byId(id).onchange = () => render();
    byId("search").oninput = () => render();
    render();
  }
  begin();
})();
