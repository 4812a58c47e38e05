// Renders pages of CSL-JSON records as bibliographies, with citeproc and the distribution's styles:
// node render.js STYLE LOCALE <pages.json; writes for each page a list of {id, marked}, where "marked" is
// HTML with "U+E000 variables U+E001 text U+E002" around the text of each variable.
'use strict';
const fs = require('fs');
const CSL = require('citeproc');

const SHARE = '/usr/share/citation-style-language/';
const [style, locale] = process.argv.slice(2);
const styleText = fs.readFileSync(`${SHARE}styles/${style}.csl`, 'utf8');
const pages = JSON.parse(fs.readFileSync(0, 'utf8'));

const mark = (params, before, text, after) =>
    `${before}\uE000${(params.variableNames || []).join(' ')}\uE001${text}\uE002${after}`;

const byId = new Map(pages.flat().map((item) => [item.id, item]));
const locales = new Map();

function retrieveLocale(name) {
    if (!locales.has(name)) {
        locales.set(name, fs.readFileSync(`${SHARE}locales/locales-${name}.xml`, 'utf8'));
    }
    return locales.get(name);
}

const system = { retrieveLocale, retrieveItem: (id) => byId.get(id), variableWrapper: mark };
const engine = new CSL.Engine(system, styleText, locale, true);

function bibliography(items) {
    engine.updateItems(items.map((item) => item.id));
    const [about, entries] = engine.makeBibliography();
    return about.entry_ids.map(([id], index) => ({ id, marked: entries[index] }));
}

process.stdout.write(JSON.stringify(pages.map(bibliography)));
