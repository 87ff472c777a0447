/** The formats in which what is drawn is saved as data; loaded when the first file is asked for. */
import type { Drawn } from "../drawn";
import { gexf } from "./gexf";
import { gml } from "./gml";
import { graphml } from "./graphml";
import { cyjs, json } from "./json";
import { pajek } from "./pajek";
import { tables } from "./tables";

export const WRITERS: Record<string, (drawn: Drawn) => string | Blob> = {
  gexf,
  graphml,
  gml,
  pajek,
  cyjs,
  json,
  tables,
};
