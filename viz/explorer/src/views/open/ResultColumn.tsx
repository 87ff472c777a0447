/** What would come of the files: counts, rejected rows with the remedy, what the store knows, the first records; and the two ways on. */
import { useState } from "preact/hooks";
import type { Preview } from "../../api/types";
import { Failure, problemText } from "../../components/Failure";
import { Told } from "../../components/Told";
import { language, nameOf, number, predicateName } from "../../i18n";
import { opening } from "../../i18n/opening";
import { busy, look, preview, problem, usesMapping } from "./openState";
import { TakePanel } from "./TakePanel";

interface ShownRecord {
  id: string;
  type: string;
  at: string;
  name?: string;
  name_en?: string;
  predicate?: string;
  subject_name?: string;
  object_name?: string;
  fields: Record<string, unknown>;
  attributes: Record<string, unknown>;
  identifiers?: Record<string, string>;
  aliases?: string[];
}

export function ResultColumn() {
  const msg = opening.value;
  const [taking, setTaking] = useState(false);
  const { data, status, problem: refused } = preview.value;
  return (
    <section class="result" aria-label={msg.result}>
      <header class="ways">
        <button
          type="button"
          class="primary"
          data-action="look"
          title={msg.lookHint}
          disabled={busy.value || status !== "ready"}
          onClick={() => void look()}
        >
          {busy.value ? msg.reading : msg.look}
        </button>
        <button
          type="button"
          class="do"
          data-action="take"
          title={msg.takeHint}
          aria-expanded={taking}
          onClick={() => setTaking(!taking)}
        >
          {msg.take}
        </button>
      </header>
      {taking && <TakePanel />}
      {problem.value && (
        <Failure
          problem={problem.value}
          retry={() => {
            problem.value = null;
          }}
          small
        />
      )}
      <h2>
        {msg.result} {status === "loading" && <span class="soft">…</span>}
      </h2>
      <div aria-live="polite">
        {status === "failed" && refused ? (
          <div class="message small" role="alert" data-part="refused">
            <strong>{msg.problem}</strong>
            <p>{refused.message ? <Told>{refused.message}</Told> : problemText(refused).title}</p>
          </div>
        ) : (
          data && <Result data={data} />
        )}
      </div>
    </section>
  );
}

function Result({ data }: { data: Preview }) {
  const msg = opening.value;
  const counts = Object.entries(data.counts).filter(([type, n]) => n > 0 && type in msg.types);
  const records = data.records as unknown as ShownRecord[];
  return (
    <>
      <p class="soft">{data.sampled ? msg.counts : msg.whole}</p>
      <dl class="numbers" data-part="counts">
        {counts.map(([type, n]) => (
          <div key={type}>
            <dt>{msg.types[type]}</dt>
            <dd>{number(n)}</dd>
          </div>
        ))}
      </dl>
      {data.rejected > 0 && (
        <section class="rejects" data-part="rejects">
          <h3>{msg.rejected(number(data.rejected))}</h3>
          <ul>
            {data.rejects.map((one) => (
              <li key={`${one.field}${one.rule}`}>
                <b>{number(one.count)}</b> <code>{msg.fields[one.field] ?? one.field}</code>{" "}
                <Told>{`${one.rule}: ${one.remedy}`}</Told>{" "}
                <span class="soft">
                  ({msg.examples} {one.examples.map(msg.at).join("; ")})
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Noticed data={data} />
      <Compared data={data} />
      <h3>{msg.records}</h3>
      {!records.length && <p>{msg.noRecords}</p>}
      <ul class="records">
        {records.map((one) => (
          <RecordCard key={one.id} record={one} />
        ))}
      </ul>
    </>
  );
}

/** What reading tells about a file, without how it is written, which the first column shows. */
const MOST_UNREAD = 20;
const PLAIN_NOTE = /^(encoding: |a list of (nodes|edges)$|format |sheet |\S+$)/;

function Noticed({ data }: { data: Preview }) {
  const msg = opening.value;
  const files = data.recognised as unknown as { file: string; notes?: string[]; unread?: string[] }[];
  const unread = usesMapping.value ? [] : files.flatMap((one) => one.unread ?? []); // a mapping shows what is left out
  const told = files.flatMap(({ file, notes = [] }) =>
    notes.filter((note) => !PLAIN_NOTE.test(note)).map((note) => (files.length > 1 ? `${file}: ${note}` : note)),
  );
  if (!told.length && !unread.length) return null;
  return (
    <section class="rejects" data-part="noticed">
      <h3>{msg.noticed}</h3>
      <ul>
        {told.map((note) => (
          <li key={note}>
            <Told>{note}</Told>
          </li>
        ))}
        {unread.length > 0 && (
          <li data-part="unread">
            {msg.unread}: <span lang="en">{unread.slice(0, MOST_UNREAD).join(", ")}</span>
            {unread.length > MOST_UNREAD && " …"}
          </li>
        )}
      </ul>
    </section>
  );
}

function Compared({ data }: { data: Preview }) {
  const msg = opening.value;
  const { compared } = data;
  if (!(data.counts["organisation"] ?? 0)) return null;
  if (!compared) return <p class="soft">{msg.notCompared}</p>;
  return (
    <section class="beside-store" data-part="compared">
      <h3>{msg.known}</h3>
      <p class="soft">
        {msg.compared(number(compared.organisations))} {msg.merge} {number(compared.counts["merge"] ?? 0)} ·{" "}
        {msg.review} {number(compared.counts["review"] ?? 0)} · {msg.fresh} {number(compared.counts["new"] ?? 0)}
      </p>
      <ul>
        {compared.results.slice(0, 20).map((one) => (
          <li key={one.record_id} data-decision={one.decision}>
            <span class={`verdict ${one.decision}`}>{one.decision === "merge" ? msg.merge : msg.review}</span>{" "}
            {one.name} → {nameOf({ name_ko: one.node_ko, name_en: one.node_en })}{" "}
            <span class="soft">{language.value === "ko" ? one.reason_ko : one.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const cell = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

function RecordCard({ record }: { record: ShownRecord }) {
  const msg = opening.value;
  const facts = [
    ...Object.entries(record.fields),
    ...Object.entries(record.identifiers ?? {}),
    ...Object.entries(record.attributes),
  ];
  return (
    <li class="record" data-record={record.type}>
      <b>
        {record.predicate
          ? `${record.subject_name ?? ""} — ${predicateName(record.predicate)} → ${record.object_name ?? ""}`
          : record.name}
      </b>{" "}
      <span class="soft">
        {msg.types[record.type] ?? record.type} · {msg.at(record.at)}
      </span>
      {facts.length > 0 && (
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{msg.fields[name] ?? name}</dt>
              <dd>{cell(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
