/**
 * Loaded before pdf.js in its worker, to limit what a PDF decompresses to (S18). pdf.js decompresses a stream to
 * any length, and a kilobyte can hold gigabytes. When a buffer is refused, pdf.js takes the stream for damaged and
 * goes on.
 */

/** Maximum bytes of one buffer: a picture of sixteen million pixels, or the text of a thousand books. */
const MAX_BUFFER = 64 * 1024 * 1024;
/** Maximum bytes of all counted buffers that one request of the page takes. */
const MAX_BYTES_PER_REQUEST = 512 * 1024 * 1024;
/** Smaller buffers are not counted: there are many, and they are soon released. */
const COUNTED_FROM = 1024 * 1024;

let taken = 0;
// A request for a document, or for a page's drawing orders or text, restarts the count. Other messages do not.
self.addEventListener("message", ({ data }) => {
  if (data?.action === "GetDocRequest" || data?.action === "GetOperatorList" || data?.action === "GetTextContent") taken = 0;
});

/** @param {any[]} given arguments of the constructor @param {number} size bytes of an element */
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

/** Bytes decompressed at once, which may grow a thousandfold. */
const PIECE = 16 * 1024;

/**
 * The engine's own decompression, fed piece by piece, with an output of at most one buffer. pdf.js iterates over
 * its output, which the engine's streams do not support.
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
