// The review page: fields filled from the page's own words. A stretch of words is marked, by pointer or by keys, and a
// key or a button says what it is; what was read from these words otherwise no longer holds them.

// By which key marked words become which field.
const KEYS = new Map(Object.entries({ t: "title", a: "author", e: "editor", d: "issued", c: "container-title",
  s: "collection-title", p: "publisher", w: "publisher-place", n: "edition", v: "volume", u: "issue", g: "page",
  r: "abstract" }));
const KINDS = ["document", "book", "chapter", "article-journal", "article-magazine", "article-newspaper", "webpage",
  "report", "thesis", "paper-conference"]; // each by its digit
const MONTH_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sv", "da", "fi", "hu", "ru", "el",
  "tr"];

// --- What words say, for each kind of field

const trimmed = text => text.replace(/\s+/g, " ").replace(/^[\s,.;:/–—-]+|[\s,;:/–—-]+$/gu, "")
  .replace(/(?<!(^|[\s.])\p{Lu})\.$/u, "");

let monthNames = null;

/** The number of a month by its name in one of several languages, as far as it is written out; 0 for other words. */
function monthOf(word) {
  monthNames ??= MONTH_LANGUAGES.flatMap(language => ["long", "short"].map(month =>
    MONTHS.map((_, n) => folded(new Intl.DateTimeFormat(language, { day: "numeric", month, timeZone: "UTC" })
      .formatToParts(Date.UTC(2001, n, 15)).find(part => part.type === "month")?.value ?? ""))));
  const sought = folded(word);
  const is = name => name.startsWith(sought) || (name.length > 2 && sought === name.replace(/\.$/, ""));
  return sought.length < 3 ? 0 : (monthNames.map(names => names.findIndex(is) + 1).find(Boolean) ?? 0);
}

/** The days or years that words name, the words themselves where they name none. */
function dateIn(text) {
  const days = [];
  const found = /(\d{4})-(\d\d)-(\d\d)|(?:(\d\d?)\.\s*(\d\d?)\.\s*|(?:(\d\d?)[.\s]\s*)?(\p{L}{3,})\.?\s+(?:(\d\d?),\s*)?)?(?<!\d)(\d{4})(?!\d)/gu;
  for (const [, y, m, d, day, month, dayBefore, word, dayBehind, year] of text.matchAll(found)) {
    const named = word ? monthOf(word) : Number(month ?? 0), number = Number(day ?? dayBefore ?? dayBehind ?? 0);
    days.push(y ? [y, m, d].map(Number) : [Number(year), named, named && number].filter(Boolean));
  }
  return days.length ? { "date-parts": days.slice(0, 2) } : { literal: trimmed(text) };
}

/** One name, family name first where there is a comma; the last word is the family name elsewhere. */
function nameIn(text) {
  const [family, given] = text.split(/,\s*/), words = text.split(" ");
  if (given)
    return { family, given };
  return words.length > 1 ? { family: words.at(-1), given: words.slice(0, -1).join(" ") } : { family: text };
}
/** Names between marks and words that part them; commas part them where each part has several words. */
function namesIn(text) {
  const parts = text.replace(/\s*[([][^)\]]*\.?[)\]]/g, "").split(/\s*[/;&]\s*|\s+(?:and|und|et|y|e|en|og|och|i)\s+/u)
    .flatMap(part => (part.split(/,\s*/).every(name => /\S\s+\S/.test(name)) ? part.split(/,\s*/) : [part]));
  return parts.map(trimmed).filter(Boolean).map(nameIn);
}

const VALUES = { names: namesIn, date: dateIn, text: text => text.trim() };
function valueIn(name, text) {
  const value = (VALUES[FIELDS.get(name)[1]] ?? trimmed)(text);
  return name === "page" ? value.replace(/\s*[‐-―−]\s*/g, "-") : value;
}

// --- Stretches of words: places in the lines of an entry

const textAt = (lines, places) => places.map(({ line, from, to }) => lines[line].slice(from, to)).reduce((all, text) =>
  (/[\p{L}\p{N}]$/u.test(all) ? `${all}: ${text}` : `${all} ${text}`));
