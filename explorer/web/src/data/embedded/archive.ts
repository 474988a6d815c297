/**
 * What a file carries: blocks of gzip in base64, each a header of JSON and columns of numbers (explorer/snapshot_form.py
 * writes them).
 *
 * A block is the length of its header (4 bytes, little endian), the header, and from the next multiple of 8 on the
 * columns, each of which begins at a multiple of 8.
 */

/** A column in a block: the width of its numbers, where it begins behind the header, how many there are. */
type Place = [width: "i1" | "i2" | "i4" | "f8", start: number, length: number, isStepwise: 0 | 1];

interface Header<About> {
  columns: Record<string, Place>;
  texts: Record<string, string[]>;
  about: About;
}

/** Columns and texts by their names. */
export class Block<About> {
  private readonly read = new Map<string, Int32Array | Float64Array>();

  constructor(private readonly header: Header<About>, private readonly bytes: ArrayBuffer, private readonly from: number) {}

  get about(): About {
    return this.header.about;
  }

  /** Whole numbers; empty where there are none of this name. */
  ints(name: string): Int32Array {
    return this.column(name, (place) => (place ? asInts(this.bytes, this.from, place) : new Int32Array())) as Int32Array;
  }

  floats(name: string): Float64Array {
    return this.column(name, (place) => new Float64Array(this.bytes, this.from + (place?.[1] ?? 0), place?.[2] ?? 0)) as Float64Array;
  }

  texts(name: string): string[] {
    return this.header.texts[name] ?? [];
  }

  private column(name: string, make: (place: Place | undefined) => Int32Array | Float64Array): Int32Array | Float64Array {
    let found = this.read.get(name);
    if (!found) this.read.set(name, (found = make(this.header.columns[name])));
    return found;
  }
}

function asInts(bytes: ArrayBuffer, from: number, [width, start, length, isStepwise]: Place): Int32Array {
  const at = from + start;
  const stored = width === "i1" ? new Int8Array(bytes, at, length) : width === "i2" ? new Int16Array(bytes, at, length) : new Int32Array(bytes, at, length);
  if (!isStepwise) return stored instanceof Int32Array ? stored : Int32Array.from(stored);
  const found = new Int32Array(length);
  let sum = 0;
  for (let i = 0; i < length; i++) found[i] = sum += stored[i]!;
  return found;
}

/** A block from its bytes. */
export function blockOf<About>(bytes: ArrayBuffer): Block<About> {
  const size = new DataView(bytes).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, size))) as Header<About>;
  return new Block(header, bytes, Math.ceil((4 + size) / 8) * 8);
}

/** The bytes that gzip in base64 stands for. */
export async function unpacked(text: string): Promise<ArrayBuffer> {
  const packed = new Blob([fromBase64(text.trim())]);
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const letters = atob(text);
  const found = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) found[i] = letters.charCodeAt(i);
  return found;
}
