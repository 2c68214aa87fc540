const WORKER_START = 4_000;

/**
 * Starts the worker of pdf.js, so that a PDF that computes forever cannot block the window. Its source is a
 * function of this page, because an opaque origin can load a worker only from a `blob:`.
 * @returns {Promise<Worker>}
 */
export async function startWorker() {
  const source = new Blob([`(${globalThis.startPdfWorker})()`], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  try {
    const port = new Worker(address);
    await firstMessage(port);
    return port;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {Worker} port */
function firstMessage(port) {
  return new Promise((resolve, reject) => {
    const waited = new AbortController();
    const refuse = () => {
      waited.abort();
      port.terminate();
      reject(new Error("no worker"));
    };
    const late = setTimeout(refuse, WORKER_START);
    waited.signal.addEventListener("abort", () => clearTimeout(late));
    const begun = (/** @type {MessageEvent} */ event) => {
      waited.abort();
      resolve(event);
    };
    port.addEventListener("message", begun, { signal: waited.signal });
    port.addEventListener("error", refuse, { signal: waited.signal });
  });
}
