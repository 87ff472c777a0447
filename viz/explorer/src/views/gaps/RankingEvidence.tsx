/** How far the ranking of bridging pairs can be trusted: the hold-out figures beside those of simpler scores. */
import type { Bridges } from "../../api/types";
import { day, inLanguage, number, value } from "../../i18n";
import { words } from "./groups";

const COLUMNS = ["auc", "average_precision", "precision_at_10"] as const;
/** Figures of a score; null for ours where there is nothing to test. */
type Row = Pick<Bridges["evidence"], (typeof COLUMNS)[number]>;

export function RankingEvidence({ evidence }: { evidence: Bridges["evidence"] }) {
  const msg = words.value;
  const rows: [string, Row][] = [
    [msg.fitted, evidence],
    ...Object.entries(evidence.baselines).map(([n, f]): [string, Row] => [msg.baselinesOf[n] ?? n, f]),
  ];
  return (
    <section class="trust">
      <h3>{msg.evidence}</h3>
      {evidence.cutoff && <p>{msg.holdout(day(evidence.cutoff), number(evidence.test_ties))}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col" />
            {COLUMNS.map((c) => (
              <th scope="col" class="number" key={c}>
                {msg.figures[c]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, f], i) => (
            <tr key={name} class={i ? "" : "ours"}>
              <th scope="row">{name}</th>
              {COLUMNS.map((c) => (
                <td class="number" key={c}>
                  {f[c] === null ? "–" : value(f[c])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class={evidence.beats_preferential_attachment === false ? "warning" : "soft"} data-part="trust">
        {inLanguage(evidence.sentence)}
      </p>
      <p class="soft">{msg.evidenceNote}</p>
    </section>
  );
}
