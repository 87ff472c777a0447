/** What tells types of relations apart: a colour for each group of predicates, a pattern of dashes within the group. */
import { computed } from "@preact/signals";
import { vocabulary } from "../i18n";

/** Predicate → pattern: its place in its group, in the order of the vocabulary. */
export const patterns = computed<ReadonlyMap<string, number>>(() => {
  const seen = new Map<number, number>();
  return new Map(
    Object.entries(vocabulary.value?.predicates ?? {}).map(([predicate, { group }]) => {
      const place = seen.get(group) ?? 0;
      seen.set(group, place + 1);
      return [predicate, place % 4];
    }),
  );
});
/** The predicate that a tie is drawn as: of several the one whose group comes first, then the first of the vocabulary. */
export const mainPredicate = computed(() => {
  const terms = vocabulary.value?.predicates ?? {};
  const order = new Map(
    Object.keys(terms)
      .sort((p, q) => (terms[p]?.group ?? 9) - (terms[q]?.group ?? 9))
      .map((p, i) => [p, i]),
  );
  const place = (p: string) => order.get(p) ?? 99;
  return (predicates: readonly string[]): string =>
    predicates.reduce((best, p) => (best === "" || place(p) < place(best) ? p : best), "");
});
