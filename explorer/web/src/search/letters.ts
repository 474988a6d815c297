/** Text as it is compared: small letters, without marks above or below them; "ß" is "ss". */
export function fold(text: string): string {
  return folded(text).text;
}

/** The folded text and, for each of its characters, where it stands in the original. */
function folded(original: string): { text: string; from: number[] } {
  let text = "";
  const from: number[] = [];
  let at = 0;
  for (const letter of original) {
    const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/ø/g, "o").replace(/ł/g, "l");
    from.push(...new Array<number>(plain.length).fill(at));
    text += plain;
    at += letter.length;
  }
  return { text, from };
}

export interface Piece { text: string; isMatch: boolean }

/** A name in pieces: those that a query's words are found in, and the rest. Together they are the name. */
export function pieces(name: string, query: string): Piece[] {
  const { text, from } = folded(name);
  const hit = new Uint8Array(name.length);
  for (const word of fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
    const [begin, length] = place(text, word);
    if (length === 0) continue;
    const end = begin + length < from.length ? from[begin + length]! : name.length;
    hit.fill(1, from[begin], end);
  }
  return cut(name, hit);
}

/** Where a word stands in a text: at the beginning of a word first, else anywhere, else its longest part of three letters or more. */
function place(text: string, word: string): [number, number] {
  for (const way of [word, word.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u")]) {
    for (let at = text.indexOf(way); at >= 0; at = text.indexOf(way, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return [at, way.length];
    }
    const anywhere = text.indexOf(way);
    if (anywhere >= 0) return [anywhere, way.length];
  }
  for (let length = word.length - 1; length >= 3; length--) {
    for (let start = 0; start + length <= word.length; start++) {
      const at = text.indexOf(word.slice(start, start + length));
      if (at >= 0) return [at, length];
    }
  }
  return [0, 0];
}

function cut(name: string, hit: Uint8Array): Piece[] {
  const found: Piece[] = [];
  let begin = 0;
  for (let at = 1; at <= name.length; at++) {
    if (at < name.length && hit[at] === hit[begin]) continue;
    found.push({ text: name.slice(begin, at), isMatch: hit[begin] === 1 });
    begin = at;
  }
  return found;
}
