/** How each tie is drawn: in the colour and dashes of its type, in the colour of its change between two dates, or grey between groups. */
import { computed } from "@preact/signals";
import type { VisibleTie } from "../graph/filtering";
import { tieDirections } from "../graph/tieDirections";
import { mainPredicate, patterns } from "../graph/tieTypes";
import { visibleGraph } from "../graph/visibleGraph";
import { vocabulary } from "../i18n";
import { select } from "../state/state";
import { mix } from "./colours";
import type { TieStyle } from "./graphUpdater";
import { theme } from "./nodeStyle";

const collapsed = select("collapse");

/** How much of the colour of its type a tie has until it is selected: full colours would bury the nodes. */
const TINT = 0.5;
/** The colour in which ties of a type are drawn; null where they show something else (changes, sums between groups). */
export const typeColour = computed<((predicate: string) => string) | null>(() => {
  const [t, terms] = [theme.value, vocabulary.value];
  if (visibleGraph.value?.compared || collapsed.value.length) return null;
  return (predicate) => mix(terms?.predicates[predicate]?.colour ?? t.soft, t.paper, TINT);
});

/** The ties of a selection take the full colour of their type. */
export const tieStyle = computed(() => {
  const t = theme.value;
  const terms = vocabulary.value;
  const faded = mix(t.tie, t.paper, 0.26);
  const byStatus = { fresh: t.fresh, ended: t.ended, changed: t.changed, kept: t.tie };
  const compared = visibleGraph.value?.compared ?? false;
  const grouped = collapsed.value.length > 0;
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
  const mainOf = mainPredicate.value;
  const dashes = patterns.value;
  const directions = tieDirections.value;
  const tints = new Map<string, string>();
  const tint = (predicate: string) => {
    let found = tints.get(predicate);
    if (!found) tints.set(predicate, (found = typeColour.value?.(predicate) ?? t.tie));
    return found;
  };
  const groupedColour = mix(t.soft, t.paper, 0.4);
  const changes = compared ? Math.max(1, visibleGraph.value?.ties.filter((x) => x.status !== "kept").length ?? 1) : 1;
  return (tie: VisibleTie): TieStyle => {
    const main = mainOf(tie.predicates);
    const bright = compared && tie.status !== "kept" ? byStatus[tie.status] : shade(main);
    const changed = compared && tie.status !== "kept";
    // where most ties changed, full colours would bury the nodes
    const colour = changed
      ? mix(byStatus[tie.status], t.paper, Math.min(1, Math.max(0.42, 300 / changes)))
      : compared
        ? faded
        : tint(main);
    if (grouped)
      return {
        colour: changed ? colour : groupedColour,
        bright,
        faded,
        size: Math.min(1 + 1.1 * Math.sqrt(tie.weight), 16),
        order: 1,
        pattern: 0,
        arrows: 0,
      };
    return {
      colour,
      bright,
      faded,
      size: Math.min(0.9 + 0.45 * Math.log2(tie.weight + 1), 3) * (changed ? 1.3 : 1),
      order: tie.status === "ended" ? 3 : changed ? 2 : 1,
      pattern: dashes.get(main) ?? 0,
      arrows: directions.get(tie.key) ?? 0,
    };
  };
});
