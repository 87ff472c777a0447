/** The tools over the network: how the pointer selects; and the outline that it draws. */
import { hands } from "../../../i18n/hands";
import { canFillScreen, isFullScreen, toggleFullScreen } from "./fullScreen";
import { LayoutMenu } from "./LayoutMenu";
import { ToolIcon } from "./ToolIcon";
import { outline, tool, TOOLS } from "./tool";

const ICONS = {
  move: "M5 3l13 8-6 1.500L9 19z",
  rectangle: "M4 6h16v12H4z",
  lasso: "M12 5c5 0 8 2 8 5s-4 5-8 5-8-2-8-5 3-5 8-5zM8 14c-2 1-2 4 0 5",
};
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
      <LayoutMenu />
      {canFillScreen() && (
        <button
          type="button"
          aria-pressed={isFullScreen.value}
          aria-label={isFullScreen.value ? msg.leaveFullScreen : msg.fullScreen}
          title={`${isFullScreen.value ? msg.leaveFullScreen : msg.fullScreen} (F)`}
          data-action="full-screen"
          onClick={toggleFullScreen}
        >
          <ToolIcon path="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />
        </button>
      )}
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
