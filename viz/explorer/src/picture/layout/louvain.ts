/** Communities of what is drawn by the method of Blondel et al. (2008), nodes in their order, so that the answer is always the same. */

const ROUNDS = 30;

/** The group of each node, numbered from 0. */
export function communities(near: readonly (readonly (readonly [number, number])[])[]): Int32Array {
  let level: Map<number, number>[] = near.map((list) => {
    const sums = new Map<number, number>();
    for (const [other, w] of list) sums.set(other, (sums.get(other) ?? 0) + w);
    return sums;
  });
  let home = Int32Array.from(near, (_, i) => i);
  for (;;) {
    const groups = oneLevel(level);
    const count = groups.reduce((most, g) => Math.max(most, g), -1) + 1;
    home = home.map((node) => groups[node] as number);
    if (count === level.length) return home;
    const merged: Map<number, number>[] = Array.from({ length: count }, () => new Map<number, number>());
    level.forEach((ties, node) => {
      const own = merged[groups[node] as number] as Map<number, number>;
      for (const [other, w] of ties) {
        const group = groups[other] as number;
        own.set(group, (own.get(group) ?? 0) + w);
      }
    });
    level = merged;
  }
}

function oneLevel(level: readonly ReadonlyMap<number, number>[]): Int32Array {
  const degree = level.map((ties) => [...ties.values()].reduce((sum, w) => sum + w, 0));
  const total = degree.reduce((sum, d) => sum + d, 0) || 1;
  const group = Int32Array.from(level, (_, i) => i);
  const weight = [...degree];
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    level.forEach((ties, node) => {
      const own = group[node] as number;
      const d = degree[node] as number;
      const toward = new Map<number, number>([[own, 0]]);
      for (const [other, w] of ties)
        if (other !== node) toward.set(group[other] as number, (toward.get(group[other] as number) ?? 0) + w);
      weight[own] = (weight[own] as number) - d;
      let best = own;
      let gain = (toward.get(own) as number) - ((weight[own] as number) * d) / total;
      for (const [candidate, w] of toward) {
        const g = w - ((weight[candidate] as number) * d) / total;
        if (g > gain + 1e-9) [best, gain] = [candidate, g];
      }
      weight[best] = (weight[best] as number) + d;
      if (best !== own) {
        group[node] = best;
        moved = true;
      }
    });
    if (!moved) break;
  }
  const numbers = new Map<number, number>();
  return group.map((g) => {
    const known = numbers.get(g);
    if (known !== undefined) return known;
    numbers.set(g, numbers.size);
    return numbers.size - 1;
  });
}
