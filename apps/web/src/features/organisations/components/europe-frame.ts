/** The frame of the partner map, shared by the build (which cuts the coastlines) and the browser (which puts the places). */
export const EUROPE_FRAME: {
  width: number;
  height: number;
  parallels: [number, number];
  rotate: [number, number];
  center: [number, number];
  scale: number;
} = {
  width: 800,
  height: 640,
  parallels: [40, 62],
  rotate: [-11, 0],
  center: [0, 52],
  scale: 1150,
};
