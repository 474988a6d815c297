/** The parts of the world that hold NUTS regions, in degrees: west, south, east, north. */
export const WINDOWS = {
  europe: [-25, 34.4, 45.2, 71.5],
  canaries: [-18.4, 27.4, -13.2, 29.6],
  madeira: [-17.5, 32.3, -16, 33.3],
  azores: [-31.6, 36.7, -24.8, 40],
  svalbard: [8, 74, 36, 81.2],
  "jan-mayen": [-9.6, 70.6, -7.6, 71.4],
  antilles: [-63.3, 14.2, -60.6, 18.3],
  guyane: [-54.8, 1.8, -51.3, 6],
  reunion: [55, -21.6, 56, -20.6],
  mayotte: [44.8, -13.2, 45.5, -12.4],
};
