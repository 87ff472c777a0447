/** Search as one types, by the API: 초성, aliases, both languages, small typos. */
import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { getOnce, Problem, route } from "../api/client";
import { keep } from "../api/records";
import type { NodeRecord, SearchResults } from "../api/types";
import { kindLine, nameOf, otherName, vocabulary, words } from "../words";

export const searchField = signal<HTMLInputElement | null>(null);

export function Dot({ node }: { node: { kind: string; sector?: string | null; field?: string | null } }) {
  const known = vocabulary.value;
  const sector = node.sector ?? node.field;
  const colour = node.kind === "programme" ? known?.colours.programme : (known?.sectors.find((s) => s.id === sector)?.colour ?? known?.colours.no_sector);
  return <span class={`mark ${node.kind}`} style={{ backgroundColor: colour ?? "#999" }} aria-hidden="true" />;
}

interface Props { id: string; label: string; hint: string; take: (node: NodeRecord) => void; main?: boolean; shown?: string | null }

export function Search({ id, label, hint, take, main = false, shown = null }: Props) {
  const [text, setText] = useState<string | null>(null);
  const [hits, setHits] = useState<SearchResults["results"]>([]);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  const w = words.value;

  async function ask(q: string) {
    setText(q);
    running.current?.abort();
    if (!q.trim()) { setOpen(false); setHits([]); return; }
    const asked = (running.current = new AbortController());
    try {
      const found = await getOnce<SearchResults>(route("/search", { q: q.slice(0, 200), limit: 12 }), asked.signal);
      keep(found.results.map((r) => r.node));
      setHits(found.results); setAt(0); setFailed(null); setOpen(true);
    } catch (error) {
      if (error instanceof Problem) { setFailed(error); setHits([]); setOpen(true); }
    }
  }
  function pick(i: number) {
    const hit = hits[i];
    if (!hit) return;
    setOpen(false);
    setText(null);
    take(hit.node);
  }
  function key(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) setAt((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter") { event.preventDefault(); pick(at); }
    else if (event.key === "Escape" && open) { event.stopPropagation(); setOpen(false); }
  }
  return (
    <div class={main ? "search main" : "search"}>
      <input
        ref={(e) => { if (main) searchField.value = e; }} id={id} type="text" role="combobox" aria-label={label} aria-expanded={open} aria-controls={`${id}-list`}
        aria-autocomplete="list" aria-activedescendant={open && hits.length ? `${id}-${at}` : undefined} autocomplete="off" spellcheck={false}
        placeholder={hint} value={text ?? shown ?? ""} onInput={(e) => void ask(e.currentTarget.value)} onKeyDown={key}
        onFocus={(e) => { if (shown) e.currentTarget.select(); if (hits.length && text) setOpen(true); }} onBlur={() => { setOpen(false); if (!main) setText(null); }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {hits.map(({ node, matched, match }, i) => {
          const other = otherName(node);
          const told = matched !== node.name_ko && matched !== node.name_en ? `${w.matched[match] ?? match}: ${matched}` : null;
          return (
            <li key={node.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(e) => { e.preventDefault(); pick(i); }} data-id={node.id}>
              <Dot node={node} /> <span class="name">{nameOf(node)}</span>
              <div class="soft">{[other, kindLine(node), told].filter(Boolean).join(" · ")}</div>
            </li>
          );
        })}
        {open && !hits.length && <li class="none" role="option" aria-selected="false" aria-disabled="true">{failed ? (failed.kind === "away" ? w.awayTitle : failed.message) : w.nothing}</li>}
      </ul>
    </div>
  );
}
