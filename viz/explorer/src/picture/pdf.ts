/** A page of PDF that holds one picture, whose pixels are packed without loss. */

const LATIN = new TextEncoder();

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
/** A text of a PDF in UTF-16, which holds Hangul. */
const utf16 = (text: string): string =>
  `<FEFF${[...Array(text.length).keys()].map((i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("")}>`;

/** Writes a canvas as one page of `width` × `height` points. */
export async function pdf(canvas: HTMLCanvasElement, width: number, height: number, title: string): Promise<Blob> {
  const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
    0,
    0,
    canvas.width,
    canvas.height,
  );
  const pixels = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, j = 0; i < data.length; i += 4) {
    pixels[j++] = data[i] as number;
    pixels[j++] = data[i + 1] as number;
    pixels[j++] = data[i + 2] as number;
  }
  const image = await deflated(pixels);
  const draw = `q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const offsets: number[] = [];
  let size = 0;
  const put = (piece: string | Uint8Array<ArrayBuffer>) => {
    const bytes = typeof piece === "string" ? LATIN.encode(piece) : piece;
    parts.push(bytes);
    size += bytes.length;
  };
  const object = (...pieces: (string | Uint8Array<ArrayBuffer>)[]) => {
    offsets.push(size);
    put(`${offsets.length} 0 obj\n`);
    pieces.forEach(put);
    put("\nendobj\n");
  };
  put("%PDF-1.5\n");
  object("<</Type/Catalog/Pages 2 0 R>>");
  object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  object(
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</Picture 5 0 R>>>>>>`,
  );
  object(`<</Length ${draw.length}>>\nstream\n${draw}\nendstream`);
  object(
    `<</Type/XObject/Subtype/Image/Width ${canvas.width}/Height ${canvas.height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length ${image.length}>>\nstream\n`,
    image,
    "\nendstream",
  );
  object(`<</Title ${utf16(title)}/Creator(Sojae)>>`);
  const start = size;
  const entries = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  put(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${entries}`);
  put(`trailer\n<</Size ${offsets.length + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
