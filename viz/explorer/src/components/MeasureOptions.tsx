/** The options of a menu of measures, grouped by family. */
import { measures, measureTitle } from "../graph/measures";
import { state } from "../state/state";

/** Key of a `select` with these options: it keeps a value only if the option exists, so it is rendered anew when the registry arrives. */
export const registryKey = () => (measures.value.data ? "known" : "waiting");
export function MeasureOptions({ but }: { but?: string }) {
  const list = (measures.value.data?.results ?? []).filter((m) => m.name !== but);
  const families = [...new Set(list.map((m) => m.family))];
  return (
    <>
      {families.map((f) => (
        <optgroup
          key={f}
          label={
            state.value.lang === "ko" ? (list.find((m) => m.family === f)?.family_ko ?? f) : f.replaceAll("_", " ")
          }
        >
          {list
            .filter((m) => m.family === f)
            .map((m) => (
              <option key={m.name} value={m.name}>
                {measureTitle(m.name)}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}
