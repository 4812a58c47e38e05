// Takes the pictures of the README in headless Chromium, from real output: pictures.mjs FOLDER
// FOLDER holds what `convert` made of samples/resources.html, what it said on a terminal and the unpacked book.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--disable-lcd-text"];
const SAMPLE = path.join(ROOT, "samples/resources.html");
const TITLES = fs.readFileSync(path.join(process.argv[2], "resources.records.jsonl"), "utf8").trim().split("\n")
  .map(line => JSON.parse(line).title);

/** What was said on a terminal, as a page: its colours, and of a line that was written over only the last words. */
function terminal(text) {
  const lines = text.replace(/\r+\n/g, "\n").split("\n").map(line => line.replace(/^[^]*\r/, ""));
  const safe = lines.join("\n").trim().replace(/[&<>]/g, sign => `&#${sign.codePointAt()};`);
  const said = safe.replace(/\x1b\[([\d;]*)m/g, (_, codes) => "</span>" + `<span class="${
    codes.split(";").map(code => `c${Number(code)}`).join(" ")}">`).replace(/\x1b\[[\d;?]*[A-Za-z]/g, "");
  return `<!DOCTYPE html><meta charset="utf-8"><style>body { margin: 0; padding: 1em; background: #1e1e1e; color: #ddd }
pre { font: 14px/1.35 monospace; white-space: pre-wrap; margin: 0 } .c1 { font-weight: bold } .c2 { opacity: .7 }
.c31, .c91 { color: #f77 } .c32, .c92 { color: #7c7 } .c33, .c93 { color: #fc6 } .c36, .c96 { color: #6cc }</style>
<pre><span>$ scripts/convert samples/resources.html -o out\n${said}</span></pre>`;
}

const file = name => pathToFileURL(path.join(process.argv[2], name)).href;
const seen = page => page.waitForFunction(titles => titles.some(title => document.body.innerText.includes(title)), TITLES);

// Each leaves what is to be seen in a window of this size.
const pictures = {
  refmill: [900, 900, async page => {
    await page.goto(pathToFileURL(path.join(ROOT, "build/refmill.html")).href);
    await page.locator("textarea:enabled").first().waitFor();
    await page.setInputFiles("input[type=file]", SAMPLE);
    await seen(page);
  }],
  review: [1000, 720, async page => {
    await page.goto(file("resources.review.html"));
    await seen(page);
  }],
  book: [520, 720, async page => page.goto(file("book/EPUB/text/s01.xhtml"))],
  clean: [900, 720, async page => page.goto(file("resources.clean.html"))],
  terminal: [900, 560, async page => {
    await page.setContent(terminal(fs.readFileSync(path.join(process.argv[2], "said"), "utf8")));
    const { height } = await page.locator("pre").boundingBox();
    await page.setViewportSize({ width: 900, height: Math.ceil(height) + 32 });
  }],
};

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
for (const [name, [width, height, show]] of Object.entries(pictures)) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
  await show(page);
  await page.screenshot({ path: path.join(process.argv[2], `${name}.png`), animations: "disabled", caret: "hide" });
  await page.close();
}
await browser.close();
