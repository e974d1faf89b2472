/** What `world.mjs` makes when the front end is built. */
declare module "virtual:world" {
  const world: {
    width: number;
    height: number;
    /** The countries' outlines as the path of an SVG. */
    land: string;
    /** By M49 number. */
    places: Record<string, [number, number]>;
  };
  export default world;
}

declare module "virtual:countries" {
  const countries: {
    width: number;
    height: number;
    /** Paths of an SVG by ISO 3166-1 alpha-3 code. */
    outlines: Record<string, string>;
    places: Record<string, [number, number]>;
  };
  export default countries;
}
