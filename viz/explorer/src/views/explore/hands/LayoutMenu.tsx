/** Lays out again what is drawn: the menu of layouts, and what is said while one is computed. */
import { useEffect, useRef, useState } from "preact/hooks";
import { ownColumns } from "../../../graph/ownAttributes";
import { isCategorical, ownId, ownName, isOwn } from "../../../graph/ownValues";
import { messages } from "../../../i18n";
import { hands } from "../../../i18n/hands";
import { arrange, arrangeAsBefore, arranging, stopArranging } from "../../../picture/layout/arrange";
import { attributeOf } from "../../../picture/layout/attribute";
import { state } from "../../../state/state";
import { ToolIcon } from "./ToolIcon";

const CIRCLE_BY = ["sector", "kind", "sub", "place", "community"];

/** Closes a menu when the reader clicks elsewhere or presses Escape. */
export function useAway(open: boolean, close: () => void) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", escape, true);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", escape, true);
    };
  }, [open]);
  return box;
}

/** The attributes by which a circle can be ordered, with their names. */
const attributes = (): [string, string][] => [
  ...CIRCLE_BY.map((facet): [string, string] => [facet, messages.value.facet[facet] ?? facet]),
  ...ownColumns.value.filter(isCategorical).map((one): [string, string] => [ownId(one.name), one.name]),
];
const attributeName = (facet: string): string =>
  isOwn(facet) ? ownName(facet) : (messages.value.facet[facet] ?? facet);

export function LayoutMenu() {
  const [open, setOpen] = useState(false);
  const box = useAway(open, () => setOpen(false));
  const msg = hands.value;
  const now = state.value.arrange;
  const lay = (how: string) => {
    setOpen(false);
    void arrange(how);
  };
  return (
    <div class="holder" ref={box}>
      <button
        type="button"
        aria-expanded={open}
        aria-label={msg.layout}
        title={msg.layoutHint}
        data-action="layout"
        onClick={() => setOpen(!open)}
      >
        <ToolIcon path="M6 6h4v4H6zM15 4h4v4h-4zM13 15h5v5h-5zM10 8l5-2M9 10l5 5M17 8l-1 7" />
      </button>
      {open && (
        <div class="menu layouts" role="group" aria-label={msg.layout}>
          {(["groups", "forces", "layers"] as const).map((how) => (
            <button type="button" key={how} aria-pressed={now === how} data-layout={how} onClick={() => lay(how)}>
              {how === "layers" ? msg.layers(attributeName(attributeOf(how))) : msg.layouts[how]}
              <span class="soft">{msg.layoutHints[how]}</span>
            </button>
          ))}
          <label>
            {msg.layouts.circle}
            <select
              value={now.startsWith("circle:") ? now.slice(7) : ""}
              data-control="circle"
              onChange={(e) => {
                if (e.currentTarget.value) lay(`circle:${e.currentTarget.value}`);
              }}
            >
              <option value="">{msg.chooseAttribute}</option>
              {attributes().map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            data-layout="before"
            disabled={!now && !state.value.at}
            onClick={() => {
              setOpen(false);
              arrangeAsBefore();
            }}
          >
            {msg.asBefore}
          </button>
        </div>
      )}
      {arranging.value && (
        <span class="arranging" role="status">
          {msg.arranging}{" "}
          <button type="button" class="text" onClick={stopArranging}>
            {messages.value.stop}
          </button>
        </span>
      )}
    </div>
  );
}
