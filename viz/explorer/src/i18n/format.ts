/** Numbers, shares, probabilities and dates as the language of the page writes them. */
import { day } from "./days";
import { language, messages } from "./language";

const formats = new Map<string, Intl.NumberFormat>(); // making one takes longer than formatting a hundred numbers
export function number(n: number, digits = 0): string {
  // the first frame shows whole numbers only, and making the first `Intl.NumberFormat` would delay it
  if (Number.isSafeInteger(n)) return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  const key = `${language.value}${digits}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language.value, { maximumFractionDigits: digits })));
  return format.format(n);
}
export const percent = (share: number): string =>
  share.toLocaleString(language.value, { style: "percent", maximumFractionDigits: 0 });
/** A value of a measure, with four significant digits. */
export function value(n: number): string {
  if (n === 0) return "0";
  if (Number.isInteger(n) && Math.abs(n) < 1e6) return number(n);
  return Math.abs(n) >= 1e-3 && Math.abs(n) < 1e6
    ? n.toLocaleString(language.value, { maximumSignificantDigits: 4 })
    : n.toExponential(2);
}
export function dates(start: string | null | undefined, end: string | null | undefined): string {
  const msg = messages.value;
  if (!start && !end) return msg.undated;
  if (start && end) return start === end ? day(start) : `${day(start)} – ${day(end)}`;
  return start ? msg.since(day(start)) : msg.until(day(end as string));
}
/** A p or q value. */
export const probability = (p: number): string => (p < 0.001 ? "< 0.001" : p.toFixed(3));
