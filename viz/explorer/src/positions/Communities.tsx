/** Communities of a layer: what each has more of than chance would give, how stable it is, who belongs to it. */
import { useEffect, useState } from "preact/hooks";
import { record, wantNodes } from "../api/records";
import type { Communities, Community, NodeRecord, Trait } from "../api/types";
import { visit } from "../explore/actions";
import { groupsOfEveryDate } from "../graph/tables";
import { change, state } from "../state/state";
import { nameOf, number, sectorName, small, value, vocabulary, words } from "../words";

const FEW = 12;
const MEMBERS = 40;
const rounded = (n: number) => value(Number(n.toFixed(2)));

function Traits({ title, list }: { title: string; list: Trait[] }) {
  const w = words.value;
  if (!list.length) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{list.slice(0, 6).map((t) => <span class="trait" key={t.id} data-trait={t.id}><b>{state.value.lang === "ko" ? t.name_ko : t.name_en}</b> {w.moreIn(number(t.members), number(t.expected, 1))} <span class="soft">q {small(t.q)}</span></span>)}</dd>
    </>
  );
}
function Members({ of }: { of: Community }) {
  useEffect(() => { void wantNodes(of.members.slice(0, MEMBERS)); }, [of]);
  return <p class="members">{of.members.slice(0, MEMBERS).map((id, i) => <span key={id}>{i ? ", " : ""}<button type="button" class="go" onClick={() => visit(id)}>{record(id) ? nameOf(record(id) as NodeRecord) : id}</button></span>)}{of.members.length > MEMBERS ? " …" : ""}</p>;
}
function Stack({ of }: { of: Community }) {
  const known = vocabulary.value;
  const colour = (s: string) => known?.sectors.find((x) => x.id === s)?.colour ?? known?.colours.no_sector ?? "#999";
  return <i class="stack" aria-hidden="true">{Object.entries(of.sectors).map(([s, n]) => <b key={s} style={{ width: `${(100 * n) / of.size}%`, backgroundColor: colour(s) }} title={`${sectorName(s)} ${n}`} />)}</i>;
}

export function CommunityList({ found }: { found: Communities }) {
  const w = words.value;
  const { lang, group } = state.value;
  const [count, setCount] = useState(FEW);
  const [every, setEvery] = useState(false);
  const seeds = number(found.stability.seeds);
  const agreed = found.stability.adjusted_rand;
  if (!found.communities.length) {
    return <section class="communities"><h2>{w.communities}</h2><p class="soft" data-part="groupless">{w.groupless}</p></section>;
  }
  const shown = found.communities.slice(0, Math.max(count, found.communities.findIndex((c) => c.id === group) + 1));
  return (
    <section class="communities">
      <h2>{w.communities} <span class="soft">{w.modularity} {value(Number(found.modularity.toFixed(3)))} · {agreed === null ? "" : `${w.wholeStability(rounded(agreed), seeds)} · `}{w.isolates(number(found.isolates))}</span></h2>
      {groupsOfEveryDate.value && <p class="soft" data-part="every-date">{w.groupsOfEveryDate}</p>}
      <div class="controls">
        <button type="button" class="text" data-action="open-groups" aria-pressed={every} onClick={() => { setEvery(!every); change({ group: null }); }}>{every ? w.closeAllGroups : w.openAllGroups}</button>
        <button type="button" class="text" data-action="collapse-groups" onClick={() => change({ view: "explore", collapse: ["community:*"], colour: "community", node: null, tie: null, place: null, lit: null })}>{w.everyGroup}</button>
      </div>
      {shown.map((c) => {
        const open = every || c.id === group;
        const { sectors, technologies } = c.over_represented;
        return (
          <details key={c.id} data-community={c.id} open={open}>
            <summary onClick={(e) => { e.preventDefault(); setEvery(false); change({ group: c.id === group && !every ? null : c.id }); }}>
              <span class="name">{lang === "ko" ? c.label_ko : c.label_en}</span><span class="soft">{w.members(number(c.size))}</span>
              <span class="steady" title={`${w.stability} ${rounded(c.stability)}. ${w.stabilityHint(seeds)}`}><i aria-hidden="true"><u style={{ width: `${Math.round(100 * c.stability)}%` }} /></i><em data-part="stability"><span class="visually-hidden">{w.stability} </span>{rounded(c.stability)}</em></span>
              <Stack of={c} />
            </summary>
            {open && (
              <div class="inside">
                <h3>{w.moreOf}</h3>
                {sectors.length + technologies.length ? <dl><Traits title={w.moreSectors} list={sectors} /><Traits title={w.moreTechnologies} list={technologies} /></dl> : <p class="soft">{w.nothingMore}</p>}
                <p class="soft">{Object.entries(c.sectors).map(([s, n]) => `${sectorName(s)} ${number(n)}`).join(" · ")}</p>
                <p class="soft">{w.stability} {rounded(c.stability)}: {w.stabilityHint(seeds)}</p>
                <Members of={c} />
                <button type="button" class="go" data-action="show-group" onClick={() => change({ view: "explore", lit: c.id, node: null, tie: null, place: null, collapse: [] })}>{w.showGroup}</button>
              </div>
            )}
          </details>
        );
      })}
      {count < found.communities.length && <button type="button" class="go" onClick={() => setCount(found.communities.length)}>{w.more(number(found.communities.length - count))}</button>}
    </section>
  );
}
