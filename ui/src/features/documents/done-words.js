import { savedWords } from "../../parts/saved-file.js";
import { text } from "../../text.js";

/** The confirmation of what was just done with a document. @param {import("./actions.js").Local["done"]} done */
export function doneWords(done) {
  if (typeof done === "object") return savedWords(done);
  return done === "" ? "" : text(done);
}
