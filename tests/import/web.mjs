// Uses refmill.html as people do, in headless Chromium: opens it from the disk, brings pages, corrects, saves files, comes
// again. Prints, as JSON, what came of it: `web.mjs WHAT REFMILL.HTML FILE`, where FILE holds what the way of use needs.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const PATIENCE = { timeout: 600000 };
const [what, file, given] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
const seen = { requests: [], faults: [], asked: [] };

async function open(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  page.on("pageerror", error => seen.faults.push(error.message));
  page.on("console", said => said.type() === "error" && seen.faults.push(said.text()));
  page.on("dialog", dialog => { seen.asked.push(dialog.message()); dialog.accept(); });
  context.on("request", request => request.url().startsWith("blob:") || seen.requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await state(page, "^(Ready|Your work)");
  return page;
}
const anew = options => browser.newContext({ acceptDownloads: true, ...options });

async function state(page, words) {
  const says = wanted => new RegExp(wanted).test(document.querySelector("#state").textContent);
  await page.waitForFunction(says, words, PATIENCE);
}

// Run in the page: files fall onto it, and what was copied is pasted.
function fall(files) {
  const dataTransfer = new DataTransfer();
  for (const [name, bytes] of files)
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
  document.querySelector("main").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}
function copied([html, text]) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html)
    clipboardData.setData("text/html", html);
  document.querySelector("#text").dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}

const drop = (page, ...files) => page.evaluate(fall, files.map(name => [path.basename(name), fs.readFileSync(name, "base64")]));
const ways = {
  drop,
  choose: (page, ...files) => page.setInputFiles("#files", files),
  async paste(page, name) {
    const text = fs.readFileSync(name, "utf8");
    await page.evaluate(copied, name.endsWith(".html") ? [text, text.replace(/<[^>]*>/g, "")] : ["", text]);
  },
};

async function save(page, button, folder) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  // Chromium takes no more than ten downloads a second from a page.
  await page.waitForTimeout(150);
  await download.saveAs(path.join(folder, download.suggestedFilename()));
}

