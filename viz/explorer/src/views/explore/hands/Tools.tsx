/** The tools over the network: how the pointer selects; and the outline that it draws. */
import { hands } from "../../../i18n/hands";
import { outline, tool, TOOLS } from "./tool";

const ICONS = {
  move: "M5 3l13 8-6 1.500L9 19z",
  rectangle: "M4 6h16v12H4z",
  lasso: "M12 5c5 0 8 2 8 5s-4 5-8 5-8-2-8-5 3-5 8-5zM8 14c-2 1-2 4 0 5",
};
export function ToolIcon({ path, dashed = false }: { path: string; dashed?: boolean }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      aria-hidden="true"
      class={dashed ? "tool-icon dashed" : "tool-icon"}
    >
      <path d={path} />
    </svg>
  );
}

export function Tools() {
  const msg = hands.value;
  return (
    <div class="tools-over" role="toolbar" aria-label={msg.tools}>
      {TOOLS.map((one) => (
        <button
          type="button"
          key={one}
          aria-pressed={tool.value === one}
          aria-label={msg.tool[one]}
          title={`${msg.tool[one]}. ${msg.toolHint[one]}`}
          data-tool={one}
          onClick={() => {
            tool.value = one;
          }}
        >
          <ToolIcon path={ICONS[one]} dashed={one !== "move"} />
        </button>
      ))}
    </div>
  );
}

/** The rectangle or lasso while it is drawn. */
export function Outline() {
  if (!outline.value) return null;
  return (
    <svg class="outline" aria-hidden="true">
      <polygon points={outline.value.map((p) => p.join(",")).join(" ")} />
    </svg>
  );
}
