/** A detail that joins the statements of several sources, as a list without repetitions. */
const SEPARATOR = "; ";
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Statements of several sources joined by semicolons, one a line; one whose words are all in another is left out. */
export function statementsOf(detail: string): string[] {
  const all = [...new Set(detail.split(SEPARATOR).map((one) => one.trim()))].filter(Boolean);
  const bags = all.map((one) => new Set(words(one)));
  return all.filter((one, i) => {
    const own = words(one);
    return !bags.some((bag, j) => j !== i && bag.size > (bags[i]?.size ?? 0) && own.every((word) => bag.has(word)));
  });
}
