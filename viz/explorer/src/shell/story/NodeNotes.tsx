/** Notes beside the nodes that they are pinned to, while the network is on the screen. */
import { useEffect, useRef } from "preact/hooks";
import { visibleGraph } from "../../graph/visibleGraph";
import { activeRenderer } from "../../picture/activeRenderer";
import { story } from "../../state/story";

export function NodeNotes() {
  const box = useRef<HTMLDivElement>(null);
  const renderer = activeRenderer.value;
  const { notes } = story.value;
  const drawn = Object.entries(notes).filter(([id]) => visibleGraph.value?.nodeById.has(id));
  useEffect(() => {
    if (!renderer || !drawn.length) return;
    const put = () => {
      const { a, d, e, f } = renderer.transform;
      const within = renderer.sigma.getContainer().getBoundingClientRect();
      for (const one of box.current?.children ?? []) {
        const node = visibleGraph.peek()?.nodeById.get((one as HTMLElement).dataset["note"] ?? "");
        if (!node) continue;
        const [x, y] = [a * node.x + e, d * node.y + f];
        const inside = x > 0 && y > 0 && x < within.width && y < within.height;
        (one as HTMLElement).hidden = !inside;
        (one as HTMLElement).style.transform = `translate(${x + within.x + 10}px, ${y + within.y + 8}px)`;
      }
    };
    put();
    renderer.sigma.on("afterRender", put);
    return () => {
      renderer.sigma.off("afterRender", put);
    };
  }, [renderer, story.value, visibleGraph.value]);
  if (!renderer || !drawn.length) return null;
  return (
    <div class="node-notes" ref={box}>
      {drawn.map(([id, note]) => (
        <p key={id} data-note={id}>
          {note}
        </p>
      ))}
    </div>
  );
}
