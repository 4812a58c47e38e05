// Reads a file with one of the JavaScript readers: node read.mjs READER FORMAT FILE; prints CSL-JSON.
import fs from "node:fs";

const [reader, format, path] = process.argv.slice(2);
const text = fs.readFileSync(path, "utf8");

async function citationJs() {
  const { Cite } = await import("@citation-js/core");
  await import("@citation-js/plugin-ris");
  await import("@citation-js/plugin-bibtex");
  const types = { ris: "@ris/file", bibtex: "@bibtex/text", biblatex: "@biblatex/text", csljson: "@else/json" };
  return new Cite(text, { forceType: types[format], generateGraph: false }).data;
}

async function pandoc() {
  const { convert } = await import("pandoc-wasm");
  const done = await convert({ from: format, to: "csljson" }, text, {});
  if (done.stderr) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

async function cslConverter() {
  const { parse, CSLExporter } = await import("biblatex-csl-converter");
  const read = parse(text, { processUnexpected: true, processUnknown: true });
  if (read.errors.length) throw new Error(JSON.stringify(read.errors));
  return Object.values(new CSLExporter(read.entries, false, { useEntryKeys: true }).parse());
}

// The parser of Better BibTeX gives fields; those that others compare are named as in CSL here.
function cslName({ name, prefix, lastName, firstName, suffix }) {
  return name ? { literal: name } : { family: [prefix, lastName].filter(Boolean).join(" "), given: firstName, suffix };
}

async function bibtexParser() {
  const { parse } = await import("@retorquere/bibtex-parser");
  const read = parse(text);
  if (read.errors.length) throw new Error(JSON.stringify(read.errors));
  return read.entries.map(({ key, type, fields }) => ({
    ...fields,
    id: key,
    type,
    title: fields.title,
    author: (fields.author ?? []).map(cslName),
    editor: (fields.editor ?? []).map(cslName),
    translator: (fields.translator ?? []).map(cslName),
    issued: { "date-parts": [[Number((fields.date ?? fields.year ?? "").slice(0, 4)) || null]] },
    "container-title": fields.journaltitle ?? fields.journal ?? fields.booktitle,
    page: fields.pages,
    URL: fields.url,
  }));
}

const readers = { "citation-js": citationJs, pandoc, "biblatex-csl-converter": cslConverter, "bibtex-parser": bibtexParser };
console.log(JSON.stringify(await readers[reader]()));
