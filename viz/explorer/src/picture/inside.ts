/** Ids as sigma's graph holds them. It keeps neighbours and places in plain objects, in which `constructor` or `toString` stand already. */
const MARK = "·";

/** The name under which the graph holds a node. */
export const inside = (id: string): string => MARK + id;
/** The node that the graph means. */
export const outside = (name: string): string => name.slice(MARK.length);
