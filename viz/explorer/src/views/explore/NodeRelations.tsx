/** A node's relations by predicate, and what became of its ties between two dates. */
import { useState } from "preact/hooks";
import { record } from "../../api/records";
import type { Neighbourhood, Relation } from "../../api/types";
import { PredicateMark, RelationItem, periodStatus, type PeriodStatus } from "../../components/Evidence";
import { filteredGraph } from "../../graph/visibleGraph";
import { day, messages, number, predicateName } from "../../i18n";
import { state } from "../../state/state";

const ORDER: Record<PeriodStatus, number> = { fresh: 0, ended: 1, held: 2, out: 3 };

/** How a node's ties changed between two dates. */
export function TieChanges({ of }: { of: string }) {
  const msg = messages.value;
  const { as_of, compare } = state.value;
  const graph = filteredGraph.value;
  if (compare === null || !graph?.compared) return null;
  const own = graph.ties.filter((t) => t.a === of || t.b === of);
  const parts = (
    [
      ["fresh", msg.fresh],
      ["ended", msg.ended],
      ["changed", msg.changedTie],
      ["kept", msg.kept],
    ] as const
  ).map(([status, name]) => ({ status, name, count: own.filter((t) => t.status === status).length }));
  return (
    <p class="difference" data-part="difference">
      <b>{msg.comparing(day(as_of ?? ""), day(compare))}</b>
      {parts
        .filter((p) => p.count)
        .map((p) => (
          <span key={p.status} class={`badge ${p.status}`} data-difference={p.status}>
            {p.name} {number(p.count)}
          </span>
        ))}
    </p>
  );
}

export function NodeRelations({ near, of }: { near: Neighbourhood; of: string }) {
  const msg = messages.value;
  const [find, setFind] = useState("");
  const [full, setFull] = useState<string[]>([]);
  const match = (r: Relation) => {
    if (!find.trim()) return true;
    const far = record(r.subject === of ? r.object : r.subject);
    return `${far?.name_ko} ${far?.name_en} ${r.detail ?? ""} ${r.detail_ko ?? ""} ${r.start ?? ""}`
      .toLowerCase()
      .includes(find.trim().toLowerCase());
  };
  const grouped = new Map<string, Relation[]>();
  for (const r of near.relations.filter(match)) grouped.set(r.predicate, [...(grouped.get(r.predicate) ?? []), r]);
  const few = near.relations.length <= 5;
  return (
    <>
      {!near.relations.length && <p class="soft">{msg.noTies}</p>}
      {near.relations.length > 12 && (
        <input
          class="filter"
          type="search"
          placeholder={msg.filterTies}
          aria-label={msg.filterTies}
          value={find}
          onInput={(e) => setFind(e.currentTarget.value)}
        />
      )}
      {[...grouped]
        .sort((a, b) => b[1].length - a[1].length)
        .map(([predicate, list]) => {
          // changes first, relations not in force last
          list.sort(
            (a, b) =>
              ORDER[periodStatus(a)] - ORDER[periodStatus(b)] ||
              (b.start ?? "").localeCompare(a.start ?? "") ||
              (a.id < b.id ? -1 : 1),
          );
          const shown = full.includes(predicate) ? list : list.slice(0, 12);
          return (
            <section key={predicate} data-predicate={predicate}>
              <h3>
                <PredicateMark predicate={predicate} />
                {predicateName(predicate)} <span class="count">{number(list.length)}</span>
              </h3>
              <ul class="relations">
                {shown.map((r) => (
                  <RelationItem key={r.id} relation={r} of={of} open={few && r.sources.length <= 2} />
                ))}
              </ul>
              {shown.length < list.length && (
                <button type="button" class="go" onClick={() => setFull([...full, predicate])}>
                  {msg.more(number(list.length - shown.length))}
                </button>
              )}
            </section>
          );
        })}
    </>
  );
}
