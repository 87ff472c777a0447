/** A line of the download menu that makes its file in the page. */
import type { ComponentChildren } from "preact";

interface Props {
  name: string;
  title?: string | undefined;
  save: () => void | Promise<void>;
  close: () => void;
  children: ComponentChildren;
}

export function DownloadButton({ name, title, save, close, children }: Props) {
  return (
    <button
      type="button"
      data-save={name}
      title={title}
      onClick={() => {
        void save();
        close();
      }}
    >
      {children}
    </button>
  );
}
