/** Partial dates (YYYY, YYYY-MM, YYYY-MM-DD) as spans of days, by the server's rules. */

const DAY = 86_400_000;

const known = new Map<string, [number, number] | null>(); // a slider reads the same dates tens of thousands of times

/** The first and last day of a partial date, in days since 1970; null if the text is not a date. */
export function span(text: string): [number, number] | null {
  let found = known.get(text);
  if (found === undefined) {
    found = parse(text);
    known.set(text, found);
  }
  return found;
}
function parse(text: string): [number, number] | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match || match[1] === "0000") return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  if (month !== null && (month < 1 || month > 12)) return null;
  const at = (y: number, m: number, d: number) => {
    const date = new Date(0);
    date.setUTCFullYear(y, m - 1, d);
    return date.getTime() / DAY;
  };
  const days = (m: number) => at(year, m + 1, 1) - at(year, m, 1);
  if (day !== null) {
    if (day < 1 || day > days(month as number)) return null;
    const when = at(year, month as number, day);
    return [when, when];
  }
  const last = month ?? 12;
  return [at(year, month ?? 1, 1), at(year, last, days(last))];
}

/** Whether a relation is in force on the last day of `as_of` and began on or after `since`; undated ones are, unless they are dropped. */
export function holds(
  start: string | null,
  end: string | null,
  as_of: string | null,
  undated: "keep" | "drop",
  since: string | null = null,
): boolean {
  if (start === null && end === null) return undated === "keep";
  if (since !== null && (start === null || (span(start)?.[0] ?? 0) < (span(since)?.[0] ?? Number.NEGATIVE_INFINITY)))
    return false;
  if (as_of === null) return true;
  const day = span(as_of)?.[1] ?? Number.POSITIVE_INFINITY;
  const first = start === null ? Number.NEGATIVE_INFINITY : (span(start)?.[0] ?? Number.NEGATIVE_INFINITY);
  const last = end === null ? Number.POSITIVE_INFINITY : (span(end)?.[1] ?? Number.POSITIVE_INFINITY);
  return first <= day && day <= last;
}
