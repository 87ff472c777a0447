/** A line of the download menu that makes its file in the page. */
import type { ComponentChildren } from "preact";

interface Props {
  name: string;
  save: () => void | Promise<void>;
  close: () => void;
  children: ComponentChildren;
}

export function DownloadButton({ name, save, close, children }: Props) {
  return (
    <button
      type="button"
      data-save={name}
      onClick={() => {
        void save();
        close();
      }}
    >
      {children}
    </button>
  );
}