const meets = (a, b) => a.line === b.line && a.from < b.to && b.from < a.to;
const hasWords = text => /[\p{L}\p{N}]/u.test(text);

/** What is left of places when others are taken from them. */
function without(places, others) {
  return others.reduce((left, other) => left.flatMap(place => (meets(place, other) ? [
    { ...place, to: Math.max(place.from, other.from) }, { ...place, from: Math.min(place.to, other.to) }] : [place])),
  places);
}

/** Whether a field is of words of the citation, each of which stands in one such field only. */
const isCited = name => ["line", "names", "date"].includes(FIELDS.get(name)?.[1]) &&
  !/^custom|^URL|^DOI|^language|short$/.test(name);

/**
 * An entry in which a field has what stands at some places. Without a field, these words are taken out of the fields
 * that were read from just them, else out of all.
 */
function withWords(entry, name, places) {
  const lines = linesOf(entry), fields = { ...entry.fields }, taken = { ...entry.taken }, all = placesOf(entry);
  const met = [...all].filter(([other, list]) => other !== name && other in fields && isCited(other) &&
    list.some(place => places.some(one => meets(place, one))));
  const exact = name ? [] : met.filter(([, list]) => same(list, places));
  for (const [other, list] of exact.length ? exact : met) {
    const left = without(list, places).filter(place => hasWords(lines[place.line].slice(place.from, place.to)));
    if (!left.length)
      delete fields[other];
    else if (left.length === 1 && typeof fields[other] === "string" &&
      valueIn(other, textAt(lines, list)) === fields[other])
      fields[other] = valueIn(other, textAt(lines, left));
    else
      continue;
    taken[other] = left;
  }
  if (name)
    [fields[name], taken[name]] = [valueIn(name, textAt(lines, places)), places];
  // What stands in nothing, and was taken for a part of something, is a whole.
  if (entry.fields["container-title"] && !fields["container-title"] && (entry.fields.type === "chapter" ||
    (entry.fields.type === "article-journal" && (fields.publisher || fields["publisher-place"]))))
    fields.type = "book";
  return { ...entry, fields, taken };
}

/** What stands directly behind the title in another field: its name, and the places of title and field as one. */
function behindTitle(entry) {
  const places = placesOf(entry), title = places.get("title")?.at(-1);
  const next = title && [...places].filter(([name]) => isCited(name) && name !== "title" && entry.fields[name])
    .flatMap(([name, list]) => list.map(place => ({ name, ...place })))
    .filter(place => place.line === title.line ? place.from >= title.to : place.line === title.line + 1 && !place.from)
    .sort((a, b) => a.line - b.line || a.from - b.from)[0];
  if (!next)
    return null;
  const { name, ...place } = next, before = places.get("title").slice(0, -1);
  return { name, places: [...before, ...(place.line === title.line ? [{ ...title, to: place.to }] : [title, place])] };
}

// --- What was done, and where the same can be done

/** How a field that was read from one place stands in the line: the field before it, and the marks around it. */
function shapeOf(entry, name) {
  const lines = linesOf(entry), places = placesOf(entry), [own, more] = places.get(name) ?? [];
  if (!own || more || entry.fields[name] === undefined)
    return null;
  const others = [...places].filter(([other]) => other !== name && isCited(other))
    .flatMap(([other, list]) => list.map(place => ({ other, ...place }))).filter(place => place.line === own.line);
  const before = others.filter(place => place.to <= own.from).sort((a, b) => b.to - a.to)[0];
  const behind = Math.min(...others.map(place => place.from).filter(from => from >= own.to), lines[own.line].length);
  return [name, before?.other, lines[own.line].slice(before?.to ?? 0, own.from), lines[own.line].slice(own.to, behind)];
}

