/** Searches words in all pages of a PDF, whatever the accents, capitals and kinds of space. */
import { folded } from "./folding.js";

/** @typedef {{ page: number, from: Spot, to: Spot }} Passage */
/** @typedef {import("./folding.js").Spot} Spot */

/**
 * Passages on the page: the current one, and the others. The engine repaints passages that are taken out of a
 * highlight, not those of a highlight that is replaced: what was marked would stay marked.
 */
const marks = { here: new Highlight(), others: new Highlight() };
CSS.highlights.set("found", marks.others);
CSS.highlights.set("found-here", marks.here);

export class PdfSearch {
  #pdf;
  #port;
  #looked;
  /** Text of each page that was searched. @type {Map<number, import("./folding.js").Folded>} */
  #pages = new Map();
  #words = "";
  /** @type {Passage[]} */
  #passages = [];
  #current = 0;
  #run = 0;
  #drawnPage = 0;
  /** Elements of the pieces of text of the page on screen. @type {HTMLElement[]} */
  #pieces = [];

  /**
   * @param {import("pdfjs-dist").PDFDocumentProxy} pdf
   * @param {import("./governed-port.js").GovernedPort} port
   * @param {() => void} looked called for each page that was searched
   */
  constructor(pdf, port, looked) {
    this.#pdf = pdf;
    this.#port = port;
    this.#looked = looked;
  }

  /**
   * Goes to the next or the previous passage; for new words, to the first one from the page on screen. Null when
   * other words were requested meanwhile.
   * @param {string} words
   * @param {1 | -1} step
   * @param {number} from the page on screen
   */
  async find(words, step, from) {
    if (words === this.#words) {
      const { length } = this.#passages;
      this.#current = length === 0 ? 0 : (this.#current + step + length) % length;
    } else {
      const run = ++this.#run;
      const passages = words === "" ? [] : await this.#search(words, run);
      if (passages === null) return null;
      this.#words = words;
      this.#passages = passages;
      this.#current = Math.max(0, passages.findIndex(({ page }) => page >= from));
    }
    const current = this.#passages[this.#current];
    return { count: this.#passages.length, current: current ? this.#current + 1 : 0, page: current?.page ?? from };
  }

  /**
   * @param {string} words
   * @param {number} run
   */
  async #search(words, run) {
    const wanted = folded([words]).text.trim();
    /** @type {Passage[]} */
    const passages = [];
    for (let page = 1; page <= this.#pdf.numPages && wanted !== ""; page += 1) {
      const { text, spots } = await this.#text(page);
      if (run !== this.#run) return null;
      this.#looked();
      for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
        const [from, to] = [spots[start], spots[start + wanted.length - 1]];
        if (from && to) passages.push({ page, from, to });
      }
    }
    return passages;
  }

  /** @param {number} number */
  async #text(number) {
    const known = this.#pages.get(number);
    if (known) return known;
    this.#port.beginPage();
    const page = await this.#pdf.getPage(number);
    /** @type {string[]} */
    const pieces = [];
    // The engine's streams do not support iteration.
    const reader = page.streamTextContent().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const item of part.value.items) if ("str" in item) pieces.push(item.hasEOL ? `${item.str} ` : item.str);
    }
    const text = folded(pieces);
    this.#pages.set(number, text);
    return text;
  }

  /**
   * Called when another page is on screen.
   * @param {number} page
   * @param {HTMLElement[]} pieces one for each piece of its text
   */
  drawn(page, pieces) {
    this.#drawnPage = page;
    this.#pieces = pieces;
  }

  /**
   * Marks the passages on the page on screen, and scrolls to the current one.
   * @param {HTMLElement | null} place what scrolls; null: nothing does
   */
  mark(place) {
    marks.here.clear();
    marks.others.clear();
    for (const [number, passage] of this.#passages.entries()) {
      const range = passage.page === this.#drawnPage ? this.#range(passage) : null;
      if (!range) continue;
      (number === this.#current ? marks.here : marks.others).add(range);
      if (place && number === this.#current) bringIntoSight(place, range);
    }
  }

  /** @param {Passage} passage */
  #range({ from, to }) {
    const [start, end] = [this.#pieces[from.piece]?.firstChild, this.#pieces[to.piece]?.firstChild];
    if (!(start instanceof Text && end instanceof Text)) return null;
    const range = new Range();
    range.setStart(start, Math.min(from.at, start.length));
    range.setEnd(end, Math.min(to.at + 1, end.length));
    return range;
  }
}

/**
 * @param {HTMLElement} place
 * @param {Range} range
 */
function bringIntoSight(place, range) {
  const [passage, sight] = [range.getBoundingClientRect(), place.getBoundingClientRect()];
  if (passage.top < sight.top || passage.bottom > sight.bottom) place.scrollTop += passage.top - sight.top - sight.height / 3;
  if (passage.left < sight.left || passage.right > sight.right) place.scrollLeft += passage.left - sight.left - sight.width / 3;
}
