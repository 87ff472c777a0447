/** The shortest ways between two nodes of what is drawn: simple paths by length, then by ids, as the server orders its own. */

export interface Link {
  a: string;
  b: string;
}

/** Steps of the search after which it ends with what it has: dense parts have more ways than anyone reads. */
const PATIENCE = 200_000;
/** How many steps longer than the shortest a way may be. */
const DETOUR = 4;

/** Up to `k` simple paths as lists of node ids; none if the two are not connected. */
export function shortestPaths(
  links: Iterable<Link>,
  from: string,
  to: string,
  k: number,
  avoid: ReadonlySet<string> = new Set(),
): string[][] {
  const near = new Map<string, string[]>();
  const join = (one: string, other: string) => {
    const list = near.get(one);
    if (list) list.push(other);
    else near.set(one, [other]);
  };
  const isAllowed = (id: string) => id === from || id === to || !avoid.has(id);
  for (const { a, b } of links) {
    if (!isAllowed(a) || !isAllowed(b)) continue;
    join(a, b);
    join(b, a);
  }
  const distance = distancesTo(near, to);
  const least = distance.get(from);
  if (least === undefined || from === to) return [];
  for (const list of near.values()) list.sort((p, q) => (p < q ? -1 : 1));
  const found: string[][] = [];
  let patience = PATIENCE;
  for (let length = least; length <= least + DETOUR && found.length < k && patience > 0; length++) {
    const way = [from];
    const on = new Set(way);
    const walk = (at: string): void => {
      const left = length - way.length + 1;
      if (at === to) {
        if (!left) found.push([...way]);
        return;
      }
      for (const next of near.get(at) ?? []) {
        if (found.length === k || (patience -= 1) <= 0) return;
        if (on.has(next) || (distance.get(next) ?? Number.POSITIVE_INFINITY) > left - 1) continue;
        way.push(next);
        on.add(next);
        walk(next);
        way.pop();
        on.delete(next);
      }
    };
    walk(from);
  }
  return found;
}

/** The number of steps from each node to one. */
function distancesTo(near: ReadonlyMap<string, readonly string[]>, to: string): Map<string, number> {
  const distance = new Map([[to, 0]]);
  let front = [to];
  for (let steps = 1; front.length; steps++) {
    const next: string[] = [];
    for (const id of front)
      for (const other of near.get(id) ?? []) {
        if (distance.has(other)) continue;
        distance.set(other, steps);
        next.push(other);
      }
    front = next;
  }
  return distance;
}

/** The hundredth of the nodes that has most ties, at least one. */
export function hubs(degree: ReadonlyMap<string, number>): string[] {
  const order = [...degree].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1));
  return order.slice(0, Math.max(1, Math.ceil(order.length / 100))).map(([id]) => id);
}
