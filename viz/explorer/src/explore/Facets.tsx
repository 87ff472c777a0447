/** The left side: layer, appearance, and facets that filter, each with its true count. */
import { computed, signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { alone, communityList, details, filtered, measures, model, values } from "../graph/data";
import { geography, groupShown } from "../graph/tables";
import { beyond } from "../graph/whole";
import { EVERY } from "../graph/collapse";
import type { Facet } from "../graph/drawn";
import { communityColours, groupName } from "../picture/look";
import { DARK, LIGHT, ramp } from "../picture/colours";
import { tone } from "../picture/look";
import { change, slide, state, toggled } from "../state/state";
import { inLanguage, kindName, layerName, number, placeName, predicateName, sectorName, spotName, subName, value, vocabulary, words } from "../words";
import type { Layer } from "../state/address";
import { ProgrammeFacet } from "./ProgrammeFacet";
import { RangeSlider } from "./RangeSlider";

interface Line { value: string; name: string; colour: string | null; shape: string }

function lines(facet: Facet | "predicate"): Line[] {
  const known = vocabulary.value;
  const counts = filtered.value?.facets().get(facet);
  if (!known || !counts) return [];
  const off = (v: string) => state.value.off.includes(`${facet}:${v}`);
  const has = (v: string) => (counts.get(v) ?? 0) > 0 || off(v);
  const w = words.value;
  const painted = (colour: string) => (state.value.colour === "sector" ? colour : null);
  const sorted = (list: Line[]) => list.sort((a, b) => (counts.get(b.value) ?? 0) - (counts.get(a.value) ?? 0) || (a.value < b.value ? -1 : 1));
  switch (facet) {
    case "sector":
      // one palette means one thing: where the picture shows something else, sectors are only filters
      return [...known.sectors.map((s) => ({ value: s.id, name: sectorName(s.id), colour: painted(s.colour), shape: "organisation" })), { value: "none", name: w.noSector, colour: painted(known.colours.no_sector), shape: "organisation" }].filter((l) => has(l.value));
    case "kind":
      return Object.keys(known.kinds).filter(has).map((k) => ({ value: k, name: kindName(k), colour: tone.value.soft, shape: k }));
    case "sub":
      return sorted([...new Set([...counts.keys(), ...Object.keys(known.organisation_kinds).filter(has)])].filter(has).map((k) => ({ value: k, name: k === "none" ? w.noValue : (subName(k) ?? k), colour: null, shape: "" })));
    case "place":
      return sorted([...counts.keys()].map((p) => ({ value: p, name: spotName(p), colour: null, shape: "" })));
    case "community":
      return communityList.value.map((g) => ({ value: String(g.id), name: groupName(`group:community:${g.id}`), colour: state.value.colour === "community" ? (communityColours.value.get(g.id) ?? null) : null, shape: "organisation" })).filter((l) => has(l.value));
    case "predicate":
      return Object.keys(known.predicates).filter(has).map((p) => ({ value: p, name: predicateName(p), colour: known.predicates[p]?.colour ?? null, shape: "tie" }));
  }
}

const FEW = 9;
function FacetGroup({ facet, closed = false }: { facet: Facet | "predicate"; closed?: boolean }) {
  const [full, setFull] = useState(false);
  const w = words.value;
  const list = lines(facet);
  const { off } = state.value;
  const counts = filtered.value?.facets().get(facet);
  // one colour needs its legend too, if it means something
  const only = facet === "sector" && state.value.colour === "sector" && list.length === 1 && list[0]?.value !== "none";
  if (list.length < 2 && !only && !list.some((l) => off.includes(`${facet}:${l.value}`))) return null;
  const long = (facet === "place" || facet === "community") && list.length > FEW + 2;
  const shown = long && !full ? list.filter((l, i) => i < FEW || off.includes(`${facet}:${l.value}`)) : list;
  function press(line: Line, alone: boolean) {
    const key = `${facet}:${line.value}`;
    if (!alone) return change({ off: toggled(off, key) });
    const others = list.filter((l) => l.value !== line.value).map((l) => `${facet}:${l.value}`);
    const rest = off.filter((o) => !o.startsWith(`${facet}:`));
    const already = others.every((o) => off.includes(o)) && !off.includes(key);
    change({ off: already ? rest : [...rest, ...others] });
  }
  return (
    <details class="facet" open={!closed}>
      <summary>{w.facet[facet]}</summary>
      {shown.map((line) => {
        const key = `${facet}:${line.value}`;
        return (
          <button type="button" key={key} class="line" aria-pressed={!off.includes(key)} data-key={key} title={`${line.name}. ${w.legendHint}`} onClick={(e) => press(line, e.altKey || e.shiftKey)} onDblClick={() => press(line, true)}>
            {line.colour ? <span class={`mark ${line.shape}`} style={{ backgroundColor: line.colour }} aria-hidden="true" /> : <span class="mark box" aria-hidden="true" />}
            <span class="text">{line.name}</span><span class="count">{number(counts?.get(line.value) ?? 0)}</span>
          </button>
        );
      })}
      {long && <button type="button" class="go" onClick={() => setFull(!full)}>{full ? w.close : w.more(number(list.length - FEW))}</button>}
    </details>
  );
}

/** A menu of all measures of the registry, by family. */
/** A select keeps the value it was given only if the option is there: this renews it when the registry arrives. */
export const registryKey = () => (measures.value.data ? "known" : "waiting");
export function MeasureOptions({ but }: { but?: string }) {
  const list = (measures.value.data?.results ?? []).filter((m) => m.name !== but);
  const families = [...new Set(list.map((m) => m.family))];
  return <>{families.map((f) => <optgroup key={f} label={state.value.lang === "ko" ? (list.find((m) => m.family === f)?.family_ko ?? f) : f.replaceAll("_", " ")}>{list.filter((m) => m.family === f).map((m) => <option key={m.name} value={m.name}>{state.value.lang === "ko" ? m.title_ko : m.title_en}</option>)}</optgroup>)}</>;
}

function Appearance() {
  const w = words.value;
  const { colour, size, range, collapse: groups } = state.value;
  const plain = ["sector", "kind", "community"].includes(colour);
  const known = values.value.get(colour);
  const grouped = communityList.value.length > 0;
  const t = tone.value;
  return (
    <details class="facet appearance" open={!plain || size !== "ties" || range.length > 0 || groups.length > 0}>
      <summary>{w.appearance}</summary>
      <label>{w.colourBy}
        <select key={registryKey()} value={colour} data-control="colour" onChange={(e) => change({ colour: e.currentTarget.value })}>
          <option value="sector">{w.bySector}</option><option value="kind">{w.byKind}</option>{(grouped || colour === "community") && <option value="community">{w.byCommunity}</option>}<MeasureOptions but="community" />
        </select>
      </label>
      {!plain && <div class="rampline" aria-hidden="true"><span>{w.fewer}</span><i>{[0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => <b key={v} style={{ backgroundColor: ramp(v, t.dark ? DARK : LIGHT) }} />)}</i><span>{known ? value(Math.max(...known.values())) : w.higher}</span></div>}
      <label>{w.sizeBy}
        <select key={registryKey()} value={size} data-control="size" onChange={(e) => change({ size: e.currentTarget.value })}><option value="ties">{w.byTies}</option><MeasureOptions /></select>
      </label>
      <label>{w.collapse}
        <select value={groups.includes(EVERY) ? "community" : groups.length === 1 ? groups[0] : groups.length ? (groups[0]?.startsWith("sector") ? "sector" : "community") : ""} data-control="collapse" onChange={(e) => collapseAll(e.currentTarget.value)}>
          <option value="">{w.none}</option>{(!noSector.value || groups.some((g) => g.startsWith("sector:"))) && <option value="sector">{w.collapseSectors}</option>}{(grouped || groups.some((g) => g.startsWith("community:"))) && <option value="community">{w.collapseCommunities}</option>}
          {(["sector", "community"] as const).filter((facet) => lines(facet).length > 1 || groups.some((g) => g.startsWith(`${facet}:`))).map((facet) => (
            <optgroup key={facet} label={w.facet[facet]}>{lines(facet).map((l) => <option key={l.value} value={`${facet}:${l.value}`}>{groups.includes(`${facet}:${l.value}`) ? "✓ " : ""}{l.name}</option>)}</optgroup>
          ))}
        </select>
      </label>
      <label>{w.range}
        <select value="" data-control="range" onChange={(e) => { const m = e.currentTarget.value; if (m && !range.some((r) => r.measure === m)) change({ range: [...range, { measure: m, low: -1e12, high: 1e12 }] }); }}>
          <option value="">{w.addRange}</option><MeasureOptions />
        </select>
      </label>
      {range.map((r) => <RangeSlider key={r.measure} range={r} set={(next, done) => (done ? change : slide)({ range: range.map((o) => (o.measure === r.measure ? next : o)) })} remove={() => change({ range: range.filter((o) => o.measure !== r.measure) })} />)}
    </details>
  );
}
/** All sectors, all communities, or one group more or less. */
function collapseAll(how: string): void {
  if (how.includes(":")) return change({ collapse: toggled(state.value.collapse, how).sort(), tie: null });
  const nodes = [...(model.value?.nodes.values() ?? [])];
  const all = how === "sector" ? [...new Set(nodes.filter((n) => n.kind !== "programme").map((n) => `sector:${n.sector ?? "none"}`))]
    : how === "community" ? [...new Set(nodes.filter((n) => n.community >= 0).map((n) => `community:${n.community}`))] : [];
  change({ collapse: all.sort(), tie: null });
}

const noSector = computed(() => {
  const nodes = [...(model.value?.nodes.values() ?? [])].filter((n) => n.kind !== "programme");
  return nodes.length > 0 && nodes.every((n) => n.sector === null);
});
/** Why one colour stands for all: nothing that is there has a sector, or nothing is tied and so nothing is in a group. */
function OneColour() {
  const w = words.value;
  const { colour } = state.value;
  const nodes = model.value?.nodes.size ?? 0;
  const groups = communityList.value.length;
  if (colour === "community" && nodes && !groups) return <p class="hint" data-part="groupless">{w.groupless}</p>;
  if (colour !== "sector" || !noSector.value) return null;
  // another colouring is offered only where it tells more
  return <p class="hint" data-part="sectorless">{w.sectorless} {groups > 1 ? <>{w.colourInstead} <button type="button" class="go" onClick={() => change({ colour: "community" })}>{w.byCommunity}</button></> : groups ? "" : w.groupless}</p>;
}

/** On a narrow screen the facets are folded away until they are asked for. */
export const drawer = signal(false);
const LAYERS: Layer[] = ["all", "direct", "affiliation", "technology", "facts"];
export function Facets() {
  const w = words.value;
  const { layer, off, programme, place, lit, hide, pin, range, expand, around, collapse: groups, compare } = state.value;
  const t = tone.value;
  return (
    <nav class="facets" id="facets" aria-label={w.filters}>
      <button type="button" class="close shut" aria-label={`${w.close}: ${w.filters}`} onClick={() => { drawer.value = false; }}>×</button>
      <label class="layer">{w.layer}
        <select value={layer} data-control="layer" onChange={(e) => change({ layer: e.currentTarget.value as Layer, tie: null })}>{LAYERS.map((l) => <option key={l} value={l}>{layerName(l)}</option>)}</select>
      </label>
      <p class="hint">{w.layerHint[layer]}</p>
      {!around && <label class="check"><input type="checkbox" checked={alone.value} data-control="isolates" onChange={(e) => change({ isolates: e.currentTarget.checked ? "show" : "hide" })} />{w.isolatesToo}</label>}
      {compare !== null && (
        <div class="facet compared" data-part="comparison">
          {([["fresh", w.fresh, t.fresh], ["ended", w.ended, t.ended], ["changed", w.changedTie, t.changed], ["kept", w.kept, t.tie]] as const).map(([s, name, c]) => (
            <div class="line" key={s}><span class="mark tie" style={{ backgroundColor: c }} /><span class="text">{name}</span><span class="count" data-status={s}>{number(filtered.value?.ties.filter((x) => x.status === s).length ?? 0)}</span></div>
          ))}
        </div>
      )}
      {(off.length > 0 || range.length > 0 || programme.length > 0 || place || lit !== null || hide.length > 0 || pin.length > 0 || expand.length > 0 || groups.length > 0 || around) && (
        <div class="chips state">
          {(off.length > 0 || range.length > 0 || programme.length > 0) && <button type="button" class="chip" data-action="clear" onClick={() => change({ off: [], range: [], programme: [] })}>{w.clear} ×</button>}
          {place && <button type="button" class="chip" data-action="unplace" onClick={() => change({ place: null })}>{placeName(place)} ×</button>}
          {lit !== null && <button type="button" class="chip" data-action="unlit" onClick={() => change({ lit: null })}>{w.inGroup(groupShown.value ? inLanguage({ ko: groupShown.value.label_ko, en: groupShown.value.label_en }) : String(lit))} ×</button>}
          {hide.length > 0 && <button type="button" class="chip" data-action="unhide" onClick={() => change({ hide: [] })}>{w.hidden(number(hide.length))} · {w.showHidden}</button>}
          {pin.length > 0 && <button type="button" class="chip" title={w.pinHint} onClick={() => change({ pin: [] })}>{w.pinned(number(pin.length))} ×</button>}
          {expand.length > 0 && <button type="button" class="chip" data-action="fold" onClick={() => change({ expand: [] })}>{w.expanded} ×</button>}
          {groups.length > 0 && <button type="button" class="chip" onClick={() => change({ collapse: [] })}>{w.uncollapse}</button>}
          {around && <button type="button" class="chip" onClick={() => change({ around: null })}>{w.wholeMap}</button>}
        </div>
      )}
      {beyond.value && <p class="hint" data-part="of-drawn">{w.ofDrawn(number(beyond.value.drawn), number(beyond.value.whole))}</p>}
      <FacetGroup facet="sector" />
      <OneColour />
      <FacetGroup facet="kind" />
      <FacetGroup facet="predicate" />
      <Appearance />
      {details.value.size > 0 && <FacetGroup facet="sub" closed />}
      {geography.value && <FacetGroup facet="place" closed />}
      <ProgrammeFacet />
      <FacetGroup facet="community" closed={state.value.colour !== "community"} />
      <p class="hint">{w.legendHint} {state.value.size === "ties" && !groups.length && model.value?.ties.size ? w.pictureLegend : ""}</p>
    </nav>
  );
}
