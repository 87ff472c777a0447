/** Communities of a layer: what is over-represented in each, how stable it is, its members. */
import { useEffect, useState } from "preact/hooks";
import { requestNodes } from "../../api/records";
import type { Communities, Community, Trait } from "../../api/types";
import { openNode } from "../../graph/nodeActions";
import { communitiesIgnoreDate } from "../../graph/tables";
import { nodeName } from "../../graph/nodeNames";
import { messages, number, probability, sectorName, value, vocabulary } from "../../i18n";
import { change, state } from "../../state/state";

const FEW = 12;
const MEMBERS = 40;
const rounded = (n: number) => value(Number(n.toFixed(2)));

function Traits({ title, list }: { title: string; list: Trait[] }) {
  const msg = messages.value;
  if (!list.length) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {list.slice(0, 6).map((t) => (
          <span class="trait" key={t.id} data-trait={t.id}>
            <b>{state.value.lang === "ko" ? t.name_ko : t.name_en}</b>{" "}
            {msg.moreIn(number(t.members), number(t.expected, 1))} <span class="soft">q {probability(t.q)}</span>
          </span>
        ))}
      </dd>
    </>
  );
}
function Members({ of }: { of: Community }) {
  useEffect(() => {
    void requestNodes(of.members.slice(0, MEMBERS));
  }, [of]);
  return (
    <p class="members">
      {of.members.slice(0, MEMBERS).map((id, i) => (
        <span key={id}>
          {i ? ", " : ""}
          <button type="button" class="go" onClick={() => openNode(id)}>
            {nodeName(id)}
          </button>
        </span>
      ))}
      {of.members.length > MEMBERS ? " …" : ""}
    </p>
  );
}
function Stack({ of }: { of: Community }) {
  const terms = vocabulary.value;
  const colour = (s: string) => terms?.sectors.find((x) => x.id === s)?.colour ?? terms?.colours.no_sector ?? "#999";
  return (
    <i class="stack" aria-hidden="true">
      {Object.entries(of.sectors).map(([s, n]) => (
        <b
          key={s}
          style={{ width: `${(100 * n) / of.size}%`, backgroundColor: colour(s) }}
          title={`${sectorName(s)} ${n}`}
        />
      ))}
    </i>
  );
}

export function CommunityList({ found }: { found: Communities }) {
  const msg = messages.value;
  const { lang, group } = state.value;
  const [count, setCount] = useState(FEW);
  const [every, setEvery] = useState(false);
  const seeds = number(found.stability.seeds);
  const agreed = found.stability.adjusted_rand;
  if (!found.communities.length) {
    return (
      <section class="communities">
        <h2>{msg.communities}</h2>
        <p class="soft" data-part="groupless">
          {msg.noCommunities}
        </p>
      </section>
    );
  }
  const shown = found.communities.slice(0, Math.max(count, found.communities.findIndex((c) => c.id === group) + 1));
  return (
    <section class="communities">
      <h2>
        {msg.communities}{" "}
        <span class="soft">
          {msg.modularity} {value(Number(found.modularity.toFixed(3)))} ·{" "}
          {agreed === null ? "" : `${msg.overallStability(rounded(agreed), seeds)} · `}
          {msg.isolates(number(found.isolates))}
        </span>
      </h2>
      {communitiesIgnoreDate.value && (
        <p class="soft" data-part="every-date">
          {msg.communitiesIgnoreDate}
        </p>
      )}
      <div class="controls">
        <button
          type="button"
          class="text"
          data-action="open-groups"
          aria-pressed={every}
          onClick={() => {
            setEvery(!every);
            change({ group: null });
          }}
        >
          {every ? msg.closeAll : msg.openAll}
        </button>
        <button
          type="button"
          class="text"
          data-action="collapse-groups"
          onClick={() =>
            change({
              view: "explore",
              collapse: ["community:*"],
              colour: "community",
              node: null,
              tie: null,
              place: null,
              lit: null,
            })
          }
        >
          {msg.collapseAll}
        </button>
      </div>
      {shown.map((c) => {
        const open = every || c.id === group;
        const { sectors, technologies } = c.over_represented;
        return (
          <details key={c.id} data-community={c.id} open={open}>
            <summary
              onClick={(e) => {
                e.preventDefault();
                setEvery(false);
                change({ group: c.id === group && !every ? null : c.id });
              }}
            >
              <span class="name">{lang === "ko" ? c.label_ko : c.label_en}</span>
              <span class="soft">{msg.members(number(c.size))}</span>
              <span class="steady" title={`${msg.stability} ${rounded(c.stability)}. ${msg.stabilityHint(seeds)}`}>
                <i aria-hidden="true">
                  <u style={{ width: `${Math.round(100 * c.stability)}%` }} />
                </i>
                <em data-part="stability">
                  <span class="visually-hidden">{msg.stability} </span>
                  {rounded(c.stability)}
                </em>
              </span>
              <Stack of={c} />
            </summary>
            {open && (
              <div class="inside">
                <h3>{msg.moreOf}</h3>
                {sectors.length + technologies.length ? (
                  <dl>
                    <Traits title={msg.moreSectors} list={sectors} />
                    <Traits title={msg.moreTechnologies} list={technologies} />
                  </dl>
                ) : (
                  <p class="soft">{msg.nothingMore}</p>
                )}
                <p class="soft">
                  {Object.entries(c.sectors)
                    .map(([s, n]) => `${sectorName(s)} ${number(n)}`)
                    .join(" · ")}
                </p>
                <p class="soft">
                  {msg.stability} {rounded(c.stability)}: {msg.stabilityHint(seeds)}
                </p>
                <Members of={c} />
                <button
                  type="button"
                  class="go"
                  data-action="show-group"
                  onClick={() =>
                    change({ view: "explore", lit: c.id, node: null, tie: null, place: null, collapse: [] })
                  }
                >
                  {msg.showCommunity}
                </button>
              </div>
            )}
          </details>
        );
      })}
      {count < found.communities.length && (
        <button type="button" class="go" onClick={() => setCount(found.communities.length)}>
          {msg.more(number(found.communities.length - count))}
        </button>
      )}
    </section>
  );
}
