// Works on review pages in headless Chromium as a person would, and prints, as JSON, what came of it: `review.mjs
// correct PAGE`, `review.mjs words PAGE`, `review.mjs again PAGE`, `review.mjs hostile PAGE…`, `review.mjs faults PAGE…`, `review.mjs many PAGE`.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** Opens a page and notes all that a text of it might have done. */
async function open(context, file) {
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const seen = { dialogs: [], errors: [], requests: [] };
  page.on("dialog", dialog => { seen.dialogs.push(dialog.message()); dialog.accept(); });
  page.on("pageerror", error => seen.errors.push(error.message));
  page.on("console", message => { if (message.type() === "error") seen.errors.push(message.text()); });
  page.on("request", request => { if (!/^(file|blob):/.test(request.url())) seen.requests.push(request.url()); });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", event => window.violations.push(event.violatedDirective));
  });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.waitForFunction(() => document.querySelector(".entry, #nothing:not([hidden])"));
  return { page, seen, violations: () => page.evaluate(() => window.violations) };
}

const entry = (page, title) => page.locator(".entry").filter({ has: page.locator("h2", { hasText: title }) });
const field = (box, name) => box.locator(`[data-field="${name}"]`);
const texts = locator => locator.allTextContents();

async function download(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  const told = await page.innerText("#saved");
  await page.click("#saved-close");
  return { name: file.suggestedFilename(), text: fs.readFileSync(await file.path(), "utf8"), told };
}

async function type(box, name, text) {
  await field(box, name).locator("textarea").fill(text);
  await field(box, name).locator("textarea").blur();
}

/** The whole of a person's work on the page of seven breads, of which the test knows what shall come of it. */
async function correct(context, file) {
  const { page, seen, violations } = await open(context, file), told = {};
  told.order = await texts(page.locator(".entry h2"));
  const rye = entry(page, "Rye Loaves"), marked = () => texts(rye.locator(".piece.on"));
  await field(rye, "author").locator("input").first().focus();
  told.marked = await marked();
  await type(rye, "title", "Rye Loaves of the North");
  await field(rye, "author").getByRole("button", { name: "Is an organisation" }).click();
  await field(rye, "issued").locator("select").first().selectOption("March");
  await field(rye, "issued").getByLabel("Year", { exact: true }).fill("MMIII");
  await field(rye, "issued").getByLabel("Year", { exact: true }).blur();
  told.invalid = await field(rye, "issued").locator("[aria-invalid=true]").count();
  await field(rye, "issued").getByLabel("Year", { exact: true }).fill("2004");
  await field(rye, "issued").getByLabel("Year", { exact: true }).blur();
  await field(entry(page, "Sourdough"), "custom.links").getByLabel("Link text").fill("a map");
  await entry(page, "Two in One").getByRole("button", { name: "Split in two" }).click();
  await page.getByRole("button", { name: "The second entry begins here: Millers" }).click();
  told.split = await texts(page.locator(".entry h2", { hasText: /^6\./ }));
  await entry(page, "Broken").getByRole("button", { name: "Join with the one after" }).click();
  await entry(page, "Advertisement").getByRole("button", { name: "Leave out" }).click();
  await entry(page, "Ovens").getByRole("button", { name: "Leave out" }).click();
  await page.click("#undo");
  await page.click("#redo");
  await page.click("#undo");
  await page.locator("#add").click();
  await page.keyboard.type("Cakes");
  await page.keyboard.press("Tab");
  await entry(page, "Sourdough").locator("textarea").first().focus();
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  told.progress = await page.innerText("#progress");
  await page.reload();
  await page.waitForFunction(() => document.querySelector(".entry"));
  told.kept = [await page.innerText("#progress"), await field(entry(page, "Rye Loaves of the North"), "issued").getByLabel("Year", { exact: true }).inputValue()];
  await page.fill("#search", "rye loaves");
  told.searched = await texts(page.locator(".entry:visible h2"));
  await page.fill("#search", "");
  await page.selectOption("#show", "changed");
  told.changed = await texts(page.locator(".entry:visible h2"));
  await page.selectOption("#show", "all");
  const isWarned = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  told.warned = [await isWarned()];
  told.file = await download(page);
  told.warned.push(await isWarned());
  await page.click("#help summary");
  await page.click("#forget");
  told.forgotten = [await page.innerText("#progress"), (await texts(page.locator(".entry h2"))).length];
  return { ...told, ...seen, violations: await violations() };
}

