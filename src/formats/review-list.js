// The review: a list of which only the entries near the window are in the page, however long it is; the others are
// room of their height, as it was when they were last seen, or as is usual.

const FEW = 50; // entries that are in the page all at once, so that the browser's own search finds them
const NEAR = 1200; // pixels above and below the window in which entries are ready

const cards = new Map(); // of the entries that are in the page: uid -> {node, entry, refresh}
const heights = new Map(); // of the entries that were, by uid, with the room below them
let shown = []; // the entries of the list, in its order
let sought = null; // the uid of the one that is moved to
let usual = 0; // the height of those never seen: as of the first that were, so that the list does not move about

function measure() {
  const room = parseFloat(getComputedStyle(byId("entries")).rowGap) || 0;
  for (const [uid, { node }] of cards)
    heights.set(uid, node.offsetHeight + room);
  usual ||= [...heights.values()].reduce((sum, height) => sum + height, 0) / (heights.size || 1);
}

function forgetHeights() {
  heights.clear();
  usual = 0;
}

/** Where each entry begins, in pixels from the beginning of the list, and where the last one ends. */
function tops() {
  const found = [0];
  for (const { uid } of shown)
    found.push(found.at(-1) + (heights.get(uid) ?? (usual || 600)));
  return found;
}

/** The places in the list of the entries that are to be in the page: those near the window, and the one that has the
 * keyboard, just told what was typed, or is moved to. */
function wanted(at) {
  const above = -byId("entries").getBoundingClientRect().top;
  const held = Number(cardOf(document.activeElement ?? document.body)?.dataset.uid);
  const isNear = i => at[i + 1] > above - NEAR && at[i] < above + innerHeight + NEAR;
  return shown.map((_, i) => i).filter(i => start.length <= FEW || isPrinted || isNear(i) ||
    [held, inPlace, sought].includes(shown[i].uid));
}

/** Puts the entries of these places into the page, with room for those between them, and takes the others out. */
function put(places, at) {
  const list = byId("entries"), kept = new Set(places.map(i => shown[i].uid));
  for (const [uid, { node }] of cards)
    if (!kept.has(uid)) {
      node.remove();
      cards.delete(uid);
    }
  let next = list.firstChild, end = 0;
  for (const i of places) {
    const entry = shown[i], card = cards.get(entry.uid);
    if (!card || (card.entry !== entry && inPlace !== entry.uid)) {
      if (card)
        card.splitting = false;
      build(entry);
    } else if (card.entry !== entry) {
      card.refresh(entry);
    }
    const { node } = cards.get(entry.uid);
    node.style.marginTop = `${at[i] - end}px`;
    node.ariaPosInSet = i + 1;
    node.ariaSetSize = shown.length;
    end = at[i + 1];
    if (node === next)
      next = next.nextSibling;
    else
      list.insertBefore(node, next);
  }
  list.style.paddingBottom = `${at.at(-1) - end}px`;
}

/** Brings the page in line with the list and the window. What is seen stays where it is seen, unless the list is
 * another one. */
function lay(isAnother = false) {
  for (let before = "", turn = 0; turn < 8; turn++) {
    measure();
    const at = tops(), places = wanted(at), now = places.map(i => `${shown[i].uid} ${at[i]}`).join();
    if (now === before)
      return;
    const placeOf = node => node.getBoundingClientRect();
    const seen = [...byId("entries").children].find(node => placeOf(node).bottom > 0), was = seen && placeOf(seen).top;
    put(places, at);
    if (seen?.isConnected && was < innerHeight && !(isAnother && turn === 0))
      scrollBy(0, placeOf(seen).top - was);
    before = now;
  }
}

/** Moves to an entry of the list, wherever it is; nothing where it is not in the list. */
function show(uid) {
  const place = shown.findIndex(entry => entry.uid === uid);
  if (place < 0)
    return;
  if (!cards.has(uid)) {
    scrollBy({ top: byId("entries").getBoundingClientRect().top + tops()[place], behavior: "instant" });
    sought = uid;
    lay();
    sought = null;
  }
  const { node } = cards.get(uid);
  node.scrollIntoView({ block: "start" });
  node.focus({ preventScroll: true });
}

let isPrinted = false, isAsked = false;
function layPrinted(printed) {
  isPrinted = printed;
  lay();
}
/** Lays the list before the browser paints next, once however often it is asked for. */
function layLater() {
  if (!isAsked)
    requestAnimationFrame(() => {
      isAsked = false;
      lay();
    });
  isAsked = true;
}

addEventListener("scroll", layLater, { passive: true });
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width)
    forgetHeights();
  width = innerWidth;
  layLater();
});
addEventListener("beforeprint", () => layPrinted(true));
addEventListener("afterprint", () => layPrinted(false));
new ResizeObserver(layLater).observe(byId("entries"));
