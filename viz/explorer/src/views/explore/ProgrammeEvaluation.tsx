/** What a programme's members did before and after its start: counts with and without echo, the verdict, and its reasons. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { urlOf } from "../../api/client";
import { resource } from "../../api/resource";
import type { Evaluation, NodeDetail } from "../../api/types";
import { RelationList } from "../../components/Evidence";
import { BriefButtons } from "../../components/BriefButtons";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { evaluationTexts, inLanguage, number, probability } from "../../i18n";

const programme = signal<string | null>(null);
const evaluationResource = resource<Evaluation>(
  () => programme.value && urlOf(`/programmes/${encodeURIComponent(programme.value)}/evaluation`),
);

const rounded = (n: number | null | undefined): string => (n === null || n === undefined ? "–" : number(n, 1));

function Counts({ of }: { of: Evaluation }) {
  const msg = evaluationTexts();
  const rows: [string, (window: Evaluation["windows"][number]) => string][] = [
    [msg.withoutEcho, (w) => number(w.ties)],
    [msg.expected, (w) => rounded(w.expected)],
    [msg.echo, (w) => number(w.echo)],
    [msg.withEcho, (w) => number(w.ties + w.echo)],
  ];
  return (
    <table class="windows">
      <caption>{msg.counts}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{msg.before(of.years)}</th>
          <th scope="col">{msg.after(of.years)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, cell]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            {of.windows.map((window) => (
              <td key={window.since}>{cell(window)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Size and p exist only where every guard holds. */
function Size({ of }: { of: Evaluation }) {
  const { ratio, ratio_low, ratio_high, p } = of;
  if (ratio === null || p === null) return null;
  return (
    <p class="soft">
      {evaluationTexts().ratio} × {rounded(ratio)} [{rounded(ratio_low)}, {rounded(ratio_high)}], p = {probability(p)}
    </p>
  );
}

function Found({ of }: { of: Evaluation }) {
  const msg = evaluationTexts();
  const told = of.members_told === null ? null : number(of.members_told);
  return (
    <>
      <p>
        <span class="badge" data-verdict={of.verdict}>
          {msg.verdicts[of.verdict]}
        </span>{" "}
        {inLanguage(of.sentence)}
      </p>
      <Counts of={of} />
      <Size of={of} />
      <p class="soft">
        {msg.members}: {msg.named(number(of.members_named), number(of.companies_named), told)}
      </p>
      {of.reasons.length > 0 && (
        <details>
          <summary>{msg.why}</summary>
          <ul>
            {of.reasons.map((reason) => (
              <li key={reason.code} data-reason={reason.code}>
                {inLanguage(reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {of.ties.echo.length > 0 && (
        <details data-part="echo">
          <summary>{msg.echoRelations(number(of.windows.reduce((sum, window) => sum + window.echo, 0)))}</summary>
          <p class="soft">{msg.echoHint}</p>
          <RelationList ids={of.ties.echo} />
        </details>
      )}
      <details>
        <summary>{msg.limits}</summary>
        <ul>
          {of.cannot_show.map((limit) => (
            <li key={limit.en}>{inLanguage(limit)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Nothing is shown for a node that is no programme, or whose start is unknown. */
export function ProgrammeEvaluation({ node }: { node: NodeDetail }) {
  const key = node.kind === "programme" && node.start ? node.id : null;
  useEffect(() => {
    programme.value = key;
  }, [key]);
  const { data, status, problem, retry } = evaluationResource.value;
  if (key === null) return null;
  const msg = evaluationTexts();
  const fresh = data?.programme === key ? data : null;
  return (
    <section class="evaluation" data-part="evaluation" aria-label={msg.title}>
      <h3>{msg.title}</h3>
      {status === "loading" && !fresh && <Spinner />}
      {problem &&
        (problem.status === 422 ? (
          <p class="soft">{msg.impossible}</p>
        ) : (
          <Failure problem={problem} retry={retry} small />
        ))}
      {!problem && fresh && <Found of={fresh} />}
      {!problem && fresh && <BriefButtons asked={{ topic: "programme", id: fresh.programme }} />}
    </section>
  );
}
