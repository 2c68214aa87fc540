/**
 * Loaded before pdf.js in its worker: what a PDF unpacks to is bounded (S18). pdf.js itself unpacks a stream to whatever length it has,
 * and a kilobyte can hold gigabytes. It takes a buffer that it is refused for a damaged stream, and goes on without it.
 */

/** A picture of sixteen million pixels, or the text of a thousand books. */
const LARGEST_BUFFER = 64 * 1024 * 1024;
/** All larger buffers together that one request of the page takes. */
const MOST_AT_ONE_REQUEST = 512 * 1024 * 1024;
/** Below this nothing is counted: there are many, and they are soon gone. */
const COUNTED_FROM = 1024 * 1024;

let taken = 0;
// Each message asks for something: a page's orders, its text, or only how far the reader has come.
self.addEventListener("message", ({ data }) => {
  if (data?.action === "GetDocRequest" || data?.action === "GetOperatorList" || data?.action === "GetTextContent") taken = 0;
});

/** @param {any[]} given what a buffer is made of @param {number} size bytes for each element */
function take(given, size) {
  const [first] = given;
  const bytes = typeof first === "number" ? first * size : 0;
  if (bytes < COUNTED_FROM) return;
  taken += bytes;
  if (bytes > LARGEST_BUFFER || taken > MOST_AT_ONE_REQUEST) throw new RangeError("a PDF may not take so much");
}

for (const name of ["Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int16Array", "Int32Array", "Float32Array", "Float64Array", "ArrayBuffer"]) {
  const buffers = /** @type {Record<string, any>} */ (/** @type {unknown} */ (globalThis));
  const Buffer = buffers[name];
  buffers[name] = new Proxy(Buffer, {
    construct(target, given, newTarget) {
      take(given, target.BYTES_PER_ELEMENT ?? 1);
      return Reflect.construct(target, given, newTarget);
    },
  });
}
