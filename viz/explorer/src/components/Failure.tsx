/** What failed and what to do. The API writes its problems in English, so a Korean page says what their `type` means. */
import type { Problem } from "../api/client";
import { messages } from "../i18n";
import { said } from "../i18n/said";

interface Text {
  title: string;
  remedy: string;
}

export function problemText(problem: Problem): Text {
  const msg = messages.value;
  const known = msg.problems[problem.kind];
  if (known) return known;
  if (problem.kind === "unreachable") return { title: msg.unreachableTitle, remedy: msg.unreachableRemedy };
  const title = problem.status >= 500 ? msg.serverErrorTitle : msg.requestErrorTitle;
  const { text, lang } = said(problem.message);
  return { title, remedy: (lang === undefined && text) || msg.noDetail(problem.status) };
}

/** A rule that nobody has written in the language of the page yet is left out: its parameter is named. */
function Rule({ of }: { of: string }) {
  const { text, lang } = said(of);
  return lang === undefined ? <>: {text}</> : null;
}

interface Props {
  problem: Problem;
  retry: () => void;
  small?: boolean;
}

export function Failure({ problem, retry, small = false }: Props) {
  const { title, remedy } = problemText(problem);
  return (
    <div class={small ? "message small" : "message"} role="alert">
      <strong>{title}</strong>
      <p>{remedy}</p>
      {problem.errors.length > 0 && (
        <ul class="faults">
          {problem.errors.map((error) => (
            <li key={error.parameter}>
              <code>{error.parameter}</code>
              <Rule of={`${error.rule}: ${error.remedy}`} />
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="primary" onClick={retry}>
        {messages.value.retry}
      </button>
    </div>
  );
}
