/** The map as a picture that stands by itself. */
let shown: () => HTMLElement | null = () => null;

/** Say which picture is on the page; gives what takes it back. */
export function showPicture(picture: () => HTMLElement | null): () => void {
  shown = picture;
  return () => {
    if (shown === picture) shown = () => null;
  };
}

const COPIED = ["fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "vector-effect", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
const USUAL: Record<string, string> = { "fill-opacity": "1", "stroke-opacity": "1", opacity: "1", "stroke-dasharray": "none", "vector-effect": "none" };

/** The map as it is seen, as SVG with its looks in attributes and its legend; "" where no map is on the page. */
export function mapSvg(): string {
  const stage = shown();
  const [plane, over] = stage?.querySelectorAll<SVGSVGElement>(":scope > svg") ?? [];
  if (!stage || !plane || !over) return "";
  const { clientWidth: width, clientHeight: height } = stage;
  const picture = document.createElementNS(NAMESPACE, "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) picture.setAttribute(name, String(value));
  const moved = document.createElementNS(NAMESPACE, "g");
  moved.setAttribute("transform", `translate(${(width - Number(plane.getAttribute("width"))) / 2} ${(height - Number(plane.getAttribute("height"))) / 2})`);
  moved.append(...dressed(plane));
  picture.append(rectangle(0, 0, width, height, getComputedStyle(stage.parentElement!).backgroundColor), moved, ...dressed(over), ...legend(stage, height));
  return new XMLSerializer().serializeToString(picture);
}

/** Copies of a picture's children with their looks in attributes. */
function dressed(svg: SVGSVGElement): Element[] {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const to = [...copy.querySelectorAll<SVGElement>("*")];
  svg.querySelectorAll<SVGElement>("*").forEach((element, at) => dress(element, to[at]!));
  return [...copy.children];
}

const NAMESPACE = "http://www.w3.org/2000/svg";
const DROPPED = ["class", "role", "tabindex", "aria-pressed", "aria-label", "data-class", "data-x", "data-y", "data-to-x", "data-to-y", "data-spot", "data-dx", "data-dy", "data-country"];

function dress(from: SVGElement, to: SVGElement): void {
  if (from.matches(".map-focus")) {
    to.remove();
    return;
  }
  const style = getComputedStyle(from);
  const label = from.getAttribute("aria-label");
  for (const name of DROPPED) to.removeAttribute(name);
  if (["path", "circle", "line", "text", "rect"].includes(from.localName)) {
    for (const name of COPIED) {
      const value = style.getPropertyValue(name);
      if (value && value !== USUAL[name]) to.setAttribute(name, value.replace(/url\("?[^"#]*(#[\w-]+)"?\)/, "url($1)"));
    }
  }
  if (label) {
    const title = document.createElementNS(NAMESPACE, "title");
    title.textContent = label;
    to.append(title);
  }
}

function rectangle(x: number, y: number, width: number, height: number, fill: string): SVGElement {
  const found = document.createElementNS(NAMESPACE, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill })) found.setAttribute(name, String(value));
  return found;
}

const LINE = 17;

function legend(stage: HTMLElement, height: number): SVGElement[] {
  const box = stage.parentElement?.querySelector(".map-legend");
  if (!box) return [];
  const rows = [...box.querySelectorAll("summary, li, p")];
  return rows.flatMap((row, at) => {
    const y = height - 12 - (rows.length - 1 - at) * LINE;
    const swatch = row.querySelector(".map-swatch");
    const style = getComputedStyle(row);
    const text = document.createElementNS(NAMESPACE, "text");
    const looks = { x: swatch ? 34 : 12, y, fill: style.color, "font-family": style.fontFamily, "font-size": "12px", "font-weight": style.fontWeight };
    for (const [name, value] of Object.entries(looks)) text.setAttribute(name, String(value));
    text.textContent = row.textContent;
    if (!swatch) return [text];
    const isHatched = swatch.getAttribute("data-class") === "unknown";
    return [rectangle(12, y - 10, 16, 12, isHatched ? "#8888" : getComputedStyle(swatch).backgroundColor), text];
  });
}

/** The map as PNG, `factor` times as many pixels as on the page. */
export async function mapPng(factor = 2): Promise<Blob> {
  const text = mapSvg();
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * factor;
    canvas.height = image.naturalHeight * factor;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture")))));
  } finally {
    URL.revokeObjectURL(address);
  }
}
