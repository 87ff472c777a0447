/** Keys of nodes in sigma's graph. It indexes by plain objects, so an id like `constructor` would hit `Object.prototype`; a prefix prevents that. */
const PREFIX = "·";

/** The key of a node in the graph. */
export const graphKey = (id: string): string => PREFIX + id;
/** The id of the node with a key. */
export const nodeId = (name: string): string => name.slice(PREFIX.length);
