/** A pair of groups as one word of the address; ids of groups are any texts. */
const escaped = (id: string) => id.replace(/[%~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
export const pairKey = (p: { a: string; b: string }): string => `${escaped(p.a)}~${escaped(p.b)}`;

export function endsOf(key: string): [string, string] {
  const [a = "", b = ""] = key.split("~").map((id) => {
    try {
      return decodeURIComponent(id);
    } catch {
      return id;
    }
  });
  return [a, b];
}