/** What may be done in other entries as it was in one: a key to count by, words, and how an entry becomes of it. */
function recipeFor(entry, name, places) {
  const lines = linesOf(entry), behind = behindTitle(entry);
  const isJoined = name === "title" && same(behind?.places, places);
  const isWhole = ([other, list]) => isCited(other) && other !== name && other in entry.fields &&
    list.length === 1 && places.length === 1 && meets(list[0], places[0]) &&
    valueIn("note", textAt(lines, list)) === valueIn("note", textAt(lines, places));
  const from = isJoined ? behind.name : [...placesOf(entry)].find(isWhole)?.[0], value = entry.fields[from];
  const shape = from ? shapeOf(entry, from) : null;
  if (!shape)
    return null;
  const isLike = name ? other => same(shapeOf(other, from), shape) && (isJoined || other.fields[name] === undefined)
    : other => same(other.fields[from], value) && placesOf(other).get(from)?.length > 0;
  return { key: canonical([shape, name ?? value]), isLike, words: isJoined
    ? `“${labelOf(from)}” directly behind the title: join them`
    : name ? `“${labelOf(from)}” in the same place: move it to “${labelOf(name)}”`
      : `“${labelOf(from)}” with the same words: take it out`,
  run: other => withWords(other, name, isJoined ? behindTitle(other).places : placesOf(other).get(from)) };
}

const keyed = (key, words, run) => el("button", { type: "button", className: "small", onclick: run,
  "aria-keyshortcuts": key }, el("kbd", {}, key), ` ${words}`);

let timesDone = new Map(); // how often the same was done, by a recipe's key
let timesOf = null; // and in which list
let offered = null;

/** Offers what was done twice, and again after twice as often each time, for all entries nobody has touched. */
function offer(recipe) {
  if (timesOf !== start)
    [timesOf, timesDone] = [start, new Map()];
  const times = (timesDone.get(recipe.key) ?? 0) + 1;
  timesDone.set(recipe.key, times);
  if (times > 1 && (times & (times - 1)) === 0)
    offered = recipe;
  showOffer();
}
const alike = recipe => state.entries.filter(entry => entry === start[entry.uid] && recipe.isLike(entry));
function showOffer() {
  const count = offered ? alike(offered).length : 0, node = byId("offer");
  node.hidden = !count;
  node.replaceChildren(...(count ? [`${count} more ${count > 1 ? "entries have a" : "entry has a"} ${offered.words} ` +
    `${count > 1 ? "in all of them" : "there too"}? `, keyed("M", "Yes", doInAll), button("No", refuse, { className: "small" })]
    : []));
}
function refuse() {
  if (byId("offer").contains(document.activeElement))
    boxOf(offered.uid)?.focus({ preventScroll: true });
  offered = null;
  showOffer();
}
function doInAll() {
  const made = new Map((offered ? alike(offered) : []).map(entry => [entry.uid, offered.run(entry)]));
  refuse();
  if (made.size)
    step({ entries: state.entries.map(entry => made.get(entry.uid) ?? entry) },
      `Done in ${made.size} more: they are shown as changed. Undo takes all back.`);
}

// --- Marking words

const boxOf = uid => cards.get(uid)?.node.querySelector(".words");
const entryOf = node => now(Number(cardOf(node).dataset.uid));

function offsetIn(row, node, at) {
  const range = document.createRange();
  range.selectNodeContents(row);
  range.setEnd(node, at);
  return range.toString().length;
}

/** The places that are marked in a box of words: whole words, without the points and blanks at their ends. */
function markedIn(box) {
  const selection = getSelection(), range = selection.rangeCount ? selection.getRangeAt(0) : null, places = [];
  if (!range || range.collapsed || !box.contains(selection.anchorNode))
    return places;
  [...box.children].forEach((row, line) => {
    if (!row.classList.contains("line") || !range.intersectsNode(row))
      return;
    const text = row.textContent, inside = at => /\p{L}/u.test(text[at - 1] ?? "") && /\p{L}/u.test(text[at] ?? "");
    let from = row.contains(range.startContainer) ? offsetIn(row, range.startContainer, range.startOffset) : 0;
    let to = row.contains(range.endContainer) ? offsetIn(row, range.endContainer, range.endOffset) : text.length;
    while (inside(from))
      from--;
    while (inside(to))
      to++;
    const cut = text.slice(from, to), start = from + cut.search(/[^\s,.;:]|$/);
    const end = from + cut.replace(/[\s,;:]+$/, "").length;
    if (start < end && hasWords(text.slice(start, end)))
      places.push({ line, from: start, to: end });
  });
  return places;
}

