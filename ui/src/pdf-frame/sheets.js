/** The pages of a PDF as they go to the printer: pictures, each of a sheet of A4 at most. */
import { BoundedCanvasFactory } from "./pixels.js";

const POINTS_PER_INCH = 72;
const MILLIMETRES_PER_INCH = 25.4;
const A4 = { width: 210, height: 297 };
/** As fine as an office printer prints. */
const FINEST = 300;
/** Text of 8 points is still sharp to the eye. */
const COARSEST = 150;
/** What the whole of it may have: four pages at the finest, eighteen at the coarsest. */
const MOST_PIXELS = 40_000_000;

/**
 * Null: too many pages to be printed as pictures.
 * @param {import("pdfjs-dist").PDFDocumentProxy} pdf
 * @param {import("./governed-port.js").GovernedPort} port
 */
export async function sheetsOf(pdf, port) {
  const inches = (A4.width / MILLIMETRES_PER_INCH) * (A4.height / MILLIMETRES_PER_INCH);
  const resolution = Math.min(FINEST, Math.sqrt(MOST_PIXELS / (inches * pdf.numPages)));
  return resolution < COARSEST ? null : drawn(pdf, port, resolution);
}

/**
 * @param {import("pdfjs-dist").PDFDocumentProxy} pdf
 * @param {import("./governed-port.js").GovernedPort} port
 * @param {number} resolution in dots per inch
 */
async function* drawn(pdf, port, resolution) {
  for (let number = 1; number <= pdf.numPages; number += 1) {
    port.beginPage();
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    // A page that is wider than high is turned, as a person would turn the sheet.
    const rotation = page.rotate + (width > height ? 90 : 0);
    const upright = page.getViewport({ scale: MILLIMETRES_PER_INCH / POINTS_PER_INCH, rotation });
    const fit = Math.min(1, A4.width / upright.width, A4.height / upright.height);
    const size = { width: upright.width * fit, height: upright.height * fit };
    const viewport = page.getViewport({ scale: (resolution / POINTS_PER_INCH) * fit, rotation });
    const factory = new BoundedCanvasFactory();
    const drawing = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: drawing.canvas, viewport }).promise;
    const picture = await createImageBitmap(drawing.canvas);
    factory.destroy(drawing);
    page.cleanup();
    yield { number, pages: pdf.numPages, ...size, picture };
  }
}
