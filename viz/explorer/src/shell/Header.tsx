/** The top line: what this is, views, search, undo, link, download, brightness, language. */
import { useEffect, useRef, useState } from "preact/hooks";
import { visit } from "../explore/actions";
import { Downloads } from "../explore/Downloads";
import type { Theme, View } from "../state/address";
import { canRedo, canUndo, change, redo, settleAddress, state, undo } from "../state/state";
import { words } from "../words";
import { say } from "./Messages";
import { Search } from "./Search";

const VIEWS: View[] = ["explore", "gaps", "positions"];
const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const SIGN: Record<Theme, string> = { auto: "◐", light: "☀", dark: "☾" };

async function copyLink(): Promise<void> {
  try {
    settleAddress();
    await navigator.clipboard.writeText(location.href);
    say(words.value.shared);
  } catch {
    say(words.value.copyFailed);
  }
}

/** Drawn, since fonts differ in what signs they have. */
function Chain() {
  return (
    <svg width="17" height="17" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true">
      <path d="M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.700 1.700" /><path d="M14 11a5 5 0 0 0-7.500-.500l-3 3a5 5 0 0 0 7 7l1.700-1.700" />
    </svg>
  );
}

export function Header() {
  const w = words.value;
  const { view, lang, theme } = state.value;
  const [saving, setSaving] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!saving) return;
    const away = (e: Event) => { if (!menu.current?.contains(e.target as Node)) setSaving(false); };
    const esc = (e: KeyboardEvent) => { if (e.key === "Escape") { e.stopPropagation(); setSaving(false); } };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", esc, true);
    return () => { document.removeEventListener("pointerdown", away); document.removeEventListener("keydown", esc, true); };
  }, [saving]);
  return (
    <header class="top">
      <h1><img src="./icon.svg" alt="" width="22" height="22" />{w.title}<span class="visually-hidden"> – {w.subtitle}</span></h1>
      <nav class="tabs" aria-label={w.subtitle}>
        {VIEWS.map((v) => <button type="button" key={v} aria-current={view === v ? "page" : undefined} title={w.viewsHint[v]} data-view={v} onClick={() => change({ view: v })}>{w.views[v]}</button>)}
      </nav>
      <Search id="query" label={w.search} hint={w.searchHint} take={(node) => visit(node.id)} main />
      <div class="tools">
        <button type="button" class="icon" disabled={!canUndo.value} title={`${w.undo} (Ctrl+Z)`} aria-label={w.undo} onClick={undo}>↶</button>
        <button type="button" class="icon" disabled={!canRedo.value} title={`${w.redo} (Ctrl+Shift+Z)`} aria-label={w.redo} onClick={redo}>↷</button>
        <button type="button" class="icon" title={w.share} aria-label={w.share} onClick={() => void copyLink()}><Chain /></button>
        <div class="holder" ref={menu}>
          <button type="button" class="icon" title={w.download} aria-label={w.download} aria-expanded={saving} data-action="download" onClick={() => setSaving(!saving)}>⤓</button>
          {saving && <Downloads close={() => setSaving(false)} />}
        </div>
        <button type="button" class="icon" title={w.theme[theme]} aria-label={w.theme[theme]} data-action="theme" onClick={() => change({ theme: NEXT[theme] })}>{SIGN[theme]}</button>
        <div class="languages" role="group" aria-label={w.language}>
          <button type="button" lang="ko" aria-pressed={lang === "ko"} data-language="ko" onClick={() => change({ lang: "ko" })}>한국어</button>
          <button type="button" lang="en" aria-pressed={lang === "en"} data-language="en" onClick={() => change({ lang: "en" })}>English</button>
        </div>
      </div>
    </header>
  );
}
