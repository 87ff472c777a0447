/** Waits for the GPU: WebGL calls are only queued, so a rendered frame may reach the screen much later. */

/** Milliseconds between two polls, and after which waiting is given up. */
const POLL_MS = 12;
const GIVE_UP_MS = 4000;

/** Calls back once the GPU has completed everything queued so far. */
export function afterGpu(context: WebGL2RenderingContext | null, act: () => void): void {
  const fence = context?.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!context || !fence) return void setTimeout(act);
  context.flush();
  const end = performance.now() + GIVE_UP_MS;
  const style = () => {
    const done = context.isContextLost() || context.getSyncParameter(fence, context.SYNC_STATUS) === context.SIGNALED;
    if (!done && performance.now() < end) return void setTimeout(style, POLL_MS);
    context.deleteSync(fence);
    act();
  };
  setTimeout(style, POLL_MS);
}
