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
