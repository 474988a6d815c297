/** The map as a picture. */
export function mapPng(): Promise<Blob> {
  return Promise.reject(new Error("PNG"));
}

export function mapSvg(): string {
  throw new Error("SVG");
}
