/** The part of the library that is used without graphology: one round of forces on its own arrays. */
declare module "graphology-layout-forceatlas2/iterate.js" {
  export default function iterate(
    settings: Readonly<Record<string, number | boolean>>,
    nodes: Float32Array,
    ties: Float32Array,
  ): void;
}
