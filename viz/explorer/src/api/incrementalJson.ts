/** Parses a large JSON object in chunks, so that the page stays responsive: `JSON.parse` of a scene of 20,000 nodes is one long task. */
import { TimeSlice, yieldToBrowser } from "../browser/timeSlices";

/** Bytes per chunk: a few milliseconds of parsing. */
const CHUNK_BYTES = 1 << 18;
const [QUOTE, BACKSLASH, COMMA, OPEN, SHUT, OPEN_LIST, SHUT_LIST] = [0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d] as const;
/** Marks where a list was cut out; no member of an answer starts with a space. */
const PLACEHOLDER = " list";
const decoder = new TextDecoder();

/** The position of the closing quote of the string that starts at `at`. */
function endOfString(bytes: Uint8Array, at: number): number {
  for (let end = bytes.indexOf(QUOTE, at + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return bytes.length;
}

/** Gives what `JSON.parse` would. Only lists that are direct members of the object are parsed in chunks. */
export async function parseIncrementally<T>(bytes: Uint8Array): Promise<T> {
  if (bytes.length <= CHUNK_BYTES) return JSON.parse(decoder.decode(bytes)) as T;
  const slice = new TimeSlice(1);
  const lists: unknown[][] = [];
  // the object with its lists cut out: `{"nodes":…,"ties":…,"layer":"all"}`
  let frame = "";
  let [depth, from, kept] = [0, 0, 0];
  let list: unknown[] | null = null;
  const take = (to: number) => {
    const text = decoder.decode(bytes.subarray(from, to));
    if (text.trim()) for (const entry of JSON.parse(`[${text}]`) as unknown[]) list?.push(entry);
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === OPEN || byte === OPEN_LIST) {
      depth += 1;
      if (depth === 2 && byte === OPEN_LIST) {
        lists.push((list = []));
        from = at + 1;
        frame += `${decoder.decode(bytes.subarray(kept, at))}{"${PLACEHOLDER}":${lists.length - 1}}`;
      }
    } else if (byte === SHUT || byte === SHUT_LIST) {
      if (depth === 2 && list) {
        take(at);
        [list, kept] = [null, at + 1];
      }
      depth -= 1;
    } else if (byte === COMMA && depth === 2 && list && at - from > CHUNK_BYTES) {
      take(at);
      from = at + 1;
      if (slice.isOver()) {
        await yieldToBrowser();
        slice.begin();
      }
    }
  }
  frame += decoder.decode(bytes.subarray(kept));
  const total = JSON.parse(frame) as Record<string, unknown>;
  for (const [name, value] of Object.entries(total)) {
    const number = (value as Record<string, number> | null)?.[PLACEHOLDER];
    if (number !== undefined && lists[number]) total[name] = lists[number];
  }
  return total as T;
}
