/** How the network looks: colour, size, collapsed groups, and filters by measures. */
import { EVERY, ownGroupOf } from "../../graph/collapse";
import { colouring, hasNoSector, isByValues } from "../../graph/colouring";
import { ownColumns } from "../../graph/ownAttributes";
import { isCategorical, isListed, isOwn, isQuantity, ownId, ownName } from "../../graph/ownValues";
import { communitySummaries, model } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { change, changeContinuously, state, toggled } from "../../state/state";
import type { OwnColumn } from "../../api/types";
import { RangeSlider } from "./RangeSlider";

import { MeasureOptions, registryKey } from "../../components/MeasureOptions";
import { facetLines } from "./FacetGroup";

export function Appearance() {
  const msg = messages.value;
  const { size, range, collapse: groups } = state.value;
  const colour = colouring.value;
  const plain = isByValues.value;
  const listed = ownColumns.value.filter(isListed);
  const collapsible = listed.filter(
    (one) => isCategorical(one) && one.distinct <= MOST_GROUPS && !one.name.includes(","),
  );
  const grouped = communitySummaries.value.length > 0;
  return (
    <details
      class="facet appearance"
      open={!plain || size !== "ties" || range.some((r) => !isOwn(r.measure)) || groups.length > 0}
    >
      <summary>{msg.appearance}</summary>
      <label>
        {msg.colourBy}
        <select
          key={`${registryKey()} ${listed.length}`}
          value={colour}
          data-control="colour"
          onChange={(e) => change({ colour: e.currentTarget.value })}
        >
          {(!hasNoSector.value || colour === "sector") && <option value="sector">{msg.bySector}</option>}
          <option value="kind">{msg.byKind}</option>
          {(grouped || colour === "community") && <option value="community">{msg.byCommunity}</option>}
          <OwnOptions columns={listed} chosen={colour} />
          <MeasureOptions but="community" />
        </select>
      </label>
      <label>
        {msg.sizeBy}
        <select
          key={`${registryKey()} ${listed.length}`}
          value={size}
          data-control="size"
          onChange={(e) => change({ size: e.currentTarget.value })}
        >
          <option value="ties">{msg.byTies}</option>
          <OwnOptions columns={listed.filter(isQuantity)} chosen={size} />
          <MeasureOptions />
        </select>
      </label>
      <label>
        {msg.collapse}
        <select
          value={
            groups.includes(EVERY)
              ? "community"
              : groups.length === 1
                ? (ownOfGroup(groups[0]) ?? groups[0])
                : ownOfGroup(groups[0])
                  ? ownOfGroup(groups[0])
                  : groups.length
                    ? groups[0]?.startsWith("sector")
                      ? "sector"
                      : "community"
                    : ""
          }
          data-control="collapse"
          onChange={(e) => collapseAll(e.currentTarget.value)}
        >
          <option value="">{msg.none}</option>
          {(!hasNoSector.value || groups.some((g) => g.startsWith("sector:"))) && (
            <option value="sector">{msg.collapseSectors}</option>
          )}
          {(grouped || groups.some((g) => g.startsWith("community:"))) && (
            <option value="community">{msg.collapseCommunities}</option>
          )}
          {collapsible.length > 0 && (
            <optgroup label={msg.own.title}>
              {collapsible.map((one) => (
                <option key={one.name} value={ownId(one.name)}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          )}
          {(["sector", "community"] as const)
            .filter((facet) => facetLines(facet).length > 1 || groups.some((g) => g.startsWith(`${facet}:`)))
            .map((facet) => (
              <optgroup key={facet} label={msg.facet[facet]}>
                {facetLines(facet).map((l) => (
                  <option key={l.value} value={`${facet}:${l.value}`}>
                    {groups.includes(`${facet}:${l.value}`) ? "✓ " : ""}
                    {l.name}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      </label>
      <label>
        {msg.range}
        <select
          value=""
          data-control="range"
          onChange={(e) => {
            const m = e.currentTarget.value;
            if (m && !range.some((r) => r.measure === m))
              change({ range: [...range, { measure: m, low: -1e12, high: 1e12 }] });
          }}
        >
          <option value="">{msg.addRange}</option>
          <MeasureOptions />
        </select>
      </label>
      {range
        .filter((r) => !isOwn(r.measure))
        .map((r) => (
          <RangeSlider
            key={r.measure}
            range={r}
            set={(next, done) =>
              (done ? change : changeContinuously)({ range: range.map((o) => (o.measure === r.measure ? next : o)) })
            }
            remove={() => change({ range: range.filter((o) => o.measure !== r.measure) })}
          />
        ))}
    </details>
  );
}

/** The own attributes of the data, in a menu; one that is not in the picture stays where it was chosen. */
function OwnOptions({ columns, chosen }: { columns: readonly OwnColumn[]; chosen: string }) {
  const ids = columns.map((one) => ownId(one.name));
  const missing = isOwn(chosen) && !ids.includes(chosen);
  if (!ids.length && !missing) return null;
  return (
    <optgroup label={messages.value.own.title}>
      {ids.map((id) => (
        <option key={id} value={id}>
          {ownName(id)}
        </option>
      ))}
      {missing && <option value={chosen}>{ownName(chosen)}</option>}
    </optgroup>
  );
}
/** More groups than this would be no summary. */
const MOST_GROUPS = 40;
/** The own attribute that a collapsed group is a value of. */
const ownOfGroup = (group: string | undefined): string | undefined =>
  group && isOwn(group) ? group.slice(0, group.lastIndexOf(":")) : undefined;
/** Collapses all sectors, all communities, or toggles one group. */
function collapseAll(how: string): void {
  const column = ownColumns.value.find((one) => ownId(one.name) === how);
  if (column) return change({ collapse: column.values.map((v) => ownGroupOf(column.name, v)), tie: null });
  if (how.includes(":")) return change({ collapse: toggled(state.value.collapse, how).sort(), tie: null });
  const nodes = [...(model.value?.nodes.values() ?? [])];
  const all =
    how === "sector"
      ? [...new Set(nodes.filter((n) => n.kind !== "programme").map((n) => `sector:${n.sector ?? "none"}`))]
      : how === "community"
        ? [...new Set(nodes.filter((n) => n.community >= 0).map((n) => `community:${n.community}`))]
        : [];
  change({ collapse: all.sort(), tie: null });
}
