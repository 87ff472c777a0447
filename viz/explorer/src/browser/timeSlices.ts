/** Long work in time slices, so that the page stays responsive in between. */

/** Graphs with more nodes and ties than this are processed in slices. */
export const LARGE = 6000;
/** Whether a graph is processed in slices. */
export const isLarge = ({ nodes, ties }: { nodes: readonly unknown[]; ties: readonly unknown[] }): boolean =>
  nodes.length + ties.length > LARGE;
/** Milliseconds per slice: below 50, which browsers count as a long task. */
const SLICE_MS = 45;
const STEPS_PER_CHECK = 64; // steps between two readings of the clock

/** The time left for one slice of work. */
export class TimeSlice {
  private end = performance.now() + SLICE_MS;
  private steps = 0;
  constructor(private readonly often = STEPS_PER_CHECK) {}
  begin(): void {
    this.end = performance.now() + SLICE_MS;
  }
  isOver(): boolean {
    return ++this.steps % this.often === 0 && performance.now() > this.end;
  }
}

/** Lets the browser render and handle events; unlike `setTimeout(0)`, which browsers delay by 4 ms when nested. */
export function yieldToBrowser(): Promise<void> {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}
