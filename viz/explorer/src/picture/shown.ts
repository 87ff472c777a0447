/** When a frame really stands on the screen: what a page asks of the graphics card is only queued. */

/** Milliseconds between two looks, and after which nothing is waited for any more. */
const OFTEN = 12;
const LONGEST = 4000;

/** Calls back once the card has done all that it was asked for so far. */
export function onceShown(context: WebGL2RenderingContext | null, act: () => void): void {
  const fence = context?.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!context || !fence) return void setTimeout(act);
  context.flush();
  const end = performance.now() + LONGEST;
  const look = () => {
    const done = context.isContextLost() || context.getSyncParameter(fence, context.SYNC_STATUS) === context.SIGNALED;
    if (!done && performance.now() < end) return void setTimeout(look, OFTEN);
    context.deleteSync(fence);
    act();
  };
  setTimeout(look, OFTEN);
}
