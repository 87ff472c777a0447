/** Search as you type, answered by the API: initial consonants (초성), aliases, both languages, small typos. */
import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { getOnce, Problem, urlOf } from "../api/client";
import { cacheNodes } from "../api/records";
import type { NodeRecord, SearchResults } from "../api/types";
import { kindAndSector, messages, nameOf, otherName, vocabulary } from "../i18n";
import { problemText } from "./Failure";

export const searchField = signal<HTMLInputElement | null>(null);

export function Dot({ node }: { node: { kind: string; sector?: string | null; field?: string | null } }) {
  const terms = vocabulary.value;
  const sector = node.sector ?? node.field;
  const colour =
    node.kind === "programme"
      ? terms?.colours.programme
      : (terms?.sectors.find((s) => s.id === sector)?.colour ?? terms?.colours.no_sector);
  return <span class={`mark ${node.kind}`} style={{ backgroundColor: colour ?? "#999" }} aria-hidden="true" />;
}

interface Props {
  id: string;
  label: string;
  hint: string;
  take: (node: NodeRecord) => void;
  main?: boolean;
  shown?: string | null;
}

export function Search({ id, label, hint, take, main = false, shown = null }: Props) {
  const [text, setText] = useState<string | null>(null);
  const [hits, setHits] = useState<SearchResults["results"]>([]);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const running = useRef<{ stop: AbortController; hits: Promise<SearchResults["results"] | null> } | null>(null);
  const msg = messages.value;

  function ask(q: string) {
    setText(q);
    running.current?.stop.abort();
    running.current = null;
    if (!q.trim()) {
      setOpen(false);
      setHits([]);
      return;
    }
    const stop = new AbortController();
    const asked = { stop, hits: fetchHits(q, stop.signal) };
    running.current = asked;
    void asked.hits.then((found) => {
      if (found === null || running.current !== asked) return;
      running.current = null;
      setHits(found);
      setAt(0);
      setOpen(true);
    });
  }
  /** The hits; null if the search was aborted. */
  async function fetchHits(q: string, signal: AbortSignal): Promise<SearchResults["results"] | null> {
    try {
      const { results } = await getOnce<SearchResults>(urlOf("/search", { q: q.slice(0, 200), limit: 12 }), signal);
      cacheNodes(results.map((r) => r.node));
      setFailed(null);
      return results;
    } catch (error) {
      if (!(error instanceof Problem)) return null;
      setFailed(error);
      return [];
    }
  }
  function chosen(node: NodeRecord) {
    setOpen(false);
    setText(null);
    setHits([]);
    take(node);
  }
  function pick(i: number) {
    const hit = hits[i];
    if (hit) chosen(hit.node);
  }
  /** Enter waits for the hits of what was typed, instead of taking the first hit of an earlier prefix. */
  async function enter() {
    const asked = running.current;
    if (!asked) return pick(at);
    const found = await asked.hits;
    if (running.current === asked) running.current = null;
    if (found?.[0]) chosen(found[0].node);
  }
  function key(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) setAt((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  }
  return (
    <div class={main ? "search main" : "search"}>
      <input
        ref={(e) => {
          if (main) searchField.value = e;
        }}
        id={id}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && hits.length ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={hint}
        value={text ?? shown ?? ""}
        onInput={(e) => ask(e.currentTarget.value)}
        onKeyDown={key}
        onFocus={(e) => {
          if (shown) e.currentTarget.select();
          if (hits.length && text) setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
          if (!main) setText(null);
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {hits.map(({ node, matched, match }, i) => {
          const other = otherName(node);
          const text =
            matched !== node.name_ko && matched !== node.name_en ? `${msg.matched[match] ?? match}: ${matched}` : null;
          return (
            <li
              key={node.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              onMouseDown={(e) => {
                e.preventDefault();
                pick(i);
              }}
              data-id={node.id}
            >
              <Dot node={node} /> <span class="name">{nameOf(node)}</span>
              <div class="soft">{[other, kindAndSector(node), text].filter(Boolean).join(" · ")}</div>
            </li>
          );
        })}
        {open && !hits.length && (
          <li class="none" role="option" aria-selected="false" aria-disabled="true">
            {failed ? problemText(failed).title : msg.nothing}
          </li>
        )}
      </ul>
    </div>
  );
}
