/** The parts of a match weight as a waterfall, with the prior, the probability and the rule: how a pair of records was decided. */
import { inLanguage, messages, number, vocabulary } from "../i18n";

interface Factor {
  comparison: string;
  level: string;
  bits: number;
}

/** The parts of the weight and the rule among pieces of evidence, and the other pieces. */
export function readEvidence(evidence: string[]): { factors: Factor[]; rule: string | null; others: string[] } {
  const factors: Factor[] = [];
  const others: string[] = [];
  let rule: string | null = null;
  for (const text of evidence) {
    const [kind, first = "", level = "", bits = ""] = text.split("|");
    if (kind === "match weight") factors.push({ comparison: first, level, bits: Number(bits) });
    else if (kind === "rule") rule = first;
    else others.push(text);
  }
  return { factors, rule, others };
}

interface Span extends Factor {
  from: number;
  to: number;
}
function spans(factors: Factor[]): Span[] {
  let sum = 0;
  return factors.map((factor) => {
    const from = sum;
    sum += factor.bits;
    return { ...factor, from, to: sum };
  });
}

/** One in so many pairs, of a prior in bits, with two significant digits. */
export const oneIn = (bits: number): number => Number((1 + 2 ** -bits).toPrecision(2));

function levelName({ comparison, level, bits }: Factor): string {
  const term = vocabulary.value?.match_levels[`${comparison}|${level}`];
  const name = term ? inLanguage(term) : level;
  return comparison === "prior" ? messages.value.priorOf(number(oneIn(bits)), name) : name;
}
function comparisonName(comparison: string): string {
  const term = vocabulary.value?.match_comparisons[comparison];
  return term ? inLanguage(term) : comparison;
}
const signed = (bits: number) => `${bits < 0 ? "−" : "+"}${number(Math.abs(bits), 1)}`;

/** `likelihood`: the match probability as the page words it. Nothing where the evidence holds no parts of a weight and no rule. */
export function MatchWeights({ evidence, likelihood }: { evidence: string[]; likelihood: string | null }) {
  const msg = messages.value;
  const { factors, rule } = readEvidence(evidence);
  if (!factors.length && rule === null) return null;
  const term = rule === null ? undefined : vocabulary.value?.match_rules[rule];
  return (
    <details class="weights" data-part="weights">
      <summary>{msg.howDecided}</summary>
      {factors.length > 0 && <Waterfall factors={factors} likelihood={likelihood} />}
      {rule !== null && (
        <p data-rule={rule}>
          <span class="soft">{msg.ruleOf}</span> {term ? inLanguage(term) : rule}
        </p>
      )}
    </details>
  );
}

function Waterfall({ factors, likelihood }: { factors: Factor[]; likelihood: string | null }) {
  const msg = messages.value;
  const parts = spans(factors);
  const sum = parts.at(-1)?.to ?? 0;
  const low = Math.min(0, ...parts.map((part) => part.to));
  const high = Math.max(0, ...parts.map((part) => part.to));
  const share = (bits: number) => ((bits - low) / (high - low || 1)) * 100;
  const bar = (from: number, to: number, kind: string) => (
    <td class="bar" aria-hidden="true">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none">
        <line x1={share(0)} x2={share(0)} y1="0" y2="10" />
        <rect
          class={kind}
          x={Math.min(share(from), share(to))}
          y="1"
          width={Math.max(Math.abs(share(to) - share(from)), 0.8)}
          height="8"
        />
      </svg>
    </td>
  );
  return (
    <table class="waterfall">
      <caption class="soft">{msg.weightsHint}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.comparison} data-comparison={part.comparison}>
            <th scope="row">
              {comparisonName(part.comparison)} <span class="soft">{levelName(part)}</span>
            </th>
            {bar(part.from, part.to, part.bits < 0 ? "against" : "for")}
            <td class="bits">{signed(part.bits)}</td>
          </tr>
        ))}
        <tr class="sum" data-comparison="sum">
          <th scope="row">
            {msg.weightSum} {likelihood !== null && <span class="soft">{msg.probabilityOf(likelihood)}</span>}
          </th>
          {bar(0, sum, "all")}
          <td class="bits">{signed(sum)}</td>
        </tr>
      </tbody>
    </table>
  );
}
