import { text } from "../text.js";

/** Name of a person of this computer; the end of the tenant code before it is known. @param {import("../bindings.ts").Person} person */
export const nameOf = (person) => person.name ?? text("people-unnamed", { end: person.tenantCodeEnd });
