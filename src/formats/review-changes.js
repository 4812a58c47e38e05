// The review: entries are left out, added, joined and split, and all that was done is written as corrections
// (refmill-corrections(5)).

// --- Leaving out, adding, joining and splitting

const living = () => state.entries.filter(entry => !entry.dropped);
const isThere = value => value !== undefined && value !== "";

function neighbour(entry, by) {
  const list = living();
  return list[list.findIndex(one => one.uid === entry.uid) + by];
}

function drop(entry) {
  change(entry, { dropped: true }, `Left out: ${short(titleOf(entry))}`);
  cards.get(entry.uid)?.node.focus();
}

function add(after) {
  const entry = { uid: nextUid++, from: [], near: after?.from[0] ?? after?.near, fields: { type: "document" },
    checked: false, dropped: false };
  byId("show").value = "all";
  byId("search").value = "";
  const entries = after ? replaced(after.uid, after, entry) : [...state.entries, entry];
  step({ entries }, "A new entry: type its title.");
  show(entry.uid);
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

const CORRECTIONS = ".corrections.jsonl"; // behind the name of their page without its own end
const stemOf = name => name.replace(/\.gz$/i, "").replace(/(.)\.[^.]*$/, "$1");
const correctionsText = () => corrections().map(line => `${JSON.stringify(line)}\n`).join("");
