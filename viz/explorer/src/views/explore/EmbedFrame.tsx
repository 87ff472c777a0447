/** What an embedded network says of itself: counts, what its colours mean, and its source. */
import { about, dayInWords } from "../../graph/about";
import { visibleGraph } from "../../graph/visibleGraph";
import { number } from "../../i18n";
import { legend } from "../../picture/legend";

/** Lines of the legend that an embedded picture has room for. */
const MOST = 10;

export function EmbedFrame() {
  const graph = visibleGraph.value;
  if (!graph) return null;
  const what = about(graph.nodes.length, graph.ties.length);
  const { title, entries, scale, size } = legend.value;
  return (
    <>
      <div class="embed-about" data-part="embed-about">
        <strong>{what.title}</strong>
        <span>{[what.counts, dayInWords(what), ...what.filters].join(" · ")}</span>
      </div>
      <div class="embed-legend" data-part="embed-legend">
        <strong>{title}</strong>
        {scale && (
          <span class="scale">
            {scale.low}
            {scale.colours.map((colour) => (
              <i key={colour} style={{ backgroundColor: colour }} />
            ))}
            {scale.high}
          </span>
        )}
        {entries.slice(0, MOST).map((entry) => (
          <span key={`${entry.mark} ${entry.label}`}>
            <i class={entry.mark} style={{ backgroundColor: entry.colour }} />
            {entry.label} {entry.count !== null && <b>{number(entry.count)}</b>}
          </span>
        ))}
        <span class="soft">{size}</span>
      </div>
      <p class="embed-source" data-part="embed-source" title={`${what.caveat} ${what.source}`}>
        {what.source}
      </p>
    </>
  );
}
