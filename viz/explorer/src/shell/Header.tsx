/** The top line: title, views, search, undo, link, downloads, brightness, language. */
import { useEffect, useRef, useState } from "preact/hooks";
import { notify } from "../components/Messages";
import { Search } from "../components/Search";
import { openNode } from "../graph/nodeActions";
import { inLanguage, messages } from "../i18n";
import type { Theme } from "../state/address";
import { canRedo, canUndo, change, flushAddress, redo, state, undo } from "../state/state";
import { currentWorkspace, homePage } from "../api/workspaces";
import { opening } from "../i18n/opening";
import { VIEWS } from "../views/registry";
import { Downloads } from "./Downloads";
import { HelpButton } from "./Help";
import { StoryButton } from "./story/StoryPanel";

const NEXT_THEME: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const THEME_ICON: Record<Theme, string> = { auto: "◐", light: "☀", dark: "☾" };

/** The address of what is shown, with its language: who opens it may have another one in the browser. */
function linkToHere(): string {
  const link = new URL(location.href);
  link.searchParams.set("lang", state.peek().lang);
  return link.href;
}

async function copyLink(): Promise<void> {
  try {
    flushAddress();
    await navigator.clipboard.writeText(linkToHere());
    notify(messages.value.shared);
  } catch {
    notify(messages.value.copyFailed);
  }
}

/** Drawn, since not every font has a character for a link. */
function LinkIcon() {
  return (
    <svg
      width="17"
      height="17"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M10 13a5 5 0 0 0 7.5.5l3-3a5 5 0 0 0-7-7l-1.700 1.700" />
      <path d="M14 11a5 5 0 0 0-7.500-.500l-3 3a5 5 0 0 0 7 7l1.700-1.700" />
    </svg>
  );
}

/** On the page of a workspace, other files are opened on the page of the store. */
function openOwnFile(): void {
  if (currentWorkspace !== null) location.assign(`${homePage}?view=open&lang=${state.peek().lang}`);
  else change({ view: "open" });
}

export function Header() {
  const msg = messages.value;
  const { view, lang, theme } = state.value;
  const [saving, setSaving] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!saving) return;
    const away = (e: Event) => {
      if (!menu.current?.contains(e.target as Node)) setSaving(false);
    };
    const esc = (e: KeyboardEvent) => {
      if (e.key === "Escape") {
        e.stopPropagation();
        setSaving(false);
      }
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", esc, true);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", esc, true);
    };
  }, [saving]);
  return (
    <header class="top">
      <h1>
        <img src="./icon.svg" alt="" width="22" height="22" />
        {msg.title}
        <span class="visually-hidden"> – {msg.subtitle}</span>
      </h1>
      <nav class="tabs" aria-label={msg.subtitle}>
        {VIEWS.filter((one) => !one.beside).map(({ id, title, hint }) => (
          <button
            type="button"
            key={id}
            aria-current={view === id ? "page" : undefined}
            title={inLanguage(hint)}
            data-view={id}
            onClick={() => change({ view: id })}
          >
            {inLanguage(title)}
          </button>
        ))}
      </nav>
      <Search id="query" label={msg.search} hint={msg.searchHint} take={(node) => openNode(node.id)} main />
      <div class="tools">
        <button
          type="button"
          class="open-button"
          aria-current={view === "open" ? "page" : undefined}
          data-view="open"
          title={opening.value.button}
          aria-label={opening.value.button}
          onClick={openOwnFile}
        >
          <span class="text">{opening.value.button}</span>
          <span class="short" aria-hidden="true">
            ⤒
          </span>
        </button>
        <button
          type="button"
          class="icon"
          disabled={!canUndo.value}
          title={`${msg.undo} (Ctrl+Z)`}
          aria-label={msg.undo}
          onClick={undo}
        >
          ↶
        </button>
        <button
          type="button"
          class="icon"
          disabled={!canRedo.value}
          title={`${msg.redo} (Ctrl+Shift+Z)`}
          aria-label={msg.redo}
          onClick={redo}
        >
          ↷
        </button>
        <button
          type="button"
          class="icon"
          title={msg.share}
          aria-label={msg.share}
          data-action="share"
          onClick={() => void copyLink()}
        >
          <LinkIcon />
        </button>
        <div class="holder" ref={menu}>
          <button
            type="button"
            class="icon"
            title={msg.download}
            aria-label={msg.download}
            aria-expanded={saving}
            data-action="download"
            onClick={() => setSaving(!saving)}
          >
            ⤓
          </button>
          {saving && <Downloads close={() => setSaving(false)} />}
        </div>
        <button
          type="button"
          class="icon"
          title={msg.theme[theme]}
          aria-label={msg.theme[theme]}
          data-action="theme"
          onClick={() => change({ theme: NEXT_THEME[theme] })}
        >
          {THEME_ICON[theme]}
        </button>
        <StoryButton />
        <HelpButton />
        <div class="languages" role="group" aria-label={msg.language}>
          <button
            type="button"
            lang="ko"
            aria-pressed={lang === "ko"}
            data-language="ko"
            onClick={() => change({ lang: "ko" })}
          >
            한국어
          </button>
          <button
            type="button"
            lang="en"
            aria-pressed={lang === "en"}
            data-language="en"
            onClick={() => change({ lang: "en" })}
          >
            English
          </button>
        </div>
      </div>
    </header>
  );
}
