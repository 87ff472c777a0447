/** The menu of the right button over the network, worked by pointer and keys. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { entriesFor, menu } from "./menu";

/** Space that the menu may need, so that it opens inward at the edges. */
const [WIDTH, LINE] = [230, 31];

const close = (): void => {
  menu.value = null;
};
const focusPicture = () => document.querySelector<HTMLElement>(".picture")?.focus();

function keys(event: KeyboardEvent): void {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];
  const now = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
    focusPicture();
  } else if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}

export function ContextMenu() {
  const box = useRef<HTMLDivElement>(null);
  const at = menu.value;
  useLayoutEffect(() => {
    if (!at) return;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    document.addEventListener("pointerdown", away, true);
    document.addEventListener("wheel", away, { capture: true, passive: true });
    return () => {
      document.removeEventListener("pointerdown", away, true);
      document.removeEventListener("wheel", away, true);
    };
  }, [at]);
  if (!at) return null;
  const { title, entries } = entriesFor(at.what);
  const within = document.querySelector(".stage");
  const [width, height] = [within?.clientWidth ?? 800, within?.clientHeight ?? 600];
  const place = {
    left: `${Math.max(4, Math.min(at.x, width - WIDTH))}px`,
    top: `${Math.max(4, Math.min(at.y, height - LINE * (entries.length + 1) - 18))}px`,
  };
  return (
    <div class="menu context" role="menu" aria-label={title} ref={box} style={place} onKeyDown={keys}>
      <div class="title" aria-hidden="true">
        {title}
      </div>
      {entries.map((entry) => (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          key={entry.id}
          data-menu={entry.id}
          onClick={() => {
            close();
            focusPicture();
            entry.act();
          }}
        >
          {entry.text}
        </button>
      ))}
    </div>
  );
}
