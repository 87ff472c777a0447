/** When a frame really stands on the screen: what a page asks of the graphics card is only queued. */

/** Milliseconds between two looks, and after which nothing is waited for any more. */
const POLL_MS = 12;
const GIVE_UP_MS = 4000;

/** Calls back once the card has done all that it was asked for so far. */
export function afterGpu(context: WebGL2RenderingContext | null, act: () => void): void {
  const fence = context?.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!context || !fence) return void setTimeout(act);
  context.flush();
  const end = performance.now() + GIVE_UP_MS;
  const look = () => {
    const done = context.isContextLost() || context.getSyncParameter(fence, context.SYNC_STATUS) === context.SIGNALED;
    if (!done && performance.now() < end) return void setTimeout(look, POLL_MS);
    context.deleteSync(fence);
    act();
  };
  setTimeout(look, POLL_MS);
}
