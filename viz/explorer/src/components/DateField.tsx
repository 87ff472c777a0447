/** A partial date (YYYY, YYYY-MM, YYYY-MM-DD) as text, marked as invalid while it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import { span } from "../graph/dates";
import { drawnTexts, messages } from "../i18n";
import { change, state } from "../state/state";

/** Whether a beginning lies after the day shown: nothing could hold then. */
function isAfter(name: string, text: string): boolean {
  const { since, as_of } = state.value;
  const [from, to] = name === "since" ? [text, as_of] : name === "as_of" ? [since, text] : [null, null];
  const [first, last] = [from && span(from)?.[0], to && span(to)?.[1]];
  return typeof first === "number" && typeof last === "number" && first > last;
}

export function DateField({ name, label }: { name: "as_of" | "compare" | "since"; label: string }) {
  const [text, setText] = useState<string | null>(null);
  const msg = messages.value;
  const wrong = text !== null && text !== "" && (span(text) === null || isAfter(name, text));
  const complaint = text !== null && span(text) !== null ? drawnTexts().sinceAfter : msg.badDate;
  const now = state.value[name];
  // only a date set elsewhere replaces what the reader is typing, not the field's own first effect
  const shown = useRef(now);
  useEffect(() => {
    if (shown.current !== now) setText(null);
    shown.current = now;
  }, [now]);
  const take = () => {
    if (text !== null && !wrong) change({ [name]: text || null });
  };
  return (
    <label class={wrong ? "date wrong" : "date"} title={wrong ? complaint : label}>
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        size={10}
        placeholder={name === "since" ? drawnTexts().anyBeginning : msg.allTime}
        aria-invalid={wrong}
        value={text ?? now ?? ""}
        data-date={name}
        onInput={(e) => setText(e.currentTarget.value.trim())}
        onBlur={take}
        onKeyDown={(e) => {
          if (e.key === "Enter") take();
        }}
      />
      {wrong && <em role="alert">{complaint}</em>}
    </label>
  );
}
