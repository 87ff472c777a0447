/** Paths between two nodes, each step with its evidence. */
import { NameButton, PredicateMark, RelationList } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { Search } from "../../components/Search";
import { SheetGrip } from "../../components/SheetGrip";
import { missingEnds, selectedPath, serverPaths, ways } from "../../graph/paths";
import { relationLine } from "../../graph/relationLine";
import { factById } from "../../graph/tables";
import { isMutual, readTie, type TieReading } from "../../graph/tieReading";
import { nodeName } from "../../graph/nodeNames";
import { model } from "../../graph/visibleGraph";
import { drawnTexts, messages, number } from "../../i18n";
import { change, changeContinuously, state } from "../../state/state";
import { PathConditions } from "./PathConditions";

const named = (id: string | null): string | null => (id ? nodeName(id) : null);

const FEW = 3;
const MOST = 12;
function Steps() {
  const path = selectedPath.value;
  if (!path) return null;
  return (
    <ol class="steps">
      {path.steps.map(({ predicates, relations }, i) => {
        const [one, other] = [path.nodes[i] as string, path.nodes[i + 1] as string];
        const [a, b] = one < other ? [one, other] : [other, one];
        const read = readTie({ a, b, predicates, relations }, factById.value);
        const shown = relations.slice(0, MOST);
        return (
          <li key={`${one}-${other}`}>
            <div class="from">
              <NameButton id={one} />
            </div>
            <div class="hop">
              <PredicateMark predicate={predicates[0] ?? ""} />
              <span>{relationLine(read.from === one ? read : turned(read))}</span>
              <RelationList ids={shown} open={shown.length <= FEW} />
              {relations.length > MOST && <p class="soft">{messages.value.more(number(relations.length - MOST))}</p>}
            </div>
            {i === path.steps.length - 1 && (
              <div class="from">
                <NameButton id={other} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
/** A tie read from its other end. */
const turned = (read: TieReading): TieReading => ({
  ...read,
  from: read.to,
  to: read.from,
  forward: [...read.backward, ...read.forward.filter(isMutual)],
  backward: read.forward.filter((p) => !isMutual(p)),
});

export function PathsPanel() {
  const msg = messages.value;
  const texts = drawnTexts();
  const { from, to, way, layer } = state.value;
  const { problem, retry } = serverPaths.value;
  const found = ways.value;
  const missing = missingEnds.value;
  const close = () => change({ from: null, to: null, way: 0, avoid: [], via: [] });
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
      {from && to && <PathConditions />}
      {from && to && !found && !problem && <Spinner />}
      {problem && problem.status !== 404 && <Failure problem={problem} retry={retry} small />}
      {from && to && found?.length === 0 && model.value && !problem && (
        <div role="status" data-part="no-path">
          <p>{missing.length ? texts.notInLayer(missing.map((id) => named(id)).join(", ")) : msg.noPath}</p>
          {layer !== "facts" && (
            <button type="button" data-action="all-records" onClick={() => change({ layer: "facts", way: 0 })}>
              {texts.inAllRecords}
            </button>
          )}
        </div>
      )}
      {from && to && found && found.length > 0 && (
        <>
          <div class="chips" role="group" aria-label={msg.paths}>
            {found.map((p, i) => (
              <button
                type="button"
                class="chip"
                data-way={i}
                key={i}
                aria-pressed={i === Math.min(way, found.length - 1)}
                onClick={() => changeContinuously({ way: i })}
              >
                {msg.path(number(i + 1), number(p.steps.length))}
              </button>
            ))}
          </div>
          <Steps />
        </>
      )}
    </aside>
  );
}
