/** The import screen: the file as recognised, how it is read, and what would come of it. */
import { useRef } from "preact/hooks";
import { Failure } from "../../components/Failure";
import { Spinner } from "../../components/Messages";
import { opening } from "../../i18n/opening";
import { FileColumn } from "./FileColumn";
import { MappingForm } from "./MappingForm";
import { NetworkForm } from "./NetworkForm";
import { busy, mapping, open, opened, origin, problem, usesMapping } from "./openState";
import { ResultColumn } from "./ResultColumn";

export function ChooseFiles({ label, main = false }: { label: string; main?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={main ? "primary" : "go"} data-action="choose" onClick={() => field.current?.click()}>
        {label}
      </button>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        data-control="files"
        onChange={(e) => {
          void open([...(e.currentTarget.files ?? [])]);
          e.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function Open() {
  const msg = opening.value;
  const found = opened.value;
  if (!found)
    return (
      <main class="open-file empty">
        <div class="welcome">
          <h2>{msg.title}</h2>
          <p>{msg.intro}</p>
          <p class="soft">{msg.formats}</p>
          {busy.value ? (
            <p role="status">{msg.opening}</p>
          ) : (
            <p>
              <ChooseFiles label={msg.choose} main />
            </p>
          )}
          {problem.value && (
            <Failure
              problem={problem.value}
              retry={() => {
                problem.value = null;
              }}
              small
            />
          )}
        </div>
      </main>
    );
  return (
    <main class="open-file" data-workspace={found.id}>
      <FileColumn found={found} />
      <section class="how" aria-label={msg.mapping}>
        <h2>{msg.mapping}</h2>
        {usesMapping.value && mapping.value ? <MappingForm mapping={mapping.value} /> : origin.value && <NetworkForm />}
      </section>
      <ResultColumn />
      {busy.value && <Spinner overlay />}
    </main>
  );
}
