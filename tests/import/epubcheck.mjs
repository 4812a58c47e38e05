// Prints, as JSON, what epubcheck-ts says against each pack, but for the notes that stand beside errors and
// warnings: epubcheck.mjs PACK…
import fs from "node:fs";
import { EpubCheck } from "@likecoin/epubcheck-ts";

const checker = new EpubCheck();
const told = {};
for (const pack of process.argv.slice(2)) {
  const { messages } = await checker.check(fs.readFileSync(pack));
  told[pack] = messages.filter(one => ["fatal", "error", "warning"].includes(one.severity))
    .map(one => `${one.id} ${one.location?.path ?? ""}:${one.location?.line ?? ""} ${one.message}`);
}
console.log(JSON.stringify(told));
