/** The lines of the download menu that save what is drawn as data. */
import { DownloadButton } from "../../../components/DownloadButton";
import { visibleGraph } from "../../../graph/visibleGraph";
import { language, vocabulary } from "../../../i18n";
import { outTexts } from "../../../i18n/out";
import { drawnFormats, formatExtension, formatName, recordFormats, saveDrawn } from "./saveDrawn";

function Line({ name, close }: { name: string; close: () => void }) {
  const known = vocabulary.value?.formats.find((f) => f.name === name);
  const summary = known && (language.value === "ko" ? known.summary_ko : known.summary);
  return (
    <DownloadButton
      name={name}
      title={name === "tables" ? outTexts.value.tables : summary}
      save={() => saveDrawn(name)}
      close={close}
    >
      {formatName(name)} <span class="soft">.{formatExtension(name)}</span>
    </DownloadButton>
  );
}

export function DataFiles({ close }: { close: () => void }) {
  const out = outTexts.value;
  if (!visibleGraph.value?.nodes.length)
    return (
      <p class="soft" data-part="export-note">
        {out.nothing}
      </p>
    );
  return (
    <>
      <h3 title={out.dataHint}>{out.data}</h3>
      <div class="formats">
        {drawnFormats().map((name) => (
          <Line key={name} name={name} close={close} />
        ))}
      </div>
      <h3>{out.records}</h3>
      <div class="formats">
        {recordFormats().map((name) => (
          <Line key={name} name={name} close={close} />
        ))}
      </div>
    </>
  );
}
