/** Paths between two nodes, each step with its evidence. */
import type { Relation } from "../../api/types";
import { NameButton, PredicateMark, RelationItem } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { Search } from "../../components/Search";
import { SheetGrip } from "../../components/SheetGrip";
import { paths, selectedPath } from "../../graph/paths";
import { isMutual } from "../../graph/tieReading";
import { nodeName } from "../../graph/nodeNames";
import { messages, number, predicateName } from "../../i18n";
import { change, changeContinuously, state } from "../../state/state";

const named = (id: string | null): string | null => (id ? nodeName(id) : null);

function Steps() {
  const path = selectedPath.value;
  const answer = paths.value.data;
  if (!path || !answer) return null;
  return (
    <ol class="steps">
      {path.steps.map((step, i) => {
        const text = step.map((id) => answer.relations[id]).filter((r): r is Relation => r !== undefined);
        return (
          <li key={`${path.nodes[i]}-${path.nodes[i + 1]}`}>
            <div class="from">
              <NameButton id={path.nodes[i] as string} />
            </div>
            {text.map((r) => (
              <div class="hop" key={r.id}>
                <PredicateMark predicate={r.predicate} />
                <span>
                  {r.object === path.nodes[i] && !isMutual(r.predicate) ? "← " : ""}
                  {predicateName(r.predicate)}
                </span>
                <ul class="relations">
                  <RelationItem relation={r} of={null} open={text.length === 1} />
                </ul>
              </div>
            ))}
            {i === path.steps.length - 1 && (
              <div class="from">
                <NameButton id={path.nodes[i + 1] as string} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

export function PathsPanel() {
  const msg = messages.value;
  const { from, to, way } = state.value;
  const { data, status, problem, retry } = paths.value;
  const close = () => change({ from: null, to: null, way: 0 });
  return (
    <aside class="panel paths" aria-label={msg.paths}>
      <SheetGrip close={close} />
      <button type="button" class="close" aria-label={msg.close} onClick={close}>
        ×
      </button>
      <h2>{msg.paths}</h2>
      <div class="ends">
        <label for="path-from">{msg.start}</label>
        <Search
          id="path-from"
          label={msg.start}
          hint={msg.searchHint}
          shown={named(from)}
          take={(n) => change({ from: n.id, way: 0, node: null, tie: null })}
        />
        <label for="path-to">{msg.end}</label>
        <Search
          id="path-to"
          label={msg.end}
          hint={msg.searchHint}
          shown={named(to)}
          take={(n) => change({ to: n.id, way: 0, node: null, tie: null })}
        />
      </div>
      {from && to && (
        <button type="button" class="go" onClick={() => change({ from: to, to: from, way: 0 })}>
          ⇅ {msg.swap}
        </button>
      )}
      {(!from || !to) && <p class="soft">{msg.pickPath}</p>}
      {status === "loading" && <Spinner />}
      {problem && problem.status !== 404 && <Failure problem={problem} retry={retry} small />}
      {from && to && data && status === "ready" && !data.paths.length && <p role="status">{msg.noPath}</p>}
      {from && to && data && data.paths.length > 0 && (
        <>
          <div class="chips" role="group" aria-label={msg.paths}>
            {data.paths.map((p, i) => (
              <button
                type="button"
                class="chip"
                key={i}
                aria-pressed={i === Math.min(way, data.paths.length - 1)}
                onClick={() => changeContinuously({ way: i })}
              >
                {msg.path(number(i + 1), number(p.length))}
              </button>
            ))}
          </div>
          <Steps />
        </>
      )}
    </aside>
  );
}
