/** The ties that exist between two sectors, each with its evidence. */
import { RelationList } from "../../components/Evidence";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { nameOf, number } from "../../i18n";
import { words } from "./groups";
import { existing } from "./resources";

export function ExistingTies({ a, b }: { a: string; b: string }) {
  const msg = words.value;
  const { data, status, problem, retry } = existing.value;
  if (problem) return <Failure problem={problem} retry={retry} small />;
  if (!data || status === "loading") return <Spinner />;
  const of = new Map(data.nodes.map((n) => [n.id, n]));
  const ties = data.ties.filter((t) => {
    const [s, o] = [of.get(t.source)?.sector, of.get(t.target)?.sector];
    return a === b ? s === a && o === a : (s === a && o === b) || (s === b && o === a);
  });
  if (!ties.length) return <p class="soft">{msg.noExisting}</p>;
  return (
    <ul class="existing">
      {ties.map((t) => (
        <li key={`${t.source}~${t.target}`}>
          <details>
            <summary>
              {[t.source, t.target]
                .map((id) => nameOf(of.get(id) as { label_ko: string; label_en: string }))
                .join(" – ")}{" "}
              <span class="soft">{msg.recorded(number(t.relations.length))}</span>
            </summary>
            <RelationList ids={t.relations} open={t.relations.length <= 3} />
          </details>
        </li>
      ))}
    </ul>
  );
}
