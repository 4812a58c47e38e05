// Prints the references that citeproc makes of CSL-JSON in the style "Cite Them Right", by id: node cite.mjs LOCALE FILE.
import fs from "node:fs";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-csl";

const [locale, path] = process.argv.slice(2);
const { styles, locales } = plugins.config.get("@csl");
locales.add("en-GB", fs.readFileSync(locale, "utf8"));
styles.add("whole", styles.get("harvard1").replace(/ (et-al-min|disambiguate-add-year-suffix)="\w+"/g, ""));
const cite = new Cite(JSON.parse(fs.readFileSync(path, "utf8")), { generateGraph: false });
const options = { format: "html", template: "whole", lang: "en-GB", asEntryArray: true };
console.log(JSON.stringify(Object.fromEntries(cite.format("bibliography", options))));
