/** An icon drawn with lines, since not every font has its character. */
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
