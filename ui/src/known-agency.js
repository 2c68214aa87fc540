import * as api from "./api.ts";

/** The agency of the tenant, for the pages that give its telephone. */
export class KnownAgency {
  /** Null: the pages show the landlord's telephone. @type {import("./bindings.ts").Agency | null} */
  contact = null;
  #redraw;

  /** @param {() => void} redraw draws the window */
  constructor(redraw) {
    this.#redraw = redraw;
  }

  /** Asks which agency it is. */
  refresh() {
    api.agency().then(
      (agency) => {
        this.contact = agency;
        this.#redraw();
      },
      () => {
        // The page keeps the agency that it knows, or shows the landlord's telephone.
      },
    );
  }
}
