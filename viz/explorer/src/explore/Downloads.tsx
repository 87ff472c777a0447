/** What can be taken away: the picture as it is, the data behind it in every format of the API, a page that stands alone. */
import { alone, drawn, model, root } from "../graph/data";
import { route } from "../api/client";
import { focus, lookOf, tone } from "../picture/look";
import { png, save, svg } from "../picture/files";
import { state } from "../state/state";
import { layerName, vocabulary, words } from "../words";
import { saveMap } from "../map/files";
import { csv, table } from "./rows";
import { bridges, gaps } from "../gaps/answers";
import { saveBridges, saveGaps, saveMatrix } from "../gaps/files";
import { licences } from "../shell/licences";
import { renderer, tieLook } from "./Stage";

/** The words of the API that ask for the same nodes and ties, as far as it knows them. */
export function exportWords(): Record<string, string | number | boolean | null> {
  const { layer, around, depth, as_of, compare, undated, off } = state.value;
  const known = vocabulary.value;
  const keep = (facet: string, all: string[]) => {
    const gone = off.filter((o) => o.startsWith(`${facet}:`)).map((o) => o.slice(facet.length + 1));
    return gone.length ? all.filter((v) => !gone.includes(v)).join(",") : null;
  };
  return {
    layer: around && layer === "all" ? null : layer, around, depth: around ? depth : null, as_of: compare ?? as_of, undated: undated === "drop" ? "drop" : null,
    isolates: around || !alone.value ? null : true,
    sectors: keep("sector", known?.sectors.map((s) => s.id) ?? []), kinds: keep("kind", Object.keys(known?.kinds ?? {})), predicates: keep("predicate", Object.keys(known?.predicates ?? {})),
  };
}
/** What is shown and of which data, and what it does not say. */
function told(): [string, string] {
  const { layer, as_of, compare } = state.value;
  return [["Sojae", layerName(layer), compare ? `${as_of} → ${compare}` : as_of, `${words.value.version} ${root.value.data?.graph_version ?? ""}`].filter(Boolean).join(" · "), [words.value.note, licences.value].filter(Boolean).join(" ")];
}
/** What the API's words cannot say: files hold it all the same. */
const unsaid = () => {
  const { programme, hide, range, expand, off } = state.value;
  return state.value.view === "explore" && (programme.length + hide.length + range.length + expand.length > 0 || off.some((o) => !/^(sector|kind|predicate):/.test(o)));
};
function asSvg(): string | null {
  const [r, shown] = [renderer.value, drawn.value];
  return r && shown ? svg(shown, r, lookOf.value, tieLook.value, focus.value, tone.value, told().join(" · ")) : null;
}

export function Downloads({ close }: { close: () => void }) {
  const w = words.value;
  const done = (act: () => void | Promise<void>) => () => { void act(); close(); };
  const explore = state.value.view === "explore" && model.value;
  return (
    <div class="menu" role="group" aria-label={w.download}>
      {explore && (
        <>
          <h3>{w.save.title}</h3>
          {renderer.value && <><button type="button" data-save="png" onClick={done(async () => { const s = asSvg(); if (s) save("sojae.png", await png(s)); })}>{w.save.png}</button>
          <button type="button" data-save="svg" onClick={done(() => { const s = asSvg(); if (s) save("sojae.svg", s, "image/svg+xml"); })}>{w.save.svg}</button></>}
          {state.value.map && <button type="button" data-save="map" onClick={done(() => saveMap(told()))}>{w.save.map}</button>}
          <button type="button" data-save="table" onClick={done(() => save(`sojae-${state.value.table === "ties" ? "ties" : "nodes"}.csv`, csv(table.value.columns, table.value.rows), "text/csv"))}>{w.save.table}</button>
        </>
      )}
      {state.value.view === "gaps" && gaps.value.data && (
        <>
          <h3>{w.views.gaps}</h3>
          <button type="button" data-save="gaps" onClick={done(() => saveGaps(gaps.value.data as NonNullable<typeof gaps.value.data>))}>{w.saveGaps}</button>
          {state.value.pair && bridges.value.data && <button type="button" data-save="bridges" onClick={done(() => saveBridges(bridges.value.data as NonNullable<typeof bridges.value.data>))}>{w.saveBridges}</button>}
          <button type="button" data-save="matrix" onClick={done(() => saveMatrix(gaps.value.data?.graph_version ?? ""))}>{w.saveMatrix}</button>
        </>
      )}
      <h3>{w.save.files}</h3>
      {unsaid() && <p class="soft" data-part="unsaid">{w.save.unsaid}</p>}
      {vocabulary.value?.formats.map((f) => (
        <a key={f.name} href={route("/export", { format: f.name, ...exportWords() })} download data-save={f.name} title={f.summary} onClick={() => setTimeout(close)}>{f.name.toUpperCase()} <span class="soft">.{f.extension}</span></a>
      ))}
      <a href={route("/page", { ...exportWords(), language: state.value.lang })} download="sojae.html" data-save="page" onClick={() => setTimeout(close)}>{w.save.page} <span class="soft">.html</span></a>
    </div>
  );
}
