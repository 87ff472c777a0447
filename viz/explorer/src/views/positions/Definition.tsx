/** What a measure means, in the language of the page where it is written in it. */
import type { MeasureInfo } from "../../api/types";
import { messages } from "../../i18n";
import { state } from "../../state/state";

/** The first paragraph of a definition; the rest is folded. */
export function Definition({ info }: { info: MeasureInfo | undefined }) {
  const msg = messages.value;
  if (!info) return null;
  const [lead = "", ...rest] = info.definition.split(/\n\s*\n/);
  const korean = state.value.lang === "ko" && info.summary_ko !== "";
  const more = korean ? [lead, ...rest] : rest; // the full definition exists in English only
  return (
    <div class="definition" data-part="definition">
      {korean ? <p>{info.summary_ko}</p> : <p lang="en">{lead.replace(/\s+/g, " ")}</p>}
      <p class="soft">
        {msg.unit}: {korean ? info.unit_ko : info.unit} · {msg.rangeOf}: {korean ? info.range_ko : info.range}
      </p>
      {more.length > 0 && (
        <details>
          <summary>{msg.definition}</summary>
          <pre lang="en">{more.join("\n\n")}</pre>
        </details>
      )}
    </div>
  );
}
