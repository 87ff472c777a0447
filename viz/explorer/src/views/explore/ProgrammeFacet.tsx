/** The facet of programmes, searched by name, each with the number of its organisations that would be visible. */
import { useState } from "preact/hooks";
import { programmeList } from "../../graph/tables";
import { filteredGraph } from "../../graph/visibleGraph";
import { messages, nameOf, number } from "../../i18n";
import { change, state, toggled } from "../../state/state";

const FEW = 8;
const bare = (text: string) => text.toLowerCase().replace(/\s+/g, "");

export function ProgrammeFacet() {
  const msg = messages.value;
  const [find, setFind] = useState("");
  const [full, setFull] = useState(false);
  const { programme: chosen } = state.value;
  const counts = filteredGraph.value?.facets().get("programme");
  if (!counts || !programmeList.value.size) return null;
  const q = bare(find);
  const all = [...programmeList.value.values()]
    .map((p) => ({
      id: p.id,
      name: nameOf({ name_ko: p.name_ko ?? "", name_en: p.name_en ?? "" }) || p.id,
      both: bare(`${p.name_ko} ${p.name_en}`),
      count: counts.get(p.id) ?? 0,
      on: chosen.includes(p.id),
    }))
    .filter((p) => p.on || (p.count > 0 && (!q || p.both.includes(q))))
    .sort((a, b) => Number(b.on) - Number(a.on) || b.count - a.count || (a.id < b.id ? -1 : 1));
  const shown = full ? all.slice(0, 400) : all.slice(0, FEW + chosen.length);
  return (
    <details class="facet programmes" open={chosen.length > 0} data-facet="programme">
      <summary>{msg.programme}</summary>
      <input
        class="filter"
        type="search"
        placeholder={msg.findProgramme}
        aria-label={msg.findProgramme}
        value={find}
        onInput={(e) => setFind(e.currentTarget.value)}
      />
      {shown.map((p) => (
        <button
          type="button"
          key={p.id}
          class="line pick"
          aria-pressed={p.on}
          data-key={`programme:${p.id}`}
          title={p.name}
          onClick={() => change({ programme: toggled(chosen, p.id) })}
        >
          <span class="tick" aria-hidden="true">
            {p.on ? "✓" : ""}
          </span>
          <span class="text">{p.name}</span>
          <span class="count">{number(p.count)}</span>
        </button>
      ))}
      {!shown.length && <p class="hint">{msg.noProgramme}</p>}
      {all.length > FEW + chosen.length && (
        <button type="button" class="go" onClick={() => setFull(!full)}>
          {full ? msg.close : msg.more(number(all.length - shown.length))}
        </button>
      )}
      <p class="hint">{msg.programmeHint}</p>
    </details>
  );
}
