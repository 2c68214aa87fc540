/**
 * Loaded before pdf.js in its worker: what a PDF unpacks to is bounded (S18). pdf.js itself unpacks a stream to whatever length it has,
 * and a kilobyte can hold gigabytes. It takes a buffer that it is refused for a damaged stream, and goes on without it.
 */

/** A picture of sixteen million pixels, or the text of a thousand books. */
const MAX_BUFFER = 64 * 1024 * 1024;
/** All larger buffers together that one request of the page takes. */
const MAX_BYTES_PER_REQUEST = 512 * 1024 * 1024;
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
  if (bytes > MAX_BUFFER || taken > MAX_BYTES_PER_REQUEST) throw new RangeError("a PDF may not take so much");
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

/** As much as is unpacked at once: a thousand times as much may come of it. */
const PIECE = 16 * 1024;

/**
 * The engine's own unpacking, piece by piece and no further than a buffer goes. pdf.js reads it by iteration, which the engine's streams do not know.
 */
class BoundedDecompressionStream {
  /** @param {CompressionFormat} format */
  constructor(format) {
    const { writable, readable } = new Unpacking(format);
    const writer = writable.getWriter();
    this.readable = bounded(readable.getReader());
    this.writable = {
      getWriter: () => ({
        get ready() {
          return writer.ready;
        },
        close: () => writer.close(),
        /** @param {Uint8Array<ArrayBuffer>} bytes */
        write: async (bytes) => {
          for (let start = 0; start < bytes.length; start += PIECE) {
            await writer.ready;
            await writer.write(bytes.subarray(start, start + PIECE));
          }
        },
      }),
    };
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function* bounded(reader) {
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > MAX_BUFFER) throw new RangeError("a PDF may not take so much");
      yield part.value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

const Unpacking = globalThis.DecompressionStream;
Object.assign(globalThis, { DecompressionStream: BoundedDecompressionStream });
