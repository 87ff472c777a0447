/** How each tie is drawn: grey, in the colour of its predicate, or in that of its change between two dates. */
import { computed } from "@preact/signals";
import type { VisibleTie } from "../graph/filtering";
import { visibleGraph } from "../graph/visibleGraph";
import { vocabulary } from "../i18n";
import { select } from "../state/state";
import { mix } from "./colours";
import type { TieStyle } from "./graphUpdater";
import { theme } from "./nodeStyle";

const collapsed = select("collapse");

/** Ties are grey until something is selected; the ties of the selection then take the colour of their predicate. */
export const tieStyle = computed(() => {
  const t = theme.value;
  const terms = vocabulary.value;
  const nodes = visibleGraph.value?.nodeById;
  const faded = mix(t.tie, t.paper, 0.26);
  const byStatus = { fresh: t.fresh, ended: t.ended, changed: t.changed, kept: t.tie };
  const compared = visibleGraph.value?.compared ?? false;
  const grouped = collapsed.value.length > 0;
  const order = (p: string) => terms?.predicates[p]?.group ?? 9;
  const shades = new Map<string, string>();
  /** The colour of a predicate, mixed once and not for each tie. */
  const shade = (predicate: string) => {
    let found = shades.get(predicate);
    if (!found) {
      found = mix(terms?.predicates[predicate]?.colour ?? t.soft, t.dark ? t.ink : t.paper, t.dark ? 0.8 : 0.85);
      shades.set(predicate, found);
    }
    return found;
  };
  const groupedColour = mix(t.soft, t.paper, 0.4);
  const changes = compared ? Math.max(1, visibleGraph.value?.ties.filter((x) => x.status !== "kept").length ?? 1) : 1;
  return (tie: VisibleTie): TieStyle => {
    const main =
      tie.predicates.length < 2 ? tie.predicates[0] : [...tie.predicates].sort((p, q) => order(p) - order(q))[0];
    const bright = compared && tie.status !== "kept" ? byStatus[tie.status] : shade(main ?? "");
    const one = nodes?.get(tie.a);
    const inside = one !== undefined && one.community >= 0 && one.community === nodes?.get(tie.b)?.community;
    const changed = compared && tie.status !== "kept";
    // where most ties changed, full colours would bury the nodes
    const colour = changed
      ? mix(byStatus[tie.status], t.paper, Math.min(1, Math.max(0.42, 300 / changes)))
      : compared
        ? faded
        : inside
          ? t.tieWithinCommunity
          : t.tie;
    if (grouped)
      return {
        colour: changed ? colour : groupedColour,
        bright,
        faded,
        size: Math.min(1 + 1.1 * Math.sqrt(tie.weight), 16),
        order: 1,
      };
    return {
      colour,
      bright,
      faded,
      size: Math.min(0.9 + 0.45 * Math.log2(tie.weight + 1), 3) * (changed ? 1.3 : 1),
      order: tie.status === "ended" ? 3 : changed ? 2 : 1,
    };
  };
});
