/** The attribute by which a circle or layers are ordered. */
import { hasNoSector } from "../../graph/colouring";
import type { Facet } from "../../graph/filtering";

export const attributeOf = (arrange: string): Facet =>
  arrange.startsWith("circle:") ? (arrange.slice("circle:".length) as Facet) : hasNoSector.value ? "kind" : "sector";
