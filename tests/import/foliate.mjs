// Opens a pack in foliate-js in a window as narrow as a phone and prints, as JSON, its title, what each target of the
// contents and landmarks leads to, and of each document its text and how far it sticks out: foliate.mjs PACK
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const READER = path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules", "foliate-js");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const TYPES = { ".js": "text/javascript", ".html": "text/html" };
const SHELL = `<!DOCTYPE html><meta charset="utf-8"><script type="module">
import "/view.js";
const view = document.createElement("foliate-view");
document.body.append(view);
const pack = await (await fetch("/pack.epub")).blob();
await view.open(new File([pack], "pack.epub", { type: "application/epub+zip" }));
view.renderer.setAttribute("flow", "scrolled");
window.view = view;
</script>`;

function serve(pack) {
  return http.createServer(({ url }, answer) => {
    const file = url === "/pack.epub" ? pack : path.join(READER, path.normalize(url));
    answer.setHeader("content-type", url === "/" ? "text/html" : TYPES[path.extname(file)] ?? "application/octet-stream");
    answer.end(url === "/" ? SHELL : fs.existsSync(file) ? fs.readFileSync(file) : "");
  });
}

// Runs in the page.
async function look() {
  const { book, renderer } = window.view;
  const flat = items => (items ?? []).flatMap(item => [item, ...flat(item.subitems)]);
  const targets = [];
  for (const { href, label } of [...flat(book.toc), ...(book.landmarks ?? [])]) {
    const { index, anchor } = book.resolveHref(href) ?? {};
    const inside = book.sections[index] && anchor(await book.sections[index].createDocument());
    targets.push([href, label ?? "", inside === 0 ? "" : inside?.textContent ?? null]);
  }
  const documents = [];
  for (const [index, { id }] of book.sections.entries()) {
    await window.view.goTo(index);
    const { doc } = renderer.getContents().find(shown => shown.index === index);
    const { scrollWidth, clientWidth } = doc.documentElement;
    const pictures = [...doc.images].map(image => image.naturalWidth);
    documents.push({ id, text: doc.body.innerText, beyond: scrollWidth - clientWidth, pictures });
  }
  return { title: book.metadata.title, cover: !!await book.getCover(), targets, documents };
}

const server = serve(process.argv[2]);
await new Promise(done => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
const faults = [];
page.on("pageerror", error => faults.push(error.message));
page.on("console", said => said.type() === "error" && faults.push(said.text()));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.waitForFunction(() => window.view, null, { timeout: 20000 });
console.log(JSON.stringify({ ...await page.evaluate(look), faults }));
await browser.close();
server.close();
