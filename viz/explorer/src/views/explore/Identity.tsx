/** The identity of an organisation: identifiers, records merged into it, possible duplicates, and conflicting sources. */
import type { Conflict, Identifier, NodeDetail, SameAs } from "../../api/types";
import { Link, Sources } from "../../components/Evidence";
import { MatchWeights, readEvidence } from "../../components/MatchWeights";
import {
  dates,
  eitherText,
  evidencePiece,
  inLanguage,
  language,
  likelihood,
  messages,
  number,
  schemeName,
  sectorName,
  subkindName,
  vocabulary,
} from "../../i18n";
import { change } from "../../state/state";

/** Registers that have a web page for each identifier. */
const PAGES: Record<string, string> = {
  ror: "https://ror.org/",
  wikidata: "https://www.wikidata.org/wiki/",
  openalex: "https://openalex.org/",
};

export function Identifiers({ held }: { held: Identifier[] | null | undefined }) {
  const msg = messages.value;
  if (!held?.length) return null;
  const registers = new Map<string, Identifier[]>();
  for (const one of held) registers.set(one.scheme, [...(registers.get(one.scheme) ?? []), one]);
  return (
    <section data-part="identifiers">
      <h3>
        {msg.identifiers} <span class="count">{number(held.length)}</span>
      </h3>
      <dl class="identifiers">
        {[...registers].map(([scheme, list]) => (
          <>
            <dt>{schemeName(scheme)}</dt>
            <dd>
              {list.map((one) => (
                <Registered key={one.value} of={one} />
              ))}
            </dd>
          </>
        ))}
      </dl>
      <Sources ids={[...new Set(held.flatMap((one) => one.sources ?? []))]} />
    </section>
  );
}
function Registered({ of }: { of: Identifier }) {
  const page = PAGES[of.scheme];
  return (
    <div data-scheme={of.scheme}>
      {page ? <Link href={page + encodeURIComponent(of.value)}>{of.value}</Link> : of.value}
      {(of.valid_from || of.valid_until) && <span class="soft"> ({dates(of.valid_from, of.valid_until)})</span>}
    </div>
  );
}

/** A merge that was overruled by an identifier or a person is listed under the split only. */
function sorted(statements: SameAs[]): Record<"merge" | "review" | "split", SameAs[]> {
  const of = (decision: string) => statements.filter((one) => one.decision === decision);
  const split = of("split");
  return {
    merge: of("merge").filter((one) => !split.some((other) => other.a === one.a && other.b === one.b)),
    review: of("review"),
    split,
  };
}

export function ReadAsOne({ said }: { said: SameAs[] | null | undefined }) {
  const msg = messages.value;
  if (!said?.length) return null;
  const { merge, review, split } = sorted(said);
  return (
    <>
      <Pairs part="merged" title={msg.merged} hint={msg.mergedHint} list={merge} />
      <Pairs part="perhaps" title={msg.perhaps} hint={msg.perhapsHint} list={review} />
      <Pairs part="apart" title={msg.apart} hint={null} list={split} />
    </>
  );
}
function Pairs({ part, title, hint, list }: { part: string; title: string; hint: string | null; list: SameAs[] }) {
  if (!list.length) return null;
  return (
    <details class="told" data-part={part}>
      <summary>
        {title} <span class="count">{number(list.length)}</span>
      </summary>
      {hint && <p class="soft">{hint}</p>}
      <ul class="statements">
        {list.map((one) => (
          <Pair key={`${one.a} ${one.b} ${one.by}`} said={one} />
        ))}
      </ul>
    </details>
  );
}
function Pair({ said: { a, b, by, decision, score, evidence } }: { said: SameAs }) {
  const msg = messages.value;
  const who = vocabulary.value?.deciders[by];
  return (
    <li class="statement" data-pair={`${a} ${b}`}>
      <div>
        <b>{a}</b> {SIGNS[decision] ?? "·"} <b>{b}</b>
      </div>
      <div class="soft">
        {msg.decidedBy(who ? inLanguage(who) : by)}
        {score !== null && ` · ${likelihood(score)}`}
      </div>
      <ul class="evidence">
        {readEvidence(evidence).others.map((text, i) => {
          const [kind, what] = evidencePiece(text);
          return (
            <li key={i}>
              <span class="soft">
                {kind}
                {what && ":"}
              </span>
              {what && ` ${what}`}
            </li>
          );
        })}
      </ul>
      <MatchWeights evidence={evidence} likelihood={score === null ? null : likelihood(score)} />
      {decision === "review" && (
        <>
          <button
            type="button"
            class="go"
            data-action="review"
            onClick={() => change({ view: "review", review: `${a}~${b}`, queue: "open", reason: null })}
          >
            {msg.review.open}
          </button>
          <Command label={msg.decideBy} verdict="merge" a={a} b={b} />
          <Command label={msg.splitBy} verdict="split" a={a} b={b} />
        </>
      )}
      {by === "person" && <Command label={msg.takeBackBy} verdict="forget" a={a} b={b} />}
    </li>
  );
}
const SIGNS: Record<string, string> = { merge: "=", review: "≟", split: "≠" };
function Command({ label, verdict, a, b }: { label: string; verdict: string; a: string; b: string }) {
  return (
    <div class="command">
      <span class="soft">{label}</span>{" "}
      <code>
        sojae review {verdict} {a} {b}
      </code>
    </div>
  );
}

export function Conflicts({ node, list }: { node: NodeDetail; list: Conflict[] | null | undefined }) {
  const msg = messages.value;
  if (!list?.length) return null;
  return (
    <details class="told" data-part="conflicts">
      <summary>
        {msg.conflicts} <span class="count">{number(list.length)}</span>
      </summary>
      <ul class="statements">
        {list.map((one) => {
          const { entity, field, chosen } = one;
          const values = [
            [one.value_a, one.sources_a],
            [one.value_b, one.sources_b],
          ] as const;
          return (
            <li class="statement" key={`${entity} ${field} ${one.value_a} ${one.value_b}`}>
              <div class="soft">
                {entity !== node.id && `${entity} · `}
                {fieldName(one)}
              </div>
              {values.map(([value, cited], i) => (
                <div key={i}>
                  {worded(field, value)}
                  {value === chosen && <span class="badge fresh">{msg.chosen}</span>}
                  <Sources ids={cited} />
                </div>
              ))}
              {values.every(([value]) => value !== chosen) && (
                <div>
                  {worded(field, chosen)}
                  <span class="badge fresh">{msg.chosen}</span>
                </div>
              )}
              <div class="soft detail">{eitherText(one.why_ko, one.why)}</div>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
function fieldName({ field, field_ko }: Conflict): string {
  return (language.value === "ko" ? field_ko : null) ?? messages.value.conflict[field] ?? field;
}
function worded(field: string, value: string): string {
  if (field === "sector" || field === "field") return sectorName(value);
  if (field === "organisation_kind" || field === "programme_kind") return subkindName(value) ?? value;
  return field.startsWith("budget_krw") && /^\d+$/.test(value) ? number(+value) : value;
}
