// The review: making elements, and an editor for each kind of field.

const LONG = 20000; // characters of a text that browsers would break into lines for seconds: it is shown in one

const byId = id => document.getElementById(id);

/** A new element: its properties, then its children, texts or elements. */
function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties))
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  made.append(...children.filter(child => child !== null));
  return made;
}
/** Hands a file to the person, as a download. */
function download(name, bytes, type) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
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
    return n => Math.max(0, Math.min(n, text.length));
  const at = [0];
  for (const character of text)
    at.push(at.at(-1) + character.length);
  return n => at[Math.max(0, Math.min(n, at.length - 1))];
}

const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const short = (text, most = 120) => (text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`
  : text);

// --- Editors: each makes an element and tells what its value is now, undefined for none

/** Lines of a text, counted roughly, for browsers that do not fit a field to its text. */
const rowsOf = text => Math.min(14, Math.floor(text.length / 60) + text.split("\n").length);

function lineEditor(value, changed, label, many = false) {
  const area = el("textarea", { value: value ?? "", className: value?.length > LONG ? "long" : "",
    rows: rowsOf(value ?? ""), dir: "auto", spellcheck: false });
  const shown = area.value;
  area.oninput = () => { area.rows = rowsOf(area.value); };
  area.onchange = changed;
  if (!many)
    area.onkeydown = event => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey)
        return;
      event.preventDefault();
      changed();
    };
  const now = () => (many ? area.value : area.value.replace(/\s*[\r\n]+\s*/g, " ")).trim() || undefined;
  return { node: area, value: () => (area.value === shown ? value : now()) };
}

/** A list to choose from, of values and what people call them. */
function select(options, value, changed) {
  const made = el("select", { onchange: changed }, ...options.map(([one, text]) => el("option", { value: one }, text)));
  made.value = value;
  return made;
}

function typeEditor(value, changed) {
  const known = TYPES.some(([type]) => type === value) || !value ? TYPES : [[value, value], ...TYPES];
  const choice = select(known, value ?? "document", changed);
  return { node: choice, value: () => choice.value };
}

function flagEditor(value, changed) {
  const tick = el("input", { type: "checkbox", checked: value === true, onchange: changed });
  const node = el("label", {}, tick, "The page names only some of them (“et al.”)");
  return { node, value: () => tick.checked || undefined };
}

/** An input with its label around it. */
function input(label, value, changed, properties = {}, kind = "") {
  const box = el("input", { type: "text", value: value ?? "", dir: "auto", autocomplete: "off", spellcheck: false,
    onchange: changed, ...properties });
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
    const icon = (sign, words, act, kind = "") => button(sign, act,
      { className: `small ${kind}`, title: words, "aria-label": `${words}: ${label}` });
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

const WIDTHS = { literal: "wide", "non-dropping-particle": "narrow", "dropping-particle": "narrow", suffix: "narrow" };
function namesEditor(value, changed, label) {
  const fill = (row, item) => {
    let boxes, organisation = "literal" in item;
    const swap = button("", () => {
      const words = (organisation ? ["literal"] : PRINTED).map(part => boxes[part]?.box.value.trim());
      const all = words.filter(Boolean).join(" "), at = all.lastIndexOf(" ");
      organisation = !organisation;
      item = organisation ? { literal: all }
        : { family: all.slice(at + 1), ...(at > 0 && { given: all.slice(0, at) }) };
      build();
      changed();
      swap.focus();
    }, { className: "small" });
    const turn = button("⇄", () => {
      const [family, given] = ["family", "given"].map(part => boxes[part].box.value);
      boxes.family.box.value = given;
      boxes.given.box.value = family;
      changed();
    }, { className: "small", title: "Swap family and given names", "aria-label": `Swap family and given names: ${label}` });
    const build = () => {
      const parts = organisation ? [["literal", "Organisation"]]
        : PARTS.filter(([part]) => part === "family" || part === "given" || part in item);
      const box = (part, words) => input(words, item[part], changed, {}, WIDTHS[part]);
      boxes = Object.fromEntries(parts.map(([part, words]) => [part, box(part, words)]));
      swap.textContent = organisation ? "Is a person" : "Is an organisation";
      turn.hidden = organisation;
      row.node.replaceChildren(...Object.values(boxes).map(({ node }) => node), turn, swap, row.buttons);
    };
    build();
    return () => filled(item, boxes);
  };
  return rowsEditor(value ?? [], changed, label, "a name", fill);
}

function linksEditor(value, changed, label) {
  const fill = (row, item) => {
    const boxes = { lead: input("Words before", item.lead, changed),
      label: input("Link text", item.label, changed),
      href: input("Address", item.href, changed, { inputMode: "url", dir: "ltr" }, "wide") };
    row.node.append(...Object.values(boxes).map(({ node }) => node));
    return () => filled(item, boxes);
  };
  return rowsEditor(value ?? [], changed, label, "a link", fill);
}

/** Inputs for one day: year, month, day, as far as they are known. */
function dayEditor(parts, changed, which) {
  const [y = "", m = "", d = ""] = parts ?? [];
  const year = input(`${which}Year`, String(y), changed, { inputMode: "numeric", dir: "ltr" }, "narrow");
  const day = input(`${which}Day`, String(d), changed, { inputMode: "numeric", dir: "ltr" }, "narrow");
  const month = select(["–", ...MONTHS].map((name, i) => [i || "", name]), m, changed);
  const isYear = text => /^(-?\d{1,4})?$/.test(text), isDay = text => /^(0?[1-9]|[12]\d|3[01])?$/.test(text);
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
  return { nodes: [year.node, el("label", { className: "month" }, `${which}Month`, month), day.node], check, value };
}

function dateEditor(value = {}, changed, label) {
  const [first, last] = value["date-parts"] ?? [];
  const problem = el("p", { className: "note", hidden: true },
    "A year is a number such as 2003, a day one from 1 to 31 with its month. Put other words into “As printed”.");
  const days = [dayEditor(first, () => tell(), ""), dayEditor(last, () => tell(), "To: ")];
  const tell = () => {
    problem.hidden = days.map(day => day.check()).every(Boolean);
    if (problem.hidden)
      changed();
  };
  const circa = el("input", { type: "checkbox", checked: Boolean(value.circa), onchange: tell });
  const season = select(["–", ...SEASONS].map((name, i) => [i || "", name]), value.season ?? "", tell);
  const literal = input("As printed", value.literal ?? value.raw ?? "", tell, {}, "wide");
  const more = el("div", {}, el("div", { className: "row" }, ...days[1].nodes),
    el("div", { className: "row" }, el("label", { className: "narrow" }, "Season", season), literal.node));
  more.hidden = !last && !value.season && !literal.box.value;
  const open = button("More…", () => {
    more.hidden = false;
    open.hidden = true;
    more.querySelector("input").focus();
  }, { className: "small", hidden: !more.hidden, "aria-label": `More… for ${label}: range, season, other words` });
  const read = () => {
    const parts = days.map(day => day.value()).filter(Boolean), words = literal.box.value.trim();
    const { "date-parts": _, circa: __, season: ___, literal: ____, raw: _____, ...others } = value;
    const made = { ...others, ...(parts.length && { "date-parts": parts }),
      ...(season.value && { season: +season.value }), ...(circa.checked && { circa: true }),
      ...(words && { literal: words }) };
    return parts.length || made.literal ? made : undefined;
  };
  const before = canonical(read());
  const row = el("div", { className: "row" }, ...days[0].nodes, el("label", { className: "tick" }, circa, "about"),
    open);
  const unchanged = Object.keys(value).length ? value : undefined;
  return { node: el("div", {}, row, more, problem), value: () => (canonical(read()) === before ? unchanged : read()) };
}

const EDITORS = { line: lineEditor, text: (...given) => lineEditor(...given, true), type: typeEditor, flag: flagEditor,
  names: namesEditor, links: linksEditor, date: dateEditor };

/** The label and the kind of a field; undefined for one that cannot be edited here. */
function fieldInfo(name, value) {
  return FIELDS.get(name) ?? (typeof value === "string" ? [name, "line"] : undefined);
}
const labelOf = name => FIELDS.get(name)?.[0] ?? name;

/** A value in words. */
function inWords(name, value) {
  const kind = fieldInfo(name, value)?.[1], day = ([y, m, d]) => [d, MONTHS[m - 1], y].filter(Boolean).join(" ");
  if (value === undefined || value === null)
    return "nothing";
  if (kind === "type")
    return TYPES.find(([type]) => type === value)?.[1] ?? value;
  if (kind === "names")
    return value.map(one => one.literal ?? PRINTED.map(part => one[part]).filter(Boolean).join(" ")).join("; ");
  if (kind === "links")
    return value.map(one => [one.lead, one.label, one.href].filter(Boolean).join(" ")).join("; ");
  if (kind === "date")
    return [value.circa && "about", SEASONS[value.season - 1], (value["date-parts"] ?? []).map(day).join(" to "),
      value.literal ?? value.raw].filter(Boolean).join(" ");
  return kind === "flag" ? "yes" : String(value);
}
