/** The network as a picture. */
export function networkPng(): Promise<Blob> {
  return Promise.reject(new Error("PNG"));
}

export function networkSvg(): string {
  throw new Error("SVG");
}
