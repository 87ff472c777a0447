/** Ids as sigma's graph holds them. It keeps neighbours and places in plain objects, in which `constructor` or `toString` stand already. */
const PREFIX = "·";

/** The name under which the graph holds a node. */
export const graphKey = (id: string): string => PREFIX + id;
/** The node that the graph means. */
export const nodeId = (name: string): string => name.slice(PREFIX.length);
