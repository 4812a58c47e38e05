// Works on review pages in headless Chromium as a person would, and prints, as JSON, what came of it: `review.mjs
// correct PAGE`, `review.mjs again PAGE`, `review.mjs hostile PAGE…`, `review.mjs faults PAGE…`, `review.mjs many PAGE`.
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
  const entries = await page.evaluate(() => JSON.parse(document.getElementById("records").textContent).length);
  await page.waitForFunction(count => document.querySelectorAll(".entry").length >= count, entries);
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
  const { page, seen, violations } = await open(context, file);
  for (const box of await page.locator(".entry").all())
    await box.locator("textarea").first().focus();
  const lost = await page.evaluate(() => JSON.parse(document.getElementById("records").textContent).filter((record, n) => {
    const box = document.querySelector(`.entry[data-uid="${n}"]`), values = [...box.querySelectorAll("textarea")].map(area => area.value);
    const plain = text => text.replace(/\r\n?/g, "\n"), lines = [...box.querySelectorAll(".line")].map(line => line.textContent);
    return !values.includes(plain(record.title)) || (record.custom.text ?? []).some((line, i) => lines[i] !== line);
  }).map(record => record.id));
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
    await look("at work");
    await page.click("#save");
    await look("saved");
    await context.close();
  }
  return said;
}

/** How long a page of many entries lets a person wait, in milliseconds. */
async function many(context, file) {
  const { page, seen } = await open(context, file);
  const waits = await page.evaluate(() => {
    const timed = run => { const from = performance.now(); run(); document.body.offsetHeight; return performance.now() - from; };
    const area = document.querySelectorAll("[data-field=title] textarea")[500], search = document.getElementById("search");
    const send = (node, value, kind) => timed(() => { node.value = value; node.dispatchEvent(new Event(kind, { bubbles: true })); });
    send(area, "warm", "change");
    return { edit: send(area, "Another", "change"), search: send(search, "another", "input"), undo: timed(() => document.getElementById("undo").click()) };
  });
  return { waits, ...seen, entries: await page.locator(".entry").count() };
}

const [what, ...files] = process.argv.slice(2), told = {};
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
for (const file of files) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 } });
  told[file] = what === "faults" ? await faults(browser, file) : await { correct, mend, again, hostile, many }[what](context, file);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(told));