const does = {
  /** Saves every file of each set of pages, [[way, folder for the files, file…]…]; the records too. */
  async files() {
    const page = await open(await anew()), told = [];
    for (const [way, folder, ...files] of JSON.parse(fs.readFileSync(given))) {
      const start = performance.now();
      await ways[way](page, ...files);
      await page.waitForFunction(() => /^Done/.test(document.querySelector("#state").textContent) && document.querySelector(".entry") ||
        document.querySelector("#problems li"), null, { ...PATIENCE, polling: 20 });
      const seconds = (performance.now() - start) / 1000, count = await page.evaluate("current ? records.length : 0");
      fs.writeFileSync(path.join(folder, "records"), count ? await page.evaluate("new TextDecoder().decode(current.read.records)") : "");
      if (count) {
        await page.click("#to-take");
        if (await page.locator("#which").isVisible())
          await page.check("#which-all");
        for (const button of await page.locator("#makers button:not(#save-corrections-jsonl)").all())
          await save(page, button, folder);
        await page.click("#to-bring");
        await page.click("#forget");
      }
      await page.evaluate(() => { document.querySelector("#problems").replaceChildren(); tell(""); });
      told.push({ seconds, count });
    }
    // What a script asks of a network is refused by the policy, whatever the network would say.
    const refused = await page.evaluate(() => new Promise(done => {
      addEventListener("securitypolicyviolation", event => done(`${event.effectiveDirective} ${event.blockedURI}`));
      fetch("https://www.example.org/").catch(() => setTimeout(() => done(""), 1000));
    }));
    return { told, refused };
  },

  /** The whole way of one person, [folder, page, second page, page with incomplete links]. */
  async work() {
    const [folder, first, second, incomplete] = JSON.parse(fs.readFileSync(given)), told = {}, context = await anew();
    const page = await open(context), title = name => page.locator(".entry", { hasText: name }).locator("[data-field=title] textarea").first();
    await drop(page, first);
    await state(page, "^Done");
    const name = await page.locator(".entry [data-field=title] textarea").first().inputValue();
    await title(name).fill("Quite another title");
    await title(name).blur();
    await page.locator(".entry").nth(1).getByRole("button", { name: "Leave out" }).click();
    await page.click("#to-take");
    told.files = await page.innerText("#about-files");
    for (const suffix of ["ris", "epub", "corrections-jsonl"])
      await save(page, page.locator(`#save-${suffix}`), folder);
    await page.reload();
    await state(page, "^Your work");
    told.again = [await page.locator(".entry.gone").count(), await title("Quite another title").inputValue()];
    await drop(page, second);
    await state(page, "^Done");
    told.pages = await page.locator("#pages button").allTextContents();
    await page.locator("#pages button").first().click();
    await page.waitForFunction(() => current === brought[0]);
    told.first = await title("Quite another title").inputValue();
    await page.click("#to-bring");
    await drop(page, incomplete);
    await state(page, "^Done");
    await page.locator(".entry [data-field=title] textarea").first().fill("Kept over the address");
    await page.fill("#address", "www.example.org/lists/page.html");
    await page.keyboard.press("Enter");
    await state(page, "^Read again");
    told.address = [await page.locator("#asking").isVisible(), await title("Kept over").inputValue()];
    await page.click("#to-take");
    for (const suffix of ["ris", "corrections-jsonl"])
      await save(page, page.locator(`#save-${suffix}`), folder);
    await page.click("#to-bring");
    await page.click("#forget");
    await page.reload();
    await state(page, "^Ready");
    told.forgotten = [await page.locator("#here").isVisible(), await page.evaluate("brought.length")];
    // What is typed is read when that is asked for; and corrections are of use where their page is.
    await page.fill("#text", fs.readFileSync(second, "utf8"));
    await page.click("#read-text");
    await state(page, "^Done");
    told.typed = await page.innerText("#look-title");
    const saved = path.join(folder, path.basename(first).replace(/\.[^.]*$/, ".corrections.jsonl"));
    await page.click("#to-bring");
    await page.click("#forget");
    await drop(page, saved);
    await page.waitForSelector("#problems li");
    await drop(page, first, saved);
    await state(page, "^Done");
    told.brought = [await title("Quite another title").inputValue(), await page.innerText("#earlier-list")];
    return told;
  },

  /** What is said of each file, [file…], that is no page; and what a hostile page does, the last. */
  async wrong() {
    const page = await open(await anew()), files = JSON.parse(fs.readFileSync(given)), told = [];
    for (const name of files.slice(0, -1)) {
      await drop(page, name);
      await page.waitForSelector("#problems li");
      told.push(await page.innerText("#problems"));
      await page.evaluate(() => document.querySelector("#problems").replaceChildren());
    }
    await drop(page, files.at(-1));
    await state(page, "^Done");
    await page.waitForSelector(".entry");
    const strange = await page.evaluate(() => [document.querySelectorAll("img, iframe, svg, object, embed, base, main script, [onerror]").length, typeof window.hacked]);
    return { told, strange };
  },

  /** A page of many megabytes, [page]: what is told meanwhile, how long the page stood still, what memory it took. */
  async large() {
    const page = await open(await anew({ viewport: { width: 1280, height: 900 } })), [name] = JSON.parse(fs.readFileSync(given));
    await page.evaluate(() => {
      window.told = [];
      window.longest = 0;
      let last = performance.now();
      setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 10);
      new MutationObserver(() => told.push(document.querySelector("#state").textContent)).observe(document.querySelector("#state"), { childList: true });
    });
    const from = performance.now(), waits = {};
    const timed = async (step, run) => { const at = performance.now(); await run(); waits[step] = performance.now() - at; };
    await page.setInputFiles("#files", name);
    await state(page, "^Done");
    await page.waitForSelector(".entry");
    const seconds = (performance.now() - from) / 1000, longest = await page.evaluate("longest");
    await page.locator(".entry [data-field=title] textarea").first().fill("Another title");
    await timed("edit", () => page.keyboard.press("Tab"));
    await timed("take", () => page.click("#to-files"));
    await timed("save", () => Promise.all([page.waitForEvent("download"), page.click("#save-ris")]));
    return { seconds, longest, waits, told: await page.evaluate("told"), count: await page.evaluate("records.length"), memory: renderers() };
  },

  /** What axe-core says and what sticks out, at each step of a page, [page]. */
  async faults() {
    const said = [], [name] = JSON.parse(fs.readFileSync(given));
    for (const [width, colorScheme] of [[360, "light"], [768, "dark"], [1440, "light"]]) {
      const page = await open(await anew({ viewport: { width, height: 800 }, colorScheme }));
      await page.evaluate(fs.readFileSync(AXE, "utf8")); // in a <script>, the page's policy would not let it in
      const look = async step => {
        const { violations } = await page.evaluate(() => axe.run());
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        said.push(...violations.flatMap(one => one.nodes.map(node => `${width} ${colorScheme} ${step}: ${one.id}: ${node.html.slice(0, 200)}`)),
          ...(wide > 0 ? [`${width} ${step}: ${wide} pixels stick out`] : []));
      };
      await look("empty");
      await drop(page, name, name);
      await state(page, "^Done");
      await look("look");
      await page.click("#help summary");
      await page.click("#remarks summary");
      await page.click("#to-take");
      await look("take");
      await page.click("#save-csv");
      await state(page, "was saved");
      await page.click("#to-bring");
      await look("bring");
      await page.context().close();
    }
    return said;
  },
};

/** Megabytes of memory that the largest process of pages has. */
function renderers() {
  const read = (id, name) => { try { return fs.readFileSync(`/proc/${id}/${name}`, "utf8"); } catch { return ""; } };
  const sizes = fs.readdirSync("/proc").filter(id => /^\d+$/.test(id) && read(id, "cmdline").includes("--type=renderer"))
    .filter(id => isOurs(id, read)).map(id => Number(/VmRSS:\s+(\d+)/.exec(read(id, "status"))?.[1] ?? 0));
  return Math.round(Math.max(...sizes) / 1024);
}
function isOurs(id, read) {
  const parent = /PPid:\s+(\d+)/.exec(read(id, "status"))?.[1];
  return Number(id) === process.pid || (parent > 1 && isOurs(parent, read));
}

const told = await does[what]();
await browser.close();
console.log(JSON.stringify({ told, ...seen }));