/** The node of a row that holds a position of its text, and where in it. */
function nodeAt(row, at) {
  let before = 0;
  for (const { firstChild: node } of row.children) {
    if (at <= before + node.length)
      return [node, at - before];
    before += node.length;
  }
  return [row, row.children.length];
}
function mark(box, places) {
  const first = places[0], last = places.at(-1), rows = box.children;
  getSelection().setBaseAndExtent(...nodeAt(rows[first.line], first.from), ...nodeAt(rows[last.line], last.to));
}

/** What a click in the words means: all that was read as one field with them, or what lies between two fields. */
function stretchAt(piece) {
  const name = piece.fields.find(isCited) ?? piece.fields[0], rows = [...piece.closest(".words").children];
  const line = rows.indexOf(piece.parentNode), from = offsetIn(piece.parentNode, piece, 0), text = piece.textContent;
  const here = { line, from, to: from + text.length };
  return placesOf(entryOf(piece)).get(name)?.filter(place => meets(place, here)) ?? [here];
}

const wordsIn = box => [...box.children].flatMap((row, line) => [...row.textContent.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
  .map(({ index, 0: word }) => ({ line, from: index, to: index + word.length })));
const stretchesIn = box => [...box.querySelectorAll(".piece")].filter(piece => hasWords(piece.textContent))
  .map(piece => stretchAt(piece)[0]);

/** Goes on from the mark by words or by stretches; where it grows, one end goes and the other one stays. */
let anchor = 0;
function moveMark(box, units, by, grows) {
  const marked = markedIn(box), isMarked = unit => marked.some(place => meets(place, unit));
  const first = units.findIndex(isMarked), last = units.findLastIndex(isMarked), isNew = first < 0;
  if (!units.length)
    return;
  if (anchor !== first && anchor !== last)
    anchor = first;
  const edge = grows ? (anchor === first ? last : first) : by > 0 ? last : first;
  const next = isNew ? (by > 0 ? 0 : units.length - 1) : Math.min(units.length - 1, Math.max(0, edge + by));
  if (isNew || !grows)
    anchor = next;
  mark(box, [units[Math.min(anchor, next)], units[Math.max(anchor, next)]]);
}

// --- Saying what the marked words are

/** Gives marked words to a field, or takes them out of all with none. */
function give(box, name, places = markedIn(box)) {
  const entry = entryOf(box);
  if (!places.length) {
    say("Mark words of the page first: click them, draw over them, or use the arrow keys.");
    return;
  }
  const recipe = recipeFor(entry, name, places), made = withWords(entry, name, places);
  const emptied = Object.keys(entry.fields).filter(field => !(field in made.fields)).map(labelOf);
  const words = [name ? `${labelOf(name)}: ${short(inWords(name, made.fields[name]), 50)}.` : "", emptied.length
    ? `Taken out: ${emptied.join(", ")}.` : "", made.fields.type !== entry.fields.type
    ? `Kind: ${inWords("type", made.fields.type)}.` : ""].filter(Boolean).join(" ");
  if (same(made, entry)) {
    say(name ? `${labelOf(name)} is so already.` : "These words are in no field.");
    return;
  }
  change(entry, made, words);
  boxOf(entry.uid)?.focus({ preventScroll: true });
  if (recipe)
    offer({ ...recipe, uid: entry.uid });
}
function giveBehind(box) {
  const behind = behindTitle(entryOf(box));
  if (behind)
    give(box, "title", behind.places);
  else
    say("No field stands directly behind the title.");
}
function cutBefore(box) {
  const [place] = markedIn(box), entry = entryOf(box), point = place && { line: place.line, at: place.from };
  if (!point || !isBefore(entry.part?.[0] ?? { line: 0, at: 0 }, point) || isOutside(entry.part, point))
    say("Mark the first words of the second entry.");
  else
    split(entry, point);
}
function giveKind(box, type) {
  const entry = entryOf(box);
  if (entry.fields.type === type)
    return;
  change(entry, { fields: { ...entry.fields, type } }, `Kind: ${inWords("type", type)}.`);
  boxOf(entry.uid)?.focus({ preventScroll: true });
}

/** The buttons below the words that say what the marked ones are. */
function markNode(box) {
  const forBox = (key, words, run) => keyed(key, words, () => run(box));
  const others = [...FIELDS].filter(([name, [, kind]]) => !name.startsWith("custom.") && ["line", "date", "text", "names"]
    .includes(kind) && ![...KEYS.values()].includes(name));
  const other = select([["", "Another field…"], ...others.map(([name, [label]]) => [name, label])], "",
    () => give(box, other.value));
  other.setAttribute("aria-label", "The marked words are another field");
  const node = el("div", { className: "given", role: "group", "aria-label": "What are the marked words?" },
    ...[...KEYS].map(([key, name]) => forBox(key.toUpperCase(), labelOf(name), () => give(box, name))),
    forBox("F", "Belongs to the title", giveBehind), forBox("X", "In no field", () => give(box, undefined)),
    forBox("H", "A new entry begins here", cutBefore), other);
  node.addEventListener("pointerdown", event => { if (event.target.closest("button")) event.preventDefault(); });
  return node;
}
let isDrawing = false; // while the pointer draws over words, nothing may move
function showMark() {
  const box = getSelection().anchorNode?.parentElement?.closest(".words");
  for (const node of document.querySelectorAll(".given"))
    if (node.previousSibling !== box && !node.contains(document.activeElement))
      node.remove();
  if (box && markedIn(box).length && !box.nextSibling?.classList.contains("given"))
    box.after(markNode(box));
}

/** Marks an entry as checked, and goes to the words of the next. */
function goOn(box) {
  toggle(entryOf(box));
  cardOf(document.activeElement)?.querySelector(".words")?.focus({ preventScroll: true });
}

/** Keys in the words of an entry. */
function onWordsKey(event) {
  const box = event.target, key = event.key.toLowerCase();
  const at = { arrowleft: -1, arrowright: 1, arrowup: -1, arrowdown: 1 }[key];
  if (event.ctrlKey || event.metaKey || event.altKey || !box.classList.contains("words"))
    return;
  const units = () => (/up|down/.test(key) ? stretchesIn(box) : wordsIn(box));
  const run = at ? () => moveMark(box, units(), at, event.shiftKey) : KEYS.has(key) ? () => give(box, KEYS.get(key))
    : /^\d$/.test(key) ? () => giveKind(box, KINDS[key])
    : { x: () => give(box, undefined), delete: () => give(box, undefined), f: () => giveBehind(box),
      h: () => cutBefore(box), m: doInAll, enter: () => goOn(box), " ": () => goOn(box),
      escape: () => getSelection().removeAllRanges() }[key];
  if (!run)
    return;
  event.preventDefault();
  run();
}

/** The box for the words of an entry, in which they can be marked unless it is being split. */
const wordsBox = (entry, splitting) => (splitting || !linesOf(entry).length ? el("div", { className: "lines" })
  : el("div", { className: "lines words", tabIndex: 0, role: "textbox", "aria-readonly": "true", "aria-multiline": "true",
    "aria-label": `Words of the page: ${short(titleOf(entry))}` }));

function watchWords(list) {
  list.addEventListener("keydown", onWordsKey);
  list.addEventListener("pointerdown", event => {
    if (event.pointerType !== "mouse" || event.button !== 0 || !event.target.closest(".words"))
      return;
    isDrawing = true;
    if (!event.shiftKey)
      getSelection().removeAllRanges(); // else words that are marked would be dragged, not marked anew
  });
  list.addEventListener("click", event => {
    const piece = event.target.closest(".piece"), box = event.target.closest(".words");
    if (piece && box && getSelection().isCollapsed && hasWords(piece.textContent))
      mark(box, stretchAt(piece));
  });
  document.addEventListener("selectionchange", () => isDrawing || showMark());
  addEventListener("pointerup", () => {
    isDrawing = false;
    showMark();
  });
}