/** The place in the window of a character of an entry's words: the n-th of a text in them, from its beginning. */
async function placeOf(box, text, n = 0) {
  await box.locator(".words").scrollIntoViewIfNeeded();
  return box.locator(".words").evaluate((words, [text, n]) => {
    for (const piece of words.querySelectorAll(".piece")) {
      const at = piece.textContent.indexOf(text), range = document.createRange();
      if (at < 0)
        continue;
      range.setStart(piece.firstChild, at + n);
      range.setEnd(piece.firstChild, at + n + 1);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    }
    return null;
  }, [text, n]);
}
async function draw(page, box, from, to) {
  const start = await placeOf(box, from), end = await placeOf(box, to, to.length - 1);
  await page.mouse.move(start.left + 1, start.y);
  await page.mouse.down();
  await page.mouse.move(end.right - 1, end.y, { steps: 3 });
  await page.mouse.up();
}

/** Fields out of the page's own words, by pointer and by keys, on the page of ovens. */
async function words(context, file) {
  const { page, seen, violations } = await open(context, file), told = {}, keys = page.keyboard;
  const first = entry(page, "1. "), second = entry(page, "2. "), fourth = entry(page, "4. ");
  const marked = () => page.evaluate(() => getSelection().toString());
  await draw(page, first, "Oven and", "village oven");
  told.drawn = await marked();
  await first.getByRole("button", { name: "T Title", exact: true }).click();
  told.said = await page.innerText("#said");
  await draw(page, first, "2003", "2003");
  await keys.press("d");
  await draw(page, first, "ower", "Tow");
  await keys.press("w");
  const seven = await placeOf(first, "7");
  await page.mouse.click(seven.left + 2, seven.y);
  await keys.press("n");
  await second.locator(".words").focus();
  await keys.press("ArrowRight");
  await keys.press("Shift+ArrowRight");
  await keys.press("Shift+ArrowRight");
  told.grown = await marked();
  await keys.press("Shift+ArrowLeft");
  told.shrunk = await marked();
  await keys.press("ArrowDown");
  told.stretch = await marked();
  await keys.press("ArrowUp");
  await keys.press("a");
  await keys.press("f");
  told.offered = await page.innerText("#offer");
  await keys.press("m");
  told.done = [await page.innerText("#said"), (await texts(page.locator(".entry h2"))).filter(title => /: /.test(title)).length];
  await page.click("#undo");
  told.undone = await texts(entry(page, "3. ").locator("h2"));
  await page.click("#redo");
  await second.getByRole("button", { name: "Swap family and given names" }).first().click();
  const link = await placeOf(fourth, "Link");
  await page.mouse.click(link.left + 2, link.y);
  await keys.press("Delete");
  const date = await placeOf(fourth, "Januar");
  await page.mouse.dblclick(date.left + 4, date.y);
  told.word = await marked();
  await draw(page, fourth, "22.", "1898");
  await fourth.getByLabel("The marked words are another field").selectOption("Date of event");
  await keys.press("5");
  await draw(page, fourth, "Smoke", "Smoke");
  await keys.press("h");
  told.split = await texts(page.locator(".entry h2", { hasText: /^4\. / }));
  await first.locator(".words").focus();
  await keys.press("Space");
  told.on = await page.evaluate(() => [document.activeElement.className, document.activeElement.closest(".entry").querySelector("h2").textContent.slice(0, 2)]);
  told.file = await download(page);
  return { ...told, ...seen, violations: await violations() };
}

/** Work on records that were corrected before: one entry is touched, an entry left out is taken back. */
/** Three fields, a split and a join, on the page of rivers. */
async function mend(context, file) {
  const { page, seen, violations } = await open(context, file);
  await type(entry(page, "Gauges at low water"), "title", "Gauges at low water, revised");
  const year = field(entry(page, "Silt and patience"), "issued").getByLabel("Year", { exact: true });
  await year.fill("2002");
  await year.blur();
  await field(entry(page, "The ford in winter"), "author").getByRole("button", { name: "Is an organisation" }).click();
  await entry(page, "Maps of standing water").getByRole("button", { name: "Split in two" }).click();
  await page.getByRole("button", { name: "The second entry begins here: A catalogue" }).click();
  await entry(page, "Counting eels").getByRole("button", { name: "Join with the one after" }).click();
  return { file: await download(page), ...seen, violations: await violations() };
}

async function again(context, file) {
  const { page, seen, violations } = await open(context, file), told = {};
  told.untouched = await download(page);
  told.earlier = await texts(page.locator("#earlier li"));
  told.was = await texts(entry(page, "Rye Loaves").locator(".was"));
  await page.locator("#earlier").getByRole("button", { name: "Take back: Advertisement" }).click();
  await type(entry(page, "Rye Loaves"), "title", "Rye");
  await type(entry(page, "Millers"), "title", "All Millers");
  told.file = await download(page);
  return { ...told, ...seen, violations: await violations() };
}

