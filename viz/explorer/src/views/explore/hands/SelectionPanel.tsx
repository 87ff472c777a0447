/** What is selected: what can be done with it, who is in it, the ties among them, and whom they share. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { notify } from "../../../components/Messages";
import { relationLine } from "../../../graph/relationLine";
import {
  allPinned,
  bundleSelected,
  clearSelection,
  commonPartners,
  hideSelected,
  keepOnlySelected,
  pinSelected,
  selection,
  selectNodes,
  tiesAmong,
  toggleSelected,
} from "../../../graph/selection";
import { factById } from "../../../graph/tables";
import { readTie } from "../../../graph/tieReading";
import { visibleGraph } from "../../../graph/visibleGraph";
import { messages, number } from "../../../i18n";
import { hands } from "../../../i18n/hands";
import { nodeLabel } from "../../../picture/nodeStyle";
import { selectItem } from "../../../graph/nodeActions";
import { change, flushAddress } from "../../../state/state";
import { SaveSelection } from "../out/SaveSelection";

const FEW = 30;

/** A list of which the first are shown until the reader wants all. */
function Listed<T>({ all, children }: { all: readonly T[]; children: (one: T) => ComponentChildren }) {
  const [full, setFull] = useState(false);
  return (
    <>
      <ul class="selected-list">{all.slice(0, full ? all.length : FEW).map(children)}</ul>
      {all.length > FEW && !full && (
        <button type="button" class="go" onClick={() => setFull(true)}>
          {messages.value.more(number(all.length - FEW))}
        </button>
      )}
    </>
  );
}
async function copyAddress(): Promise<void> {
  flushAddress();
  try {
    await navigator.clipboard.writeText(location.href);
    notify(messages.value.shared);
  } catch {
    notify(messages.value.copyFailed);
  }
}

function SelectionActions() {
  const msg = hands.value;
  const several = selection.value.length > 1;
  return (
    <div class="actions">
      <button type="button" data-action="keep-only" onClick={keepOnlySelected}>
        {msg.keepOnly}
      </button>
      <button type="button" data-action="hide-selected" onClick={hideSelected}>
        {msg.hide}
      </button>
      <button type="button" data-action="pin-selected" aria-pressed={allPinned.value} onClick={pinSelected}>
        {allPinned.value ? msg.unpin : msg.pin}
      </button>
      <button type="button" data-action="bundle" disabled={!several} onClick={bundleSelected}>
        {msg.bundle}
      </button>
      <button type="button" data-action="copy-selection" onClick={() => void copyAddress()}>
        {msg.copyLink}
      </button>
      <SaveSelection />
    </div>
  );
}

function TiesAmong() {
  const [msg, graph] = [hands.value, visibleGraph.value];
  const name = (id: string) => {
    const node = graph?.nodeById.get(id);
    return node ? nodeLabel(node) : id;
  };
  if (!tiesAmong.value.length) return <p class="soft">{msg.noTies}</p>;
  return (
    <Listed all={tiesAmong.value}>
      {(tie) => {
        const read = readTie(tie, factById.value);
        return (
          <li key={tie.key}>
            <button type="button" class="plain" data-among={tie.key} onClick={() => change({ tie: tie.key })}>
              {name(read.from)} – {name(read.to)}
              <span class="soft"> {relationLine(read)}</span>
            </button>
          </li>
        );
      }}
    </Listed>
  );
}

function CommonPartners() {
  const msg = hands.value;
  const [found, all] = [commonPartners.value, number(selection.value.length)];
  if (!found.length) return <p class="soft">{msg.noPartners}</p>;
  return (
    <>
      <p class="soft">{msg.partnersHint}</p>
      <Listed all={found}>
        {({ node, of }) => (
          <li key={node.id}>
            <button type="button" class="plain" data-partner={node.id} onClick={() => selectItem({ node: node.id })}>
              {nodeLabel(node)}
              <span class="soft"> {msg.tiedTo(number(of.length), all)}</span>
            </button>
          </li>
        )}
      </Listed>
      <button
        type="button"
        class="go"
        data-action="select-partners"
        onClick={() =>
          selectNodes(
            found.map(({ node }) => node.id),
            true,
          )
        }
      >
        {msg.selectPartners}
      </button>
    </>
  );
}

export function SelectionPanel() {
  const msg = hands.value;
  const [ties, partners] = [tiesAmong.value.length, commonPartners.value.length];
  return (
    <aside class="panel card selection" aria-label={msg.selection}>
      <button type="button" class="close" aria-label={msg.clear} title={msg.clear} onClick={clearSelection}>
        ×
      </button>
      <h2 aria-live="polite">{msg.selected(number(selection.value.length))}</h2>
      <p class="soft">{msg.summary(number(ties), number(partners))}</p>
      <SelectionActions />
      <h3>{msg.members}</h3>
      <Listed all={selection.value}>
        {(node) => (
          <li key={node.id}>
            <button type="button" class="plain" data-selected={node.id} onClick={() => selectItem({ node: node.id })}>
              {nodeLabel(node)}
            </button>
            <button
              type="button"
              class="x"
              aria-label={msg.remove(nodeLabel(node))}
              onClick={() => toggleSelected(node.id)}
            >
              ×
            </button>
          </li>
        )}
      </Listed>
      <h3>
        {msg.among} <span class="count">{number(ties)}</span>
      </h3>
      <TiesAmong />
      <h3>
        {msg.partners} <span class="count">{number(partners)}</span>
      </h3>
      <CommonPartners />
    </aside>
  );
}
