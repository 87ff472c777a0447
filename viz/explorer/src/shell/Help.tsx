/** Help: the keyboard map, and the way to the tour. */
import { useEffect, useRef } from "preact/hooks";
import { tourTexts } from "../i18n/tour";
import { helpIsOpen, startTour } from "./helpState";

export function HelpButton() {
  const { help } = tourTexts();
  return (
    <button
      type="button"
      class="icon"
      title={`${help} (?)`}
      aria-label={help}
      data-action="help"
      onClick={() => {
        helpIsOpen.value = true;
      }}
    >
      ?
    </button>
  );
}

export function Help() {
  const text = tourTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpIsOpen.value;
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    else if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      class="help"
      ref={dialog}
      aria-labelledby="help-title"
      data-part="help"
      onClose={() => {
        helpIsOpen.value = false;
      }}
    >
      <header>
        <h2 id="help-title">{text.keys}</h2>
        <button type="button" class="icon" aria-label={text.close} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <div class="key-groups">
        {text.groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, what]) => (
                <div key={keys}>
                  <dt>
                    {keys.split(" ").map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <button type="button" class="primary" data-action="tour-start" onClick={startTour}>
        {text.start}
      </button>
    </dialog>
  );
}
