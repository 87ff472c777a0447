/** Forces among few points, and pushing discs apart until none lies on another. */

/** Fruchterman–Reingold; begins on a sunflower, so that the same ties give the same positions. */
export function fruchterman(
  count: number,
  ties: readonly (readonly [number, number, number])[],
  rounds: number,
): { x: Float64Array; y: Float64Array } {
  const [x, y, dx, dy] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < count; i++) {
    const [angle, out] = [i * Math.PI * (3 - Math.sqrt(5)), Math.sqrt(i + 0.5)];
    x[i] = out * Math.cos(angle);
    y[i] = out * Math.sin(angle);
  }
  for (let round = 0; round < rounds; round++) {
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < count; i++) {
      const [xi, yi] = [x[i] as number, y[i] as number];
      let [sx, sy] = [0, 0];
      for (let j = 0; j < i; j++) {
        const [ex, ey] = [xi - (x[j] as number), yi - (y[j] as number)];
        const push = 1 / (ex * ex + ey * ey + 1e-4);
        sx += ex * push;
        sy += ey * push;
        dx[j] = (dx[j] as number) - ex * push;
        dy[j] = (dy[j] as number) - ey * push;
      }
      dx[i] = (dx[i] as number) + sx;
      dy[i] = (dy[i] as number) + sy;
    }
    for (const [a, b, w] of ties) {
      const [ex, ey] = [(x[a] as number) - (x[b] as number), (y[a] as number) - (y[b] as number)];
      const pull = w * Math.hypot(ex, ey);
      dx[a] = (dx[a] as number) - ex * pull;
      dy[a] = (dy[a] as number) - ey * pull;
      dx[b] = (dx[b] as number) + ex * pull;
      dy[b] = (dy[b] as number) + ey * pull;
    }
    const heat = Math.sqrt(count) * 0.5 * (1 - round / rounds) + 0.01;
    for (let i = 0; i < count; i++) {
      const [ex, ey] = [(dx[i] as number) - 0.02 * (x[i] as number), (dy[i] as number) - 0.02 * (y[i] as number)];
      const far = Math.hypot(ex, ey) || 1;
      const step = Math.min(far, heat) / far;
      x[i] = (x[i] as number) + ex * step;
      y[i] = (y[i] as number) + ey * step;
    }
  }
  return { x, y };
}

/** Pushes discs apart until none lies on another, looking only at near ones. */
export function pushDiscs(x: Float64Array, y: Float64Array, r: Float64Array, gap: number, rounds = 60): void {
  const count = x.length;
  let largest = 0;
  for (const one of r) largest = Math.max(largest, one);
  const cell = 2 * largest + gap || 1;
  for (let round = 0; round < rounds; round++) {
    const cells = new Map<number, number[]>();
    const keyOf = (i: number, j: number) => i * 73_856_093 + j * 19_349_663;
    for (let i = 0; i < count; i++) {
      const key = keyOf(Math.floor((x[i] as number) / cell), Math.floor((y[i] as number) / cell));
      const list = cells.get(key);
      if (list) list.push(i);
      else cells.set(key, [i]);
    }
    let moved = false;
    for (let i = 0; i < count; i++) {
      const [cx, cy] = [Math.floor((x[i] as number) / cell), Math.floor((y[i] as number) / cell)];
      for (let u = cx - 1; u <= cx + 1; u++)
        for (let v = cy - 1; v <= cy + 1; v++)
          for (const j of cells.get(keyOf(u, v)) ?? []) {
            if (j <= i) continue;
            const ex = (x[i] as number) - (x[j] as number) || 1e-3 * (i + 1);
            const ey = (y[i] as number) - (y[j] as number) || 1e-3;
            const far = Math.hypot(ex, ey);
            const lacks = (r[i] as number) + (r[j] as number) + gap - far;
            if (lacks < 0.05) continue;
            moved = true;
            const share = ((r[j] as number) ** 2 || 1) / ((r[i] as number) ** 2 + (r[j] as number) ** 2 || 2);
            x[i] = (x[i] as number) + (ex / far) * lacks * share;
            y[i] = (y[i] as number) + (ey / far) * lacks * share;
            x[j] = (x[j] as number) - (ex / far) * lacks * (1 - share);
            y[j] = (y[j] as number) - (ey / far) * lacks * (1 - share);
          }
    }
    if (!moved) return;
  }
}
