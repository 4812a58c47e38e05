// Opens pages in headless Chromium and prints, as JSON, what axe-core says against each, what sticks out of a
// narrow window, and the links, scripts and COinS that a browser finds: browser.mjs PAGE…
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const LOOKS = [[360, "light"], [1280, "dark"]];

async function faults(browser, file, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() => axe.run());
  await context.close();
  const said = violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 200)}`));
  return (wide > 0 ? [`${wide} pixels stick out`] : []).concat(said).map(fault => `${width} ${scheme}: ${fault}`);
}

async function found(browser, file) {
  const page = await browser.newPage();
  const dialogs = [];
  page.on("dialog", dialog => { dialogs.push(dialog.message()); dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href);
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => [+h.tagName[1], h.textContent]),
    links: [...document.links].map(link => [link.href, link.textContent]),
    coins: [...document.querySelectorAll("span.Z3988")].map(span => span.title),
    scripts: [...document.scripts].map(script => [script.type, script.text]),
    articles: [...document.querySelectorAll("article")].map(article => [article.id, article.innerText]),
  }));
  await page.close();
  return { ...seen, dialogs };
}

async function main(files) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const told = {};
  for (const file of files.map(name => path.resolve(name))) {
    const wrong = [];
    for (const [width, scheme] of LOOKS)
      wrong.push(...await faults(browser, file, width, scheme));
    told[file] = { ...await found(browser, file), faults: wrong };
  }
  await browser.close();
  console.log(JSON.stringify(told));
}

await main(process.argv.slice(2));
