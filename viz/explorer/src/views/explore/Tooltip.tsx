/** The tooltip at the pointer. */
import type { ModelNode } from "../../graph/model";
import { relationLine } from "../../graph/relationLine";
import { factById } from "../../graph/tables";
import { readTie } from "../../graph/tieReading";
import { visibleGraph } from "../../graph/visibleGraph";
import { kindName, messages, number, otherName, sectorName, subkindName } from "../../i18n";
import { nodeLabel } from "../../picture/nodeStyle";
import type { Target } from "../../picture/pointer";

function NodeTip({ node }: { node: ModelNode }) {
  const msg = messages.value;
  const graph = visibleGraph.value;
  const other = otherName({ label_ko: node.nameKo, label_en: node.nameEn });
  const group = node.id.startsWith("group:");
  return (
    <>
      <strong>{nodeLabel(node)}</strong>
      {other && !group && <div class="soft">{other}</div>}
      {!group && (
        <div>
          {[
            subkindName(node.subkind) ?? kindName(node.kind),
            node.kind === "programme" ? null : sectorName(node.sector),
            node.placeId,
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      )}
      <div>{msg.tiesN(number(graph?.degree.get(node.id) ?? 0))}</div>
    </>
  );
}

function TieTip({ id }: { id: string }) {
  const graph = visibleGraph.value;
  const msg = messages.value;
  const tie = graph?.ties.find((t) => t.key === id);
  if (!graph || !tie) return null;
  const read = readTie(tie, factById.value);
  const [a, b] = [graph.nodeById.get(read.from), graph.nodeById.get(read.to)];
  if (!a || !b) return null;
  const status = { fresh: msg.fresh, ended: msg.ended, changed: msg.changedTie, kept: msg.kept }[tie.status];
  return (
    <>
      <strong>
        {nodeLabel(a)} – {nodeLabel(b)}
      </strong>
      <div>
        {relationLine(read)}
        {graph.compared ? ` · ${status}` : ""}
      </div>
    </>
  );
}

interface Props {
  what: Target;
  at: { x: number; y: number };
  within: HTMLElement | null;
}

export function Tooltip({ what, at, within }: Props) {
  const graph = visibleGraph.value;
  if (!graph) return null;
  const [width, height] = [within?.clientWidth ?? 800, within?.clientHeight ?? 600];
  const left = at.x > width - 330 ? { right: `${width - at.x + 14}px` } : { left: `${at.x + 16}px` };
  const top = at.y > height - 130 ? { bottom: `${height - at.y + 12}px` } : { top: `${at.y + 14}px` };
  const node = "node" in what ? graph.nodeById.get(what.node) : null;
  if (node === undefined) return null;
  return (
    <div class="tip" role="tooltip" style={{ ...left, ...top }}>
      {node ? <NodeTip node={node} /> : "tie" in what && <TieTip id={what.tie} />}
    </div>
  );
}
