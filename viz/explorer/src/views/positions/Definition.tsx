/** What a measure means, in the language of the page. */
import type { MeasureInfo } from "../../api/types";
import { language, messages } from "../../i18n";
import { definitionOf } from "../../i18n/definitionTexts";

/** A summary; the formula and its references are folded. */
export function Definition({ info }: { info: MeasureInfo | undefined }) {
  const msg = messages.value;
  if (!info) return null;
  const { lead, more, inEnglish } = definitionOf(info);
  const korean = language.value === "ko";
  return (
    <div class="definition" data-part="definition">
      <p>{lead}</p>
      <p class="soft">
        {msg.unit}: {korean ? info.unit_ko : info.unit} · {msg.rangeOf}: {korean ? info.range_ko : info.range}
      </p>
      {more && (
        <details>
          <summary>{msg.definition}</summary>
          <pre lang={inEnglish ? "en" : undefined}>{more}</pre>
        </details>
      )}
    </div>
  );
}
