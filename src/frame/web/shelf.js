// What people brought, kept in the browser (IndexedDB) until they take it away: pages, and the work on each.

const SHELVES = ["pages", "work"];
let shelf = null; // null where the browser keeps nothing

const answered = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function openShelf() {
  try {
    const request = indexedDB.open("refmill", 1);
    request.onupgradeneeded = () => SHELVES.forEach(name => request.result.createObjectStore(name));
    shelf = await answered(request);
  } catch { /* nothing will be kept */ }
}

/** Asks one of the shelves for something; undefined where the browser refuses, as when its disk is full. */
async function onShelf(name, ask) {
  try {
    return await answered(ask(shelf.transaction(name, "readwrite").objectStore(name)));
  } catch {
    shelf = null;
  }
}

const keepPage = ({ id, name, bytes, address, corrections }) =>
  onShelf("pages", store => store.put({ id, name, bytes, address, corrections }, id));
const keepWork = (id, work) => onShelf("work", store => store.put(work, id));

async function keptPages() {
  const pages = (shelf && await onShelf("pages", store => store.getAll())) ?? [];
  for (const page of pages)
    page.work = await onShelf("work", store => store.get(page.id));
  return pages;
}

async function forgetPage(id) {
  for (const name of SHELVES)
    await onShelf(name, store => store.delete(id));
}
