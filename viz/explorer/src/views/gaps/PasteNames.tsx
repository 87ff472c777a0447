/** Names pasted into a scenario: matched to organisations, and those that fit several are shown to choose. */
import { useState } from "preact/hooks";
import { ask, Problem, urlOf } from "../../api/client";
import { organisations } from "../../api/records";
import type { Resolved } from "../../api/types";
import { Failure } from "../../components/Failure";
import { messages, nameOf, number } from "../../i18n";
import type { ScenarioStep } from "../../state/address";

const WHATS = ["alliance", "tie", "remove"] as const;
const KINDS = ["alliance", "mou", "project"] as const;
type What = (typeof WHATS)[number];

/** Splits pasted text at lines, commas, semicolons and tabs; a repeated name counts once. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;\t]+/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];

interface Match {
  given: string;
  /** the chosen organisation; "" while none is */
  id: string;
  candidates: Resolved["results"][number]["candidates"];
}

function matchesOf(names: string[], answer: Resolved): Match[] {
  return answer.results.map((one, i) => ({
    given: names[i] ?? "",
    id: one.decision === "merge" ? (one.entity_id ?? "") : named(names[i] ?? "", one.candidates),
    candidates: one.candidates,
  }));
}
/** The one candidate that bears exactly the pasted name; "" if none or several do. */
function named(given: string, candidates: Match["candidates"]): string {
  const same = candidates.filter(({ node }) => node.name_ko === given || node.name_en === given || node.id === given);
  return same.length === 1 ? (same[0]?.node.id ?? "") : "";
}
const enough = (what: What, ids: string[]) =>
  what === "tie" ? ids.length === 2 : ids.length >= (what === "alliance" ? 2 : 1);

export function PasteNames({ add }: { add: (step: ScenarioStep) => void }) {
  const msg = messages.value.whatIf;
  const [what, setWhat] = useState<What>("alliance");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("alliance");
  const [text, setText] = useState("");
  const [matches, setMatches] = useState<Match[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const names = namesIn(text);
  async function find() {
    setProblem(null);
    try {
      const records = names.map((name) => ({ name, kind: "organisation" }));
      const answer = await ask<Resolved>(urlOf("/resolve"), JSON.stringify({ records }));
      organisations.add(answer.results.flatMap((one) => one.candidates.map((c) => c.node)));
      setMatches(matchesOf(names, answer));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  }
  const ids = [...new Set((matches ?? []).map((one) => one.id).filter(Boolean))];
  const choose = (place: number, id: string) =>
    setMatches((all) => (all ?? []).map((one, i) => (i === place ? { ...one, id } : one)));
  function done() {
    add({ what, kind, ids });
    setText("");
    setMatches(null);
  }
  return (
    <div class="paste">
      <div class="controls">
        <div class="switch" role="group">
          {WHATS.map((one) => (
            <button type="button" key={one} aria-pressed={what === one} data-what={one} onClick={() => setWhat(one)}>
              {msg.what[one]}
            </button>
          ))}
        </div>
        {what === "alliance" && (
          <label>
            {msg.kind}
            <select value={kind} onChange={(e) => setKind(e.currentTarget.value as typeof kind)}>
              {KINDS.map((one) => (
                <option value={one} key={one}>
                  {msg.kinds[one]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label class="names">
        {msg.names}
        <textarea
          rows={5}
          value={text}
          data-control="names"
          onInput={(e) => {
            setText(e.currentTarget.value);
            setMatches(null);
          }}
        />
      </label>
      {!matches && (
        <button type="button" class="do" disabled={!names.length} data-action="find" onClick={() => void find()}>
          {msg.find}
        </button>
      )}
      {problem && <Failure problem={problem} retry={() => void find()} small />}
      {matches && (
        <>
          <p class="soft">{msg.found(number(ids.length), number(matches.length))}</p>
          <ul class="matches">
            {matches.map((one, i) => (
              <li key={one.given} data-match={one.given} class={one.id ? "" : "open"}>
                <span>{one.given}</span>
                {one.candidates.length === 0 ? (
                  <em>{msg.notFound}</em>
                ) : (
                  <select
                    value={one.id}
                    aria-label={one.id ? one.given : `${one.given}: ${msg.choose}`}
                    onChange={(e) => choose(i, e.currentTarget.value)}
                  >
                    <option value="">{one.id ? msg.skip : msg.choose}</option>
                    {one.candidates.map((c) => (
                      <option value={c.node.id} key={c.node.id}>
                        {nameOf(c.node)}
                      </option>
                    ))}
                  </select>
                )}
              </li>
            ))}
          </ul>
          {!enough(what, ids) && <p class="soft">{msg.least[what]}</p>}
          {enough(what, ids) && ids.length < matches.length && (
            <p class="warning" role="note">
              {msg.leftOut(number(matches.length - ids.length))}
            </p>
          )}
          <button type="button" class="do" disabled={!enough(what, ids)} data-action="add-step" onClick={done}>
            {msg.add}
          </button>
        </>
      )}
    </div>
  );
}