/** What pages of hostile records do, and whether all their texts are there. */
async function hostile(context, file) {
  const { page, seen, violations } = await open(context, file), lost = [];
  const count = await page.evaluate(() => JSON.parse(document.getElementById("records").textContent).length);
  for (let n = 0; n < count; n++) {
    await page.keyboard.press("Alt+ArrowDown");
    const box = page.locator(".entry:focus");
    await box.locator("textarea").first().focus();
    lost.push(...await page.locator(".entry:focus-within").evaluate(box => {
      const record = JSON.parse(document.getElementById("records").textContent)[box.dataset.uid];
      const values = [...box.querySelectorAll("textarea")].map(area => area.value), plain = text => text.replace(/\r\n?/g, "\n");
      const lines = [...box.querySelectorAll(".line")].map(line => line.textContent);
      return !values.includes(plain(record.title)) || (record.custom.text ?? []).some((line, i) => lines[i] !== line) ? [record.id] : [];
    }));
  }
  const strange = await page.evaluate(() => [document.querySelectorAll("img, iframe, svg, object, embed, base, form, main script, main style, [onerror], [onload]").length,
    document.scripts.length, [...document.links].filter(link => !/^https?:/.test(link.href)).length, typeof window.hacked]);
  return { ...seen, violations: await violations(), lost, strange };
}

/** What axe-core says and what sticks out, of the page as it opens and while it is worked on. */
async function faults(browser, file) {
  const said = [];
  for (const [width, colorScheme] of [[360, "light"], [1280, "dark"]]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const { page } = await open(context, file);
    await page.evaluate(fs.readFileSync(AXE, "utf8")); // in a <script>, the page's policy would not let it in
    const look = async what => {
      const { violations } = await page.evaluate(() => axe.run());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      said.push(...violations.flatMap(one => one.nodes.map(node => `${width} ${colorScheme} ${what}: ${one.id}: ${node.html.slice(0, 200)}`)),
        ...(wide > 0 ? [`${width} ${what}: ${wide} pixels stick out`] : []));
    };
    await look("opened");
    const first = page.locator(".entry").first();
    await page.click("#help summary");
    await first.getByRole("button", { name: "Leave out" }).click();
    const second = page.locator(".entry:not(.gone)").first();
    await type(second, "title", "Another");
    await second.getByRole("button", { name: "Looks right" }).click();
    const third = page.locator(".entry:not(.gone):not(.checked)").first();
    await third.getByRole("button", { name: /^Add a field/ }).click();
    await third.getByRole("button", { name: "Add a name" }).click();
    await page.locator("[data-act=split]:enabled").last().click();
    await third.locator(".words").focus();
    await page.keyboard.press("ArrowDown");
    await look("at work");
    await page.click("#save");
    await look("saved");
    await context.close();
  }
  return said;
}

/** Moves about in a page of many entries as people do; how long each step lets them wait, in milliseconds. */
async function many(context, file) {
  const from = performance.now(), { page, seen } = await open(context, file), waits = { open: performance.now() - from };
  const timed = async (what, run) => { const at = performance.now(); await run(); waits[what] = performance.now() - at; };
  const focused = () => page.evaluate(() => Number(document.activeElement.closest(".entry")?.ariaPosInSet));
  const inPage = [], places = [];
  const note = async () => { inPage.push(await page.locator(".entry").count()); places.push(await focused()); };
  await timed("end", async () => {
    await page.keyboard.press("End");
    await page.waitForFunction(() => [...document.querySelectorAll(".entry")].some(node => node.ariaPosInSet === node.ariaSetSize));
  });
  const last = page.locator(".entry").last();
  const ends = await last.evaluate(node => [Number(node.ariaPosInSet), Number(node.ariaSetSize)]);
  await last.locator("[data-field=title] textarea").fill("The very last one");
  await timed("edit", () => page.keyboard.press("Tab"));
  await note();
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => document.querySelector(".entry").ariaPosInSet === "1");
  await note();
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown"]) {
    await timed("next", () => page.keyboard.press(`Alt+${key}`));
    await note();
  }
  const still = await page.locator(".entry:focus").evaluate(async node => {
    const before = node.getBoundingClientRect().top;
    await new Promise(done => setTimeout(done, 300));
    return Math.abs(node.getBoundingClientRect().top - before) < 1;
  });
  await page.keyboard.press("Control+f");
  await timed("search", () => page.keyboard.type("very last"));
  const found = [await page.innerText("#said"), await page.locator(".entry").count()];
  await page.fill("#search", "");
  await timed("undo", () => page.click("#undo"));
  return { waits, inPage, places, ends, still, found, ...seen };
}

const [what, ...files] = process.argv.slice(2), told = {};
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
for (const file of files) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } });
  told[file] = what === "faults" ? await faults(browser, file) : await { correct, words, mend, again, hostile, many }[what](context, file);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(told));
