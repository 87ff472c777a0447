/** Taking files into the store: source and key, first what would change, then the load and its undoing. */
import { useState } from "preact/hooks";
import { forgetAnswers, Problem } from "../../api/client";
import { forgetRecords } from "../../api/records";
import { refetchAll } from "../../api/resource";
import type { LoadReport } from "../../api/types";
import { takeFiles, undoLoad } from "../../api/workspaces";
import { apiKey, rememberKey } from "../../api/key";
import { Failure } from "../../components/Failure";
import { number } from "../../i18n";
import { opening } from "../../i18n/opening";
import { how, mapping, opened, options, usesMapping } from "./openState";

const SOURCE = ["title", "publisher", "url"] as const;

export function TakePanel() {
  const msg = opening.value;
  const [key, setKey] = useState(apiKey.value ?? "");
  const [report, setReport] = useState<LoadReport | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const source: Record<string, string> = usesMapping.value && mapping.value ? mapping.value.source : options.value;
  const labels = { title: msg.sourceTitle, publisher: msg.publisher, url: msg.url };
  const set = (name: string, value: string) => {
    if (usesMapping.value && mapping.value)
      mapping.value = { ...mapping.value, source: { ...mapping.value.source, [name]: value } };
    else options.value = { ...options.value, [name]: value };
    setReport(null);
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      rememberKey(key);
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem("page", 0, String(error)));
    }
    setBusy(false);
  };
  const take = (dryRun: boolean) =>
    attempt(async () => {
      setUndone(null);
      setReport(await takeFiles(opened.value?.id ?? "", how.value, dryRun, key));
      if (!dryRun) forget();
    });
  const undo = (load: string) =>
    attempt(async () => {
      const { graph_version } = await undoLoad(load, key);
      setUndone(graph_version);
      setReport(null);
      forget();
    });
  const complete = key && SOURCE.every((name) => source[name]);
  return (
    <form
      class="take"
      data-part="take"
      onSubmit={(e) => {
        e.preventDefault();
        void take(true);
      }}
    >
      {SOURCE.map((name) => (
        <label key={name}>
          {labels[name]}
          <input
            type="text"
            inputMode={name === "url" ? "url" : "text"}
            value={source[name] ?? ""}
            data-control={`source-${name}`}
            onInput={(e) => {
              set(name, e.currentTarget.value);
            }}
          />
        </label>
      ))}
      <label>
        {msg.key}
        <input
          type="password"
          value={key}
          autocomplete="off"
          data-control="take-key"
          onInput={(e) => setKey(e.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="do" disabled={!complete || busy} data-action="dry-run">
          {msg.dryRun}
        </button>
        <button
          type="button"
          class="primary"
          disabled={!complete || busy || !report?.dry_run}
          data-action="load"
          onClick={() => void take(false)}
        >
          {msg.load}
        </button>
      </div>
      {problem && (
        <Failure
          problem={problem}
          retry={() => {
            setProblem(null);
          }}
          small
        />
      )}
      {report && (
        <div role="status" data-part="report" data-version={report.graph_version}>
          <p>
            <b>{report.dry_run ? msg.would : msg.loaded}</b>
          </p>
          <Changes report={report} />
          {!report.dry_run && (
            <p>
              {msg.version} <code>{report.graph_version}</code>{" "}
              <button
                type="button"
                class="do"
                disabled={busy}
                data-action="undo-load"
                onClick={() => void undo(report.load_id)}
              >
                {msg.undo}
              </button>
            </p>
          )}
        </div>
      )}
      {undone && (
        <p role="status" data-part="undone" data-version={undone}>
          {msg.undone(undone)}
        </p>
      )}
    </form>
  );
}

function Changes({ report }: { report: LoadReport }) {
  const msg = opening.value;
  const parts = (["new", "changed", "closed"] as const).flatMap((how) =>
    Object.entries(report[how])
      .filter(([type, n]) => n > 0 && type in msg.types)
      .map(([type, n]) => `${msg.types[type] ?? type} ${number(n)} ${msg.changes[how] ?? how}`),
  );
  if (report.rejected) parts.push(msg.rejected(number(report.rejected)));
  return <p>{parts.length ? parts.join(" · ") : msg.nothing}</p>;
}

/** What was fetched is out of date. */
function forget(): void {
  forgetAnswers();
  forgetRecords();
  refetchAll();
}
