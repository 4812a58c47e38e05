// Uses refmill.html as people do, in headless Chromium: opens it from the disk, drops, chooses or pastes pages and saves
// every file that is offered. Prints, as JSON, of each set of pages how long it took and what was said, and what was
// asked of any network: web.mjs REFMILL.HTML SETS, a file of [[way, folder for the files, page…]…].
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const PATIENCE = { timeout: 120000 };

// Run in the page: files fall onto it, and what was copied is pasted.
function drop(files) {
  const dataTransfer = new DataTransfer();
  for (const [name, bytes] of files)
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
  document.querySelector("#drop").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}

function paste([[name, bytes]]) {
  const clipboardData = new DataTransfer();
  const text = new TextDecoder().decode(Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0)));
  clipboardData.setData(name.endsWith(".html") ? "text/html" : "text/plain", text);
  document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { cancelable: true, clipboardData }));
}

async function state(page, words) {
  const says = wanted => new RegExp(wanted).test(document.querySelector("[role=status]").textContent);
  await page.waitForFunction(says, words, PATIENCE);
}

const ways = {
  drop: (page, given) => page.evaluate(drop, given),
  paste: (page, given) => page.evaluate(paste, given),
  choose: (page, given, files) => page.setInputFiles("input[type=file]", files),
};

async function convert(page, way, folder, pages) {
  const given = pages.map(file => [path.basename(file), fs.readFileSync(file, "base64")]);
  const start = performance.now();
  await ways[way](page, given, pages);
  await state(page, "^(Done|No entry)");
  const seconds = (performance.now() - start) / 1000;
  const count = await page.locator("#titles > li").count();
  fs.writeFileSync(path.join(folder, "records"), await page.evaluate("new TextDecoder().decode(records)"));
  for (const button of count ? await page.getByRole("button", { name: /^Save / }).all() : []) {
    const [download] = await Promise.all([page.waitForEvent("download", PATIENCE), button.click()]);
    // Chromium takes no more than ten downloads a second from a page.
    await page.waitForTimeout(150);
    await download.saveAs(path.join(folder, download.suggestedFilename()));
  }
  return { seconds, count, said: await page.locator("#said").innerText() };
}

const [file, sets] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
const page = await browser.newPage({ acceptDownloads: true });
const requests = [], faults = [];
page.context().on("request", request => requests.push(request.url()));
page.on("pageerror", error => faults.push(error.message));
page.on("console", said => said.type() === "error" && faults.push(said.text()));
await page.goto(pathToFileURL(file).href);
await state(page, "^Ready");
const told = [];
for (const [way, folder, ...pages] of JSON.parse(fs.readFileSync(sets)))
  told.push(await convert(page, way, folder, pages));
// What a script asks of a network is refused by the policy, whatever the network would say.
const refused = await page.evaluate(() => new Promise(done => {
  addEventListener("securitypolicyviolation", event => done(`${event.effectiveDirective} ${event.blockedURI}`));
  fetch("https://www.example.org/").catch(() => setTimeout(() => done(""), 1000));
}));
await browser.close();
console.log(JSON.stringify({ told, refused, requests: requests.filter(url => !url.startsWith("blob:")), faults }));
