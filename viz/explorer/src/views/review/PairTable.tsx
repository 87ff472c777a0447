/** A pair side by side: every fact of both records, and whether they agree. */
import type { ComponentChildren } from "preact";
import type { ReviewFact, ReviewPair, ReviewRecord } from "../../api/types";
import { Link } from "../../components/Evidence";
import { openNode } from "../../graph/nodeActions";
import { day, language, messages, nameOf, number, schemeName, sectorName, subkindName } from "../../i18n";

type Agreement = ReviewFact["agreement"];
/** Told by a sign and a word, never by colour alone. */
const SIGNS: Record<Agreement, string> = { same: "=", similar: "≈", different: "≠", unknown: "·" };

function factName({ fact, scheme }: ReviewFact): string {
  const msg = messages.value;
  if (scheme) return schemeName(scheme);
  const names: Record<string, string> = {
    name: msg.review.name,
    kind: msg.conflict["organisation_kind"] ?? fact,
    place: msg.place,
  };
  return names[fact] ?? msg.conflict[fact] ?? fact;
}

function valueOf(fact: string, value: string): ComponentChildren {
  if (fact === "sector") return sectorName(value);
  if (fact === "kind") return subkindName(value);
  if (fact === "website") return <Link href={value}>{value}</Link>;
  return value;
}

/** The place in the language of the page, and as the record states it if that differs. */
function Place({ stated, record }: { stated: string; record: ReviewRecord | null }) {
  const name = language.value === "ko" ? record?.place_ko : record?.place_en;
  if (!name || stated === name) return <>{stated}</>;
  return (
    <>
      {name} <span class="soft">{stated}</span>
    </>
  );
}

function Values({ of, side, record }: { of: ReviewFact; side: "a" | "b"; record: ReviewRecord | null }) {
  const msg = messages.value.review;
  const values = of[side];
  if (!values.length)
    return of.hidden ? (
      <span class="soft" title={msg.hiddenHint}>
        {msg.hidden}
      </span>
    ) : (
      <span class="soft">{msg.missing}</span>
    );
  if (of.fact === "place") return <Place stated={values.join(" ")} record={record} />;
  if (of.fact === "products" && language.value === "ko" && record?.products_ko) return <>{record.products_ko}</>;
  return (
    <>
      {values.map((value) => (
        <div key={value} class="value">
          {valueOf(of.fact, value)}
        </div>
      ))}
    </>
  );
}

function Verdict({ of }: { of: ReviewFact }) {
  const msg = messages.value.review;
  const stated = of.a.length > 0 && of.b.length > 0;
  return (
    <span class={`agreement ${of.agreement}`}>
      <i aria-hidden="true">{SIGNS[of.agreement]}</i>{" "}
      {of.agreement === "unknown" && stated ? msg.notComparable : msg.agrees[of.agreement]}
    </span>
  );
}

function Head({ id, record }: { id: string; record: ReviewRecord | null }) {
  const msg = messages.value.review;
  if (!record)
    return (
      <>
        <code>{id}</code>
        <div class="soft">{msg.gone}</div>
      </>
    );
  return (
    <>
      <button type="button" class="go name" data-node={record.node} title={id} onClick={() => openNode(record.node)}>
        {nameOf(record)}
      </button>
      {record.records > 1 && <div class="soft">{msg.inNode(number(record.records))}</div>}
    </>
  );
}

function Citations({ record }: { record: ReviewRecord | null }) {
  return (
    <>
      {record?.citations.map((source) => (
        <div class="cite" key={source.id}>
          <Link href={source.url}>{source.title || source.url}</Link>
          <span class="soft">
            {" "}
            — {[source.publisher, source.published && day(source.published)].filter(Boolean).join(", ")}
          </span>
        </div>
      ))}
    </>
  );
}

export function PairTable({ pair }: { pair: ReviewPair }) {
  const msg = messages.value;
  const { record_a: a, record_b: b, shared } = pair;
  return (
    <table class="side-by-side" data-part="pair">
      <thead>
        <tr>
          <th scope="col">{msg.review.fact}</th>
          <th scope="col" data-side="a">
            <Head id={pair.a} record={a} />
          </th>
          <th scope="col" data-side="b">
            <Head id={pair.b} record={b} />
          </th>
          <th scope="col">{msg.review.agreement}</th>
        </tr>
      </thead>
      <tbody>
        {pair.facts.map((fact) => (
          <tr key={`${fact.fact} ${fact.scheme ?? ""}`} class={fact.agreement} data-fact={fact.scheme ?? fact.fact}>
            <th scope="row">{factName(fact)}</th>
            <td data-side="a">
              <Values of={fact} side="a" record={a} />
            </td>
            <td data-side="b">
              <Values of={fact} side="b" record={b} />
            </td>
            <td>
              <Verdict of={fact} />
            </td>
          </tr>
        ))}
        <tr data-fact="relations">
          <th scope="row">{msg.review.relations}</th>
          {[a, b].map((record, i) => (
            <td key={i} data-side={i ? "b" : "a"}>
              {record ? (
                msg.review.relationsOf(number(record.relations))
              ) : (
                <span class="soft">{msg.review.missing}</span>
              )}
            </td>
          ))}
          <td>
            {shared && shared.total > 0 ? (
              <>
                {msg.review.shared(number(shared.total))}
                <div class="soft shared">{shared.nodes.map(nameOf).join(", ")}</div>
              </>
            ) : (
              shared && <span class="soft">{msg.review.noShared}</span>
            )}
          </td>
        </tr>
        <tr data-fact="sources">
          <th scope="row">{msg.review.sources}</th>
          <td data-side="a">
            <Citations record={a} />
          </td>
          <td data-side="b">
            <Citations record={b} />
          </td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
