import type { StreamParser, StringStream } from "@codemirror/language";
import { FUNCTION_SET, KEYWORD_SET } from "./keywords";

interface State {
  /** The quotation marks that end a long string; "" outside. */
  long: string;
}

/** SPARQL by its tokens alone, so that half a query is coloured as well as a whole one. */
export const tokens: StreamParser<State> = {
  name: "sparql",
  startState: () => ({ long: "" }),
  token: (stream, state) => (state.long ? rest(stream, state) : next(stream, state)),
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
};

function next(stream: StringStream, state: State): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match(/^<[^\s<>"{}|\\^`]*>/)) return "url";
  const quotes = stream.match(/^(?:"""|''')/) as RegExpMatchArray | null;
  if (quotes) {
    state.long = quotes[0];
    return rest(stream, state);
  }
  if (stream.match(/^"(?:[^"\\\n]|\\.)*"?/) || stream.match(/^'(?:[^'\\\n]|\\.)*'?/)) return "string";
  if (stream.match(/^@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*/)) return "annotation";
  if (stream.match(/^[?$][\p{L}\p{N}_]+/u)) return "variableName";
  if (stream.match(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/)) return "number";
  if (stream.match(/^(?:[\p{L}][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%-]|\\.|\.(?=[\p{L}\p{N}_:%.-]))*/u)) return "typeName";
  if (stream.match(/^_:[\p{L}\p{N}_]+/u)) return "typeName";
  if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return word(stream.current());
  if (stream.match(/^[{}()[\]]/)) return "bracket";
  if (stream.match(/^(?:\^\^|&&|\|\||!=|<=|>=|[\^/|*+?!=<>-])/)) return "operator";
  stream.next();
  return null;
}

function rest(stream: StringStream, state: State): string {
  while (!stream.eol()) {
    if (stream.match(state.long)) {
      state.long = "";
      break;
    }
    if (stream.next() === "\\") stream.next();
  }
  return "string";
}

function word(text: string): string | null {
  const upper = text.toUpperCase();
  if (text === "a" || KEYWORD_SET.has(upper)) return "keyword";
  if (FUNCTION_SET.has(upper)) return "builtin";
  return text === "true" || text === "false" ? "bool" : null;
}
