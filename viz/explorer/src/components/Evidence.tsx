/** A relation with its dates, description and sources, as every panel shows it. */
import { useEffect } from "preact/hooks";
import { record, relations as relationShelf, requestNodes, sources } from "../api/records";
import type { Relation } from "../api/types";
import { holds } from "../graph/dates";
import { ownOf, type OwnValue } from "../graph/ownValues";
import { openNode } from "../graph/nodeActions";
import { nodeName } from "../graph/nodeNames";
import { isMutual } from "../graph/tieReading";
import { dates, day, eitherText, kindName, messages, nameOf, number, predicateName, vocabulary } from "../i18n";
import { state } from "../state/state";

/** A value of an own attribute. */
export function ownText(own: OwnValue): string {
  const { yes, no } = messages.value.own;
  return typeof own === "boolean" ? (own ? yes : no) : typeof own === "number" ? number(own, 6) : own;
}

/** A link, but only for http and https: records may state anything as an address. */
export function Link({ href, children }: { href: string | null | undefined; children: string }) {
  if (!/^https?:\/\//i.test(href ?? "")) return <span>{children}</span>;
  return (
    <a href={href as string} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

export function Sources({ ids, open = false }: { ids: string[]; open?: boolean }) {
  const msg = messages.value;
  const load = () => void sources.request(ids);
  useEffect(() => {
    if (open) load();
  }, [open, ids.join()]);
  return (
    <details
      class="sources"
      open={open}
      onToggle={(e) => {
        if ((e.currentTarget as HTMLDetailsElement).open) load();
      }}
    >
      <summary>{msg.sources(number(ids.length))}</summary>
      {ids.map((id) => {
        const source = sources.get(id);
        if (!source)
          return (
            <div class="cite soft" key={id}>
              {msg.loading}
            </div>
          );
        const when = [source.publisher, source.published && day(source.published)].filter(Boolean).join(", ");
        return (
          <div class="cite" key={id}>
            <Link href={source.url}>{source.title || source.url}</Link>
            {when && <span class="soft"> — {when}</span>}
          </div>
        );
      })}
    </details>
  );
}

/** `named`: the names of the node, where an answer has them beside its id. */
export function NameButton({ id, named }: { id: string; named?: Parameters<typeof nameOf>[0] }) {
  return (
    <button type="button" class="go" data-node={id} onClick={() => openNode(id)}>
      {named ? nameOf(named) : nodeName(id)}
    </button>
  );
}

export type PeriodStatus = "fresh" | "ended" | "held" | "out";
/** Whether a relation is in force on the date shown, or on which of two dates that are compared. */
export function periodStatus({ start, end }: Pick<Relation, "start" | "end">): PeriodStatus {
  const { as_of, compare, since, undated } = state.value;
  const then = holds(start, end, as_of, undated, since);
  const now = compare === null ? then : holds(start, end, compare, undated, since);
  return now ? (then ? "held" : "fresh") : then ? "ended" : "out";
}

/** `of` is the node whose card this is on; null names both ends. */
export function RelationItem({
  relation,
  of,
  open = false,
}: {
  relation: Relation;
  of: string | null;
  open?: boolean;
}) {
  const { subject, predicate, object, start, end, sources: cited } = relation;
  const detail = eitherText(relation.detail_ko, relation.detail);
  const own = Object.entries(ownOf(relation));
  const msg = messages.value;
  const { as_of, compare } = state.value;
  const far = subject === of ? object : subject;
  const other = record(far);
  const stands = periodStatus(relation);
  const out = stands === "out";
  return (
    <li class={out ? "relation out" : "relation"} data-relation={relation.id}>
      <div>
        {of === null ? (
          <>
            <NameButton id={subject} /> <span class="soft">{predicateName(predicate)} →</span>{" "}
            <NameButton id={object} />
          </>
        ) : (
          <>
            {subject !== of && !isMutual(predicate) && (
              <span class="soft" title={msg.incoming}>
                ←{" "}
              </span>
            )}
            <NameButton id={far} />
          </>
        )}{" "}
        <span class="soft">
          {of !== null && other && other.kind !== "organisation" ? `${kindName(other.kind)} · ` : ""}
          {dates(start, end)}
        </span>
        {out && as_of && <span class="badge">{msg.notHeld(day(compare ?? as_of))}</span>}
        {(stands === "fresh" || stands === "ended") && (
          <span class={`badge ${stands}`}>{stands === "fresh" ? msg.fresh : msg.ended}</span>
        )}
      </div>
      {detail && <div class="soft detail">{detail}</div>}
      {own.length > 0 && (
        <div class="soft detail" data-part="own">
          {own.map(([name, value]) => `${name}: ${ownText(value)}`).join(" · ")}
        </div>
      )}
      <Sources ids={cited} open={open} />
    </li>
  );
}

/** Relations of which only the ids are known: fetched, then listed. */
export function RelationList({ ids, open = false }: { ids: string[]; open?: boolean }) {
  useEffect(() => {
    void relationShelf.request(ids).then(() =>
      requestNodes(
        ids.flatMap((id) => {
          const r = relationShelf.get(id);
          return r ? [r.subject, r.object] : [];
        }),
      ),
    );
  }, [ids.join()]);
  const found = ids.map((id) => relationShelf.get(id)).filter((r) => r !== undefined);
  if (!found.length && ids.length) return <p class="soft">{messages.value.loading}</p>;
  return (
    <ul class="relations">
      {found.map((r) => (
        <RelationItem key={r.id} relation={r} of={null} open={open} />
      ))}
    </ul>
  );
}

export function PredicateMark({ predicate }: { predicate: string }) {
  return (
    <span
      class="mark tie"
      style={{ backgroundColor: vocabulary.value?.predicates[predicate]?.colour ?? "#888" }}
      aria-hidden="true"
    />
  );
}
