/** Expanding a node: previews by kind and sector what would be added, since a hub may have hundreds of neighbours. */
import { useEffect, useState } from "preact/hooks";
import type { Neighbourhood } from "../../api/types";
import { Spinner } from "../../components/Messages";
import { EXPANSION_LIMIT, fetchNeighbourhood } from "../../graph/expansions";
import { model } from "../../graph/visibleGraph";
import { kindName, messages, number, sectorName } from "../../i18n";
import { change, state } from "../../state/state";

export function ExpandPanel({ of, close }: { of: string; close: () => void }) {
  const msg = messages.value;
  const [near, setNear] = useState<Neighbourhood | null>(null);
  const [kinds, setKinds] = useState<string[]>([]);
  const [sectors, setSectors] = useState<string[]>([]);
  useEffect(() => {
    void fetchNeighbourhood(of).then(setNear, close);
  }, [of]);
  if (!near)
    return (
      <div class="expand">
        <Spinner />
      </div>
    );

  const earlier = state.value.expand.find((e) => e.id === of && !e.alone);
  const graph = model.value?.nodes;
  const fresh = near.nodes.filter((n) => n.id !== of && !graph?.has(n.id));
  const count = (values: (string | null)[]) => {
    const counts = new Map<string, number>();
    for (const v of values) if (v !== null) counts.set(v, (counts.get(v) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
  const sectorOf = (n: Neighbourhood["nodes"][number]) =>
    n.kind === "programme" ? null : (n.sector ?? n.field ?? "none");
  const byKind = fresh.filter((n) => !kinds.length || kinds.includes(n.kind));
  const chosen = byKind.filter((n) => !sectors.length || sectors.includes(sectorOf(n) ?? "none"));
  const toggle = (list: string[], v: string) => (list.includes(v) ? list.filter((x) => x !== v) : [...list, v]);
  const add = () => {
    change({
      expand: [
        ...state.value.expand.filter((e) => e.id !== of),
        { id: of, alone: false, kinds: kinds.length ? kinds : null, sectors: sectors.length ? sectors : null },
      ],
    });
    close();
  };
  return (
    <div class="expand">
      <strong>
        {msg.expandPreview} {number(fresh.length)}
      </strong>
      {!fresh.length && <p class="soft">{msg.expandAll}</p>}
      <div class="chips" role="group" aria-label={msg.facet["kind"]}>
        {count(fresh.map((n) => n.kind)).map(([k, n]) => (
          <button
            type="button"
            key={k}
            class="chip"
            aria-pressed={kinds.includes(k)}
            data-kind={k}
            onClick={() => setKinds(toggle(kinds, k))}
          >
            {kindName(k)} <b>{number(n)}</b>
          </button>
        ))}
      </div>
      <div class="chips" role="group" aria-label={msg.facet["sector"]}>
        {count(byKind.map(sectorOf)).map(([s, n]) => (
          <button
            type="button"
            key={s}
            class="chip"
            aria-pressed={sectors.includes(s)}
            onClick={() => setSectors(toggle(sectors, s))}
          >
            {sectorName(s === "none" ? null : s)} <b>{number(n)}</b>
          </button>
        ))}
      </div>
      {chosen.length > EXPANSION_LIMIT && (
        <p class="soft">{msg.expandCut(number(EXPANSION_LIMIT), number(chosen.length))}</p>
      )}
      <div class="actions">
        {fresh.length > 0 && (
          <button type="button" class="primary" data-action="add" disabled={!chosen.length} onClick={add}>
            {msg.expandAdd(number(Math.min(chosen.length, EXPANSION_LIMIT)))}
          </button>
        )}
        {earlier && (
          <button
            type="button"
            onClick={() => {
              change({ expand: state.value.expand.filter((e) => e.id !== of) });
              close();
            }}
          >
            {msg.expanded}
          </button>
        )}
      </div>
    </div>
  );
}
