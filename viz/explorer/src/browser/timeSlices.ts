/** Long work in pieces: the page answers between them. */

/** Up to so many nodes and ties are worked on at once. */
export const LARGE = 6000;
/** Whether a picture holds so much that it is worked on in pieces. */
export const isLarge = ({ nodes, ties }: { nodes: readonly unknown[]; ties: readonly unknown[] }): boolean =>
  nodes.length + ties.length > LARGE;
/** Milliseconds of one piece. */
const SLICE_MS = 45;
const STEPS_PER_CHECK = 64; // steps between two looks at the clock

/** A piece of work, as long as it may take. */
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

/** Lets the page draw and answer before going on; unlike a timer it waits for nothing else. */
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
