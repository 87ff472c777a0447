/** Finds a free position for a disc near a point, among discs placed already. */

const CELL = 60;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

export class FreeSpace {
  private readonly cells = new Map<string, { x: number; y: number; r: number }[]>();
  private largestRadius = 0;

  occupy(x: number, y: number, r: number): void {
    const key = `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
    const cell = this.cells.get(key);
    if (cell) cell.push({ x, y, r });
    else this.cells.set(key, [{ x, y, r }]);
    this.largestRadius = Math.max(this.largestRadius, r);
  }
  private isFree(x: number, y: number, r: number): boolean {
    const reach = Math.ceil((r + this.largestRadius + 3) / CELL);
    const [cx, cy] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    for (let i = cx - reach; i <= cx + reach; i++) {
      for (let j = cy - reach; j <= cy + reach; j++) {
        for (const disc of this.cells.get(`${i},${j}`) ?? []) {
          if (Math.hypot(disc.x - x, disc.y - y) < disc.r + r + 3) return false;
        }
      }
    }
    return true;
  }
  /** Walks outwards on a sunflower spiral until nothing overlaps. */
  nearest(x: number, y: number, r: number): { x: number; y: number } {
    for (let step = 0; step < 6000; step++) {
      const out = 0.9 * r * Math.sqrt(step);
      const at = { x: x + out * Math.cos(step * GOLDEN), y: y + out * Math.sin(step * GOLDEN) };
      if (this.isFree(at.x, at.y, r)) return at;
    }
    return { x, y };
  }
}
