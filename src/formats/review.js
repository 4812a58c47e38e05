// The review: shows entries beside the words of the page, and takes what people change. Texts reach the page as text
// alone, never as markup.

// --- Showing entries

let later = "";
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
        "Read from the page: ", el("span", { className: "old", dir: "auto" }, short(inWords(name, read))), " ",
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
  const places = placesOf(entry), points = splitting ? pointsOf(entry) : [], node = wordsBox(entry, splitting);
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

/** Brings the list in line with the state. */
function render(isAnother = false) {
  const asked = folded(byId("search").value.trim()), isWanted = SHOWN[byId("show").value];
  shown = ordered().filter(entry => isWanted(entry) && (!asked || wordsOf(entry).includes(asked)));
  lay(isAnother);
  byId("nothing").hidden = shown.length > 0;
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
    : `Taken back: the entry is there again ${later}.`);
  return el("li", {}, isLost ? `No longer applies${fields ? ` (${fields})` : ""}: ` : "Left out: ",
    el("bdi", {}, name), " ",
    button(isLost ? "Remove" : "Take back", take, { className: "small",
      "aria-label": `${isLost ? "Remove" : "Take back"}: ${name}` }));
}

// --- Moving about

function say(words) {
  byId("said").textContent = words;
}
const fieldIn = (card, name) => card.querySelector(`[data-field="${CSS.escape(name)}"]`);
const focusIn = node => node?.querySelector("textarea, input, select, button")?.focus();
const cardOf = node => node.closest(".entry");

function go(by) {
  const uid = Number(cardOf(document.activeElement)?.dataset.uid), at = shown.findIndex(entry => entry.uid === uid);
  const entry = shown[at < 0 ? 0 : at + by];
  if (entry)
    show(entry.uid);
}

/** Marks an entry as checked and goes on to the next that is not, or takes the mark off. */
function toggle(entry) {
  const next = shown.slice(shown.findIndex(one => one.uid === entry.uid) + 1)
    .find(one => !one.checked && !one.dropped);
  inPlace = entry.uid;
  change(entry, { checked: !entry.checked }, entry.checked ? "The mark is taken off." : "");
  inPlace = null;
  if (!entry.checked)
    say(`${byId("progress").textContent}.${next ? "" : " That was the last one here."}`);
  if (!entry.checked && next)
    show(next.uid);
}

/** Runs what stands for a key that is pressed with Ctrl, unless a dialog waits for an answer. */
function onControl(event, runs) {
  const run = (event.ctrlKey || event.metaKey) && !event.altKey && runs[event.key.toLowerCase()];
  if (!run || document.querySelector("dialog[open]"))
    return;
  event.preventDefault();
  run();
}

function onKey(event) {
  const card = cardOf(event.target), key = event.key.toLowerCase(),
    isText = /^(textarea|input)$/i.test(event.target.tagName) && event.target.type !== "checkbox";
  const check = () => {
    event.target.blur();
    toggle(now(Number(card.dataset.uid)));
  };
  onControl(event, { enter: card && check, ...(!isText && { z: event.shiftKey ? redo : undo, y: redo }),
    // The browser's own search finds only what is in the page; it opens when it is asked for once more.
    f: cards.size < shown.length && event.target !== byId("search") && (() => byId("search").select()) });
  const by = { arrowdown: 1, arrowup: -1 }[key];
  if (by && event.altKey && !event.ctrlKey && !event.metaKey && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    go(by);
  }
}

// A field that is pointed at or stepped into shows where it was read from.
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
}

/** Shows records for review: {records, findings, kept, keep, later}. `keep` is given all that should be kept of the
 * work after each change, `kept` is what it was given last, null where there is none; `later` says when an entry that
 * is taken back is there again. */
function review(given) {
  takeUp(given);
  later = given.later;
  cards.clear();
  forgetHeights();
  byId("entries").replaceChildren();
  const whole = findings.filter(({ record }) => !record);
  byId("findings-list").replaceChildren(...whole.map(({ words }) => el("li", {}, words)));
  byId("search").value = "";
  byId("show").value = "all";
  refuse();
  say("");
  render(true);
}

let isTyping = false; // something was typed that no field has told yet
watchEntries(byId("entries"));
watchWords(byId("entries"));
byId("entries").addEventListener("input", () => { isTyping = true; });
byId("entries").addEventListener("change", () => { isTyping = false; });
addEventListener("keydown", onKey);
for (const [id, run] of Object.entries({ undo, redo, add: () => add(null) }))
  byId(id).onclick = () => run();
for (const id of ["show", "order"])
  byId(id).onchange = () => render(true);
byId("search").oninput = () => {
  render(true);
  say(byId("search").value.trim() && `${shown.length} of ${state.entries.length} entries have these words.`);
};
