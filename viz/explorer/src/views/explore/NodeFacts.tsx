/** The facts of a record: other names, place, dates, budget, website. */
import type { NodeDetail } from "../../api/types";
import { Link, ownText } from "../../components/Evidence";
import { UNLISTED } from "../../graph/geography";
import { ownOf } from "../../graph/ownValues";
import { statementsOf } from "../../graph/statements";
import { geography } from "../../graph/tables";
import { dates, day, eitherText, inLanguage, language, messages, number, sectorName, vocabulary } from "../../i18n";
import { change } from "../../state/state";

/** The place by its name in the language of the page (as the record states it on hover), and a button that opens the map. */
function locationOf(node: NodeDetail): preact.ComponentChildren {
  const stated = [node.city, node.district].filter(Boolean).join(" ");
  const name = (language.value === "ko" ? node.place_ko : node.place_en) ?? stated;
  if (!name) return null;
  const spot = geography.value?.placeOf.get(node.id);
  return (
    <>
      <span title={name === stated ? undefined : stated}>{name}</span>
      {spot && spot !== UNLISTED && (
        <button type="button" class="go on-map" data-action="on-map" onClick={() => change({ map: true })}>
          {messages.value.map}
        </button>
      )}
    </>
  );
}
function Statements({ of }: { of: string }) {
  const list = statementsOf(of);
  if (list.length < 2) return <>{of}</>;
  return (
    <ul class="statements">
      {list.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

function factRows(node: NodeDetail): [string, preact.ComponentChildren][] {
  const msg = messages.value;
  const terms = vocabulary.value;
  const alias = (kind: string) => (terms?.alias_kinds[kind] ? inLanguage(terms.alias_kinds[kind]) : kind);
  const detail = eitherText(node.detail_ko, node.detail);
  const rows: [string, preact.ComponentChildren][] = [
    [
      msg.aliases,
      node.aliases?.length
        ? node.aliases.map((a) => (
            <span class="alias" title={alias(a.kind)} key={a.name}>
              {a.name}
              {a.valid_from || a.valid_until ? ` (${dates(a.valid_from, a.valid_until)})` : ""}
            </span>
          ))
        : null,
    ],
    [msg.place, locationOf(node)],
    [msg.field, node.kind === "technology" && node.field ? sectorName(node.field) : null],
    [msg.founded, node.founded && day(node.founded)],
    [msg.dates, node.kind === "programme" && (node.start || node.end) ? dates(node.start, node.end) : null],
    [msg.budget, node.budget_krw ? number(node.budget_krw) + msg.won : null],
    [msg.membersToldOf, node.members_told ? msg.membersTold(number(node.members_told)) : null],
    [msg.products, eitherText(node.products_ko, node.products)],
    [msg.detail, detail && <Statements of={detail} />],
    ...Object.entries(ownOf(node)).map(([name, own]): [string, preact.ComponentChildren] => [name, ownText(own)]),
    [msg.site, node.website ? <Link href={node.website}>{node.website}</Link> : null],
  ];
  return rows.filter(([, v]) => v !== null && v !== undefined && v !== "");
}

export function NodeFacts({ node }: { node: NodeDetail }) {
  return (
    <dl class="facts">
      {factRows(node).map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
