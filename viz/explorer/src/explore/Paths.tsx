/** The ways between two nodes, each step with its evidence. */
import { record } from "../api/records";
import type { Relation } from "../api/types";
import { isMutual } from "../graph/directions";
import { chosenWay, model, paths } from "../graph/data";
import { Failure, Spinner } from "../shell/Messages";
import { Search } from "../shell/Search";
import { change, slide, state } from "../state/state";
import { nameOf, number, predicateName, words } from "../words";
import { NameButton, PredicateMark, RelationItem } from "./Evidence";

function named(id: string | null): string | null {
  if (!id) return null;
  const node = model.value?.nodes.get(id);
  const known = record(id);
  return known ? nameOf(known) : node ? nameOf({ label_ko: node.ko, label_en: node.en }) : id;
}

function Steps() {
  const way = chosenWay.value;
  const answer = paths.value.data;
  if (!way || !answer) return null;
  return (
    <ol class="steps">
      {way.steps.map((step, i) => {
        const told = step.map((id) => answer.relations[id]).filter((r): r is Relation => r !== undefined);
        return (
          <li key={`${way.nodes[i]}-${way.nodes[i + 1]}`}>
            <div class="from"><NameButton id={way.nodes[i] as string} /></div>
            {told.map((r) => (
              <div class="hop" key={r.id}>
                <PredicateMark predicate={r.predicate} /><span>{r.object === way.nodes[i] && !isMutual(r.predicate) ? "← " : ""}{predicateName(r.predicate)}</span>
                <ul class="relations"><RelationItem relation={r} of={null} open={told.length === 1} /></ul>
              </div>
            ))}
            {i === way.steps.length - 1 && <div class="from"><NameButton id={way.nodes[i + 1] as string} /></div>}
          </li>
        );
      })}
    </ol>
  );
}

export function PathsPanel() {
  const w = words.value;
  const { from, to, way } = state.value;
  const { data, status, problem, retry } = paths.value;
  const close = () => change({ from: null, to: null, way: 0 });
  return (
    <aside class="panel paths" aria-label={w.paths}>
      <button type="button" class="close" aria-label={w.close} onClick={close}>×</button>
      <h2>{w.paths}</h2>
      <div class="ends">
        <label for="path-from">{w.start}</label>
        <Search id="path-from" label={w.start} hint={w.searchHint} shown={named(from)} take={(n) => change({ from: n.id, way: 0, node: null, tie: null })} />
        <label for="path-to">{w.end}</label>
        <Search id="path-to" label={w.end} hint={w.searchHint} shown={named(to)} take={(n) => change({ to: n.id, way: 0, node: null, tie: null })} />
      </div>
      {from && to && <button type="button" class="go" onClick={() => change({ from: to, to: from, way: 0 })}>⇅ {w.swap}</button>}
      {(!from || !to) && <p class="soft">{w.pickPath}</p>}
      {status === "loading" && <Spinner />}
      {problem && problem.status !== 404 && <Failure problem={problem} retry={retry} small />}
      {from && to && data && status === "ready" && !data.paths.length && <p role="status">{w.noPath}</p>}
      {from && to && data && data.paths.length > 0 && (
        <>
          <div class="chips" role="group" aria-label={w.paths}>
            {data.paths.map((p, i) => <button type="button" class="chip" key={i} aria-pressed={i === Math.min(way, data.paths.length - 1)} onClick={() => slide({ way: i })}>{w.way(number(i + 1), number(p.length))}</button>)}
          </div>
          <Steps />
        </>
      )}
    </aside>
  );
}
