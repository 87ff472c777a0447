/** The part of the state that a reader's hands make: what is selected, kept, bundled and moved; how the card lies. */

interface Codec<T> {
  fallback: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}
export interface Hands {
  /** the selected nodes */
  select: string[];
  /** only these nodes are drawn; empty: all */
  only: string[];
  /** sets of nodes that are drawn as one node each */
  bundle: string[][];
  /** by which layout the nodes were laid out again: `groups`, `forces`, `layers`, `circle` or `circle:ATTRIBUTE`; empty: as before */
  arrange: string;
  /** where nodes were laid out or moved to, packed by `graph/placement.ts` */
  at: string;
  /** the card lies over the network, wide over it, or beside it */
  card: "over" | "wide" | "docked";
}

const ID = /^[^\s~;,@!]{1,200}$/;
const ids = (text: string): string[] => text.split(",").filter((id) => ID.test(id));
const list: Codec<string[]> = {
  fallback: [],
  read: (text) => (ids(text).length ? ids(text) : undefined),
  write: (values) => values.join(","),
};
const ARRANGEMENT = /^(groups|forces|layers|circle(:.{1,140})?)$/;
const PACKED = /^-?[\d.]+!-?[\d.]+![\d.]+![\w-]+$/;
const CARDS = ["over", "wide", "docked"] as const;

export const HANDS: { [K in keyof Hands]: Codec<Hands[K]> } = {
  select: list,
  only: list,
  bundle: {
    fallback: [],
    read: (text) => {
      const found = text
        .split(";")
        .map(ids)
        .filter((one) => one.length > 1);
      return found.length ? found : undefined;
    },
    write: (values) => values.map((one) => one.join(",")).join(";"),
  },
  arrange: { fallback: "", read: (t) => (ARRANGEMENT.test(t) ? t : undefined), write: String },
  at: { fallback: "", read: (t) => (PACKED.test(t) ? t : undefined), write: String },
  card: { fallback: "over", read: (t) => CARDS.find((one) => one === t), write: String },
};

/** Values longer than this stand behind the `#`: a browser sends what stands before it to the server, and proxies refuse long addresses. */
export const LONGEST_SENT = 700;
