/** Prints the landlord's PDFs at a counter. They are never kept (S21). */
import * as api from "../../api.ts";
import { asFailure } from "../../shell.js";

/** Failures after which the counter may be on another screen. @type {Set<string>} */
const MOVED_ON = new Set(["staffCheckRequired", "sessionEnded"]);

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {() => Promise<boolean>} print resolves to false if staff cancel
 * @param {(printed: boolean) => void} done
 */
export function printPdf(wizard, print, done) {
  /** @type {import("../../bindings.ts").Shown | null} */
  let movedOn = null;
  wizard.attempt({
    work: () =>
      print().catch(async (thrown) => {
        if (!MOVED_ON.has(asFailure(thrown).code)) throw thrown;
        const shown = await api.opening();
        if (shown.step.screen === wizard.step?.screen) throw thrown;
        movedOn = shown;
        return false;
      }),
    busy: "busy-printing",
    unhurried: true,
    done: (printed) => (movedOn ? wizard.show(movedOn) : done(printed)),
  });
}
