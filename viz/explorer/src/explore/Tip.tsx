/** The short tip under the pointer. */
import { drawn } from "../graph/data";
import { reading } from "../graph/directions";
import { factOf } from "../graph/tables";
import type { ModelNode } from "../graph/model";
import { labelOf } from "../picture/look";
import { number, otherName, relationLine, sectorName, subName, kindName, words } from "../words";

function Node({ node }: { node: ModelNode }) {
  const w = words.value;
  const shown = drawn.value;
  const other = otherName({ label_ko: node.ko, label_en: node.en });
  const group = node.id.startsWith("group:");
  return (
    <>
      <strong>{labelOf(node)}</strong>
      {other && !group && <div class="soft">{other}</div>}
      {!group && <div>{[subName(node.sub) ?? kindName(node.kind), node.kind === "programme" ? null : sectorName(node.sector), node.place].filter(Boolean).join(" · ")}</div>}
      <div>{w.tiesN(number(shown?.degree.get(node.id) ?? 0))}</div>
    </>
  );
}

export function Tip({ what, at, within }: { what: { node: string } | { tie: string }; at: { x: number; y: number }; within: HTMLElement | null }) {
  const shown = drawn.value;
  const w = words.value;
  if (!shown) return null;
  const [width, height] = [within?.clientWidth ?? 800, within?.clientHeight ?? 600];
  const left = at.x > width - 330 ? { right: `${width - at.x + 14}px` } : { left: `${at.x + 16}px` };
  const top = at.y > height - 130 ? { bottom: `${height - at.y + 12}px` } : { top: `${at.y + 14}px` };
  let content = null;
  if ("node" in what) {
    const node = shown.of.get(what.node);
    if (!node) return null;
    content = <Node node={node} />;
  } else {
    const tie = shown.ties.find((t) => t.key === what.tie);
    if (!tie) return null;
    const read = reading(tie, factOf.value);
    const [a, b] = [shown.of.get(read.from), shown.of.get(read.to)];
    if (!a || !b) return null;
    const status = { fresh: w.fresh, ended: w.ended, changed: w.changedTie, kept: w.kept }[tie.status];
    content = (
      <>
        <strong>{labelOf(a)} – {labelOf(b)}</strong>
        <div>{relationLine(read)}{shown.compared ? ` · ${status}` : ""}</div>
      </>
    );
  }
  return <div class="tip" role="tooltip" style={{ ...left, ...top }}>{content}</div>;
}
