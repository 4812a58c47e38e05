// The review page of one list: takes the records out of itself, and hands the corrections out as a file.

const embedded = id => JSON.parse(byId(id).textContent);
const given = { records: embedded("records"), findings: embedded("findings"), keep: keepHere,
  later: "when you have saved and run convert again" };
const { place, source: from } = given.records.find(({ custom }) => custom?.place?.page)?.custom ?? {};
const STORE = `refmill review ${place?.page ?? ""} ${from?.url ?? ""}`;

let keeps = true;
function keepHere(work) {
  try {
    localStorage.setItem(STORE, JSON.stringify(work));
  } catch {
    if (keeps)
      say("This browser does not keep your progress: save your corrections before you close the page.");
    keeps = false;
  }
}

function keptHere() {
  try {
    return JSON.parse(localStorage.getItem(STORE));
  } catch {
    return null;
  }
}

function forget() {
  if (isDirty() && !confirm("Throw away all changes that you have not saved, and all marks?"))
    return;
  try {
    localStorage.removeItem(STORE);
  } catch { /* nothing was kept */ }
  review(given);
  say("All marks and unsaved changes are forgotten.");
}

/** The name of the file: that of this page, or of the page that was read. */
function fileName() {
  const here = decodeURIComponent(location.pathname.split("/").pop() ?? "");
  return (here.match(/^(.+)\.review\b.*\.html?$/i)?.[1] ?? stemOf(pageName ?? "page")) + CORRECTIONS;
}

function save() {
  const focus = document.activeElement;
  focus?.blur(); // a field that is being typed in tells its value when it is left
  download(fileName(), correctionsText(), "application/jsonl");
  markSaved();
  byId("saved-name").textContent = fileName();
  byId("saved-beside").textContent = decodeURIComponent(location.pathname.replace(/[^/]*$/, ""));
  byId("saved").showModal();
  byId("saved").onclose = () => focus?.focus();
}

review({ ...given, kept: keptHere() });
const applied = earlier.filter(line => line.applied !== false).length;
document.title = byId("title").textContent = `Check the list: ${short(source.title || pageName || "the page")}`;
byId("about").textContent = `${records.length} entries were read from ${pageName ?? "the page"}. ` +
  "Compare each with the words of the page, and mend what is wrong. " +
  (earlier.length ? `${applied} of ${earlier.length} earlier corrections are in them already.` : "");
byId("save").onclick = save;
byId("forget").onclick = forget;
byId("saved-close").onclick = () => byId("saved").close();
addEventListener("keydown", event => onControl(event, { s: save }));
addEventListener("beforeunload", event => { if (isDirty() || isTyping) event.preventDefault(); });
