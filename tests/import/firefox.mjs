// Uses refmill.html in headless Firefox: a page falls onto it, a title is corrected, a file is saved, and the page is opened
// again: firefox.mjs REFMILL.HTML PAGE FOLDER. Prints, as JSON, what came of it.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [file, name, folder] = process.argv.slice(2), faults = [];
const browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true,
  extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": folder } });
const page = await browser.newPage();
page.on("pageerror", error => faults.push(error.message));

// Run in the page: a file falls onto it.
function fall([name, bytes]) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
  document.querySelector("main").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
}
const state = words => page.waitForFunction(wanted => new RegExp(wanted).test(document.querySelector("#state").textContent),
  { timeout: 180000 }, words);

await page.goto(pathToFileURL(file).href);
await state("^Ready");
const start = performance.now();
await page.evaluate(fall, [path.basename(name), fs.readFileSync(name, "base64")]);
await state("^Done");
await page.waitForSelector(".entry [data-field=title] textarea");
const seconds = (performance.now() - start) / 1000;
await page.focus(".entry [data-field=title] textarea");
await page.keyboard.press("End");
await page.keyboard.type(" (a report)");
await page.keyboard.press("Tab");
const title = await page.$eval(".entry [data-field=title] textarea", area => area.value);
await page.click("#to-take");
for (const suffix of ["ris", "corrections-jsonl"]) {
  await page.click(`#save-${suffix}`);
  await state(`${suffix.replace("-", ".")} was saved`);
}
await page.reload();
await state("^Your work");
const again = await page.$eval(".entry [data-field=title] textarea", area => area.value);
await browser.close();
console.log(JSON.stringify({ seconds, title, again, faults }));
