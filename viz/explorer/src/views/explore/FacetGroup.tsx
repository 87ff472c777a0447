/** One facet: its values with counts; a click hides a value, Alt+click shows it alone. */
import { useState } from "preact/hooks";
import { communityLabel } from "../../graph/communityLabels";
import { colouring } from "../../graph/colouring";
import type { Facet } from "../../graph/filtering";
import { ownColumn } from "../../graph/ownAttributes";
import { isOwn, ownName, ownToken } from "../../graph/ownValues";
import { countedPlaceName } from "../../graph/placeNames";
import { communitySummaries, filteredGraph } from "../../graph/visibleGraph";
import { kindName, messages, number, predicateName, sectorName, subkindName, vocabulary } from "../../i18n";
import { communityColours, kindColours, theme } from "../../picture/nodeStyle";
import { ownColours } from "../../picture/ownColours";
import { TieMark } from "../../components/TieMark";
import { change, state, toggled } from "../../state/state";

interface Line {
  value: string;
  name: string;
  colour: string | null;
  shape: string;
}

export function facetLines(facet: Facet | "predicate"): Line[] {
  const terms = vocabulary.value;
  const counts = filteredGraph.value?.facets().get(facet);
  if (!terms || !counts) return [];
  const off = (v: string) => state.value.off.includes(`${facet}:${v}`);
  const has = (v: string) => (counts.get(v) ?? 0) > 0 || off(v);
  const msg = messages.value;
  const painted = (colour: string) => (colouring.value === "sector" ? colour : null);
  const sorted = (list: Line[]) =>
    list.sort((a, b) => (counts.get(b.value) ?? 0) - (counts.get(a.value) ?? 0) || (a.value < b.value ? -1 : 1));
  switch (facet) {
    case "sector":
      // the sector colours appear only while nodes are coloured by sector: one palette, one meaning
      return [
        ...terms.sectors.map((s) => ({
          value: s.id,
          name: sectorName(s.id),
          colour: painted(s.colour),
          shape: "organisation",
        })),
        { value: "none", name: msg.noSector, colour: painted(terms.colours.no_sector), shape: "organisation" },
      ].filter((l) => has(l.value));
    case "kind":
      return Object.keys(terms.kinds)
        .filter(has)
        .map((k) => ({
          value: k,
          name: kindName(k),
          colour: kindMark(k),
          shape: k,
        }));
    case "sub":
      return sorted(
        [...new Set([...counts.keys(), ...Object.keys(terms.organisation_kinds).filter(has)])].filter(has).map((k) => ({
          value: k,
          name: k === "none" ? msg.noValue : (subkindName(k) ?? k),
          colour: null,
          shape: "",
        })),
      );
    case "place":
      return sorted([...counts.keys()].map((p) => ({ value: p, name: countedPlaceName(p), colour: null, shape: "" })));
    case "community":
      return communitySummaries.value
        .map((g) => ({
          value: String(g.id),
          name: communityLabel(g.id),
          colour: colouring.value === "community" ? (communityColours.value.get(g.id) ?? null) : null,
          shape: "organisation",
        }))
        .filter((l) => has(l.value));
    case "predicate":
      return Object.keys(terms.predicates)
        .filter(has)
        .map((p) => ({ value: p, name: predicateName(p), colour: null, shape: "tie" }));
    default:
      return ownLines(facet).filter((l) => has(l.value));
  }
}

/** The colour that nodes of a kind have in the picture: their own, or that of programmes among sectors; else none in particular. */
function kindMark(kind: string): string {
  if (colouring.value === "kind") return kindColours.value[kind] ?? theme.value.soft;
  if (colouring.value === "sector" && kind === "programme") return kindColours.value["programme"] ?? theme.value.soft;
  return theme.value.soft;
}
/** The values of an own attribute, the most frequent first, and nodes without one. */
function ownLines(facet: string): Line[] {
  const column = ownColumn(facet);
  const painted = colouring.value === facet ? ownColours.value : null;
  const rest = vocabulary.value?.colours.no_sector ?? null;
  const msg = messages.value;
  const counts = filteredGraph.value?.facets().get(facet);
  const line = (value: string, name: string): Line => ({
    value,
    name,
    colour: painted ? (painted.get(value) ?? rest) : null,
    shape: "organisation",
  });
  const lines = (column?.values ?? []).map((v) =>
    line(ownToken(v), v === true ? msg.own.yes : v === false ? msg.own.no : String(v)),
  );
  lines.sort((a, b) => (counts?.get(b.value) ?? 0) - (counts?.get(a.value) ?? 0));
  return [...lines, line("", msg.noValue)];
}
const facetTitle = (facet: Facet | "predicate"): string =>
  isOwn(facet) ? ownName(facet) : (messages.value.facet[facet] ?? facet);

const FEW = 9;
export function FacetGroup({ facet, closed = false }: { facet: Facet | "predicate"; closed?: boolean }) {
  const [full, setFull] = useState(false);
  const msg = messages.value;
  const list = facetLines(facet);
  const { off } = state.value;
  const counts = filteredGraph.value?.facets().get(facet);
  // a single sector is listed too, as the legend of its colour
  const only = facet === "sector" && colouring.value === "sector" && list.length === 1 && list[0]?.value !== "none";
  if (list.length < 2 && !only && !list.some((l) => off.includes(`${facet}:${l.value}`))) return null;
  const long = (facet === "place" || facet === "community" || isOwn(facet)) && list.length > FEW + 2;
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
    <details class="facet" open={!closed} data-facet={facet}>
      <summary>{facetTitle(facet)}</summary>
      {shown.map((line) => {
        const key = `${facet}:${line.value}`;
        return (
          <button
            type="button"
            key={key}
            class="line"
            aria-pressed={!off.includes(key)}
            data-key={key}
            title={`${line.name}. ${msg.legendHint}`}
            onClick={(e) => press(line, e.altKey || e.shiftKey)}
            onDblClick={() => press(line, true)}
          >
            {facet === "predicate" ? (
              <TieMark predicate={line.value} />
            ) : line.colour ? (
              <span class={`mark ${line.shape}`} style={{ backgroundColor: line.colour }} aria-hidden="true" />
            ) : (
              <span class="mark box" aria-hidden="true" />
            )}
            <span class="text">{line.name}</span>
            <span class="count">{number(counts?.get(line.value) ?? 0)}</span>
          </button>
        );
      })}
      {long && (
        <button type="button" class="go" onClick={() => setFull(!full)}>
          {full ? msg.close : msg.more(number(list.length - FEW))}
        </button>
      )}
    </details>
  );
}
