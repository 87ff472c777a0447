/** One relation as it was stated: the other end, dates, detail, and its sources one click away. */
import { useEffect } from "preact/hooks";
import { record, relations as relationShelf, sources, wantNodes } from "../api/records";
import type { Relation } from "../api/types";
import { holds } from "../graph/dates";
import { isMutual } from "../graph/directions";
import { state } from "../state/state";
import { dates, kindName, nameOf, number, predicateName, vocabulary, words } from "../words";
import { visit } from "./actions";

/** A link only where the address is one of the web. */
export function Link({ href, children }: { href: string | null | undefined; children: string }) {
  if (!/^https?:\/\//i.test(href ?? "")) return <span>{children}</span>;
  return <a href={href as string} target="_blank" rel="noopener noreferrer nofollow">{children}</a>;
}

export function Sources({ ids, open = false }: { ids: string[]; open?: boolean }) {
  const w = words.value;
  const load = () => void sources.want(ids);
  useEffect(() => { if (open) load(); }, [open, ids.join()]);
  return (
    <details class="sources" open={open} onToggle={(e) => { if ((e.currentTarget as HTMLDetailsElement).open) load(); }}>
      <summary>{w.sources(number(ids.length))}</summary>
      {ids.map((id) => {
        const source = sources.at(id);
        if (!source) return <div class="cite soft" key={id}>{w.loading}</div>;
        const when = [source.publisher, source.published].filter(Boolean).join(", ");
        return <div class="cite" key={id}><Link href={source.url}>{source.title || source.url}</Link>{when && <span class="soft"> — {when}</span>}</div>;
      })}
    </details>
  );
}

export function NameButton({ id }: { id: string }) {
  const node = record(id);
  return <button type="button" class="go" data-node={id} onClick={() => visit(id)}>{node ? nameOf(node) : id}</button>;
}

export type Holding = "fresh" | "ended" | "held" | "out";
/** How a relation stands to the day in sight, or to the two days that are compared. */
export function holding({ start, end }: Pick<Relation, "start" | "end">): Holding {
  const { as_of, compare, undated } = state.value;
  const then = holds(start, end, as_of, undated);
  const now = compare === null ? then : holds(start, end, compare, undated);
  return now ? (then ? "held" : "fresh") : then ? "ended" : "out";
}

/** `of` is the node whose card this is on; without one, both ends are named. */
export function RelationItem({ relation, of, open = false }: { relation: Relation; of: string | null; open?: boolean }) {
  const { subject, predicate, object, start, end, detail, sources: cited } = relation;
  const w = words.value;
  const { as_of, compare } = state.value;
  const far = subject === of ? object : subject;
  const other = record(far);
  const stands = holding(relation);
  const out = stands === "out";
  return (
    <li class={out ? "relation out" : "relation"} data-relation={relation.id}>
      <div>
        {of === null ? <><NameButton id={subject} /> <span class="soft">{predicateName(predicate)} →</span> <NameButton id={object} /></>
          : <>{subject !== of && !isMutual(predicate) && <span class="soft" title={w.incoming}>← </span>}<NameButton id={far} /></>}
        {" "}<span class="soft">{of !== null && other && other.kind !== "organisation" ? `${kindName(other.kind)} · ` : ""}{dates(start, end)}</span>
        {out && as_of && <span class="badge">{w.notHeld(compare ?? as_of)}</span>}
        {(stands === "fresh" || stands === "ended") && <span class={`badge ${stands}`}>{stands === "fresh" ? w.fresh : w.ended}</span>}
      </div>
      {detail && <div class="soft detail">{detail}</div>}
      <Sources ids={cited} open={open} />
    </li>
  );
}

/** Relations known by id only: looked up, then listed. */
export function RelationList({ ids, open = false }: { ids: string[]; open?: boolean }) {
  useEffect(() => {
    void relationShelf.want(ids).then(() => wantNodes(ids.flatMap((id) => { const r = relationShelf.at(id); return r ? [r.subject, r.object] : []; })));
  }, [ids.join()]);
  const found = ids.map((id) => relationShelf.at(id)).filter((r) => r !== undefined);
  if (!found.length && ids.length) return <p class="soft">{words.value.loading}</p>;
  return <ul class="relations">{found.map((r) => <RelationItem key={r.id} relation={r} of={null} open={open} />)}</ul>;
}

export function PredicateMark({ predicate }: { predicate: string }) {
  return <span class="mark tie" style={{ backgroundColor: vocabulary.value?.predicates[predicate]?.colour ?? "#888" }} aria-hidden="true" />;
}
