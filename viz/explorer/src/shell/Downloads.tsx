/** The download menu: files of the view that is open, the data behind it in every format of the API, the stand-alone page. */
import { urlOf } from "../api/client";
import { emptiedFacet, exportQuery } from "../graph/exportQuery";
import { language, messages, vocabulary } from "../i18n";
import { currentView } from "../views/registry";

export function Downloads({ close }: { close: () => void }) {
  const msg = messages.value;
  const { Downloads: FilesOfView, savesData = false } = currentView.value;
  const emptied = emptiedFacet();
  // a menu that closes with the click would take the link away before the browser follows it
  const closeLater = () => setTimeout(close);
  return (
    <div class="menu" role="group" aria-label={msg.download}>
      {FilesOfView && <FilesOfView close={close} />}
      {!savesData && <h3>{msg.save.files}</h3>}
      {emptied && !savesData && (
        <p class="soft" data-part="export-note">
          {msg.save.emptied[emptied]}
        </p>
      )}
      {!emptied && (
        <>
          {(savesData ? [] : (vocabulary.value?.formats ?? [])).map((format) => (
            <a
              key={format.name}
              href={urlOf("/export", { format: format.name, ...exportQuery() })}
              download
              data-save={format.name}
              title={language.value === "ko" ? format.summary_ko : format.summary}
              onClick={closeLater}
            >
              {format.name.toUpperCase()} <span class="soft">.{format.extension}</span>
            </a>
          ))}
          {!savesData && (
            <a
              href={urlOf("/page", { ...exportQuery(), language: language.value })}
              download="sojae.html"
              data-save="page"
              onClick={closeLater}
            >
              {msg.save.page} <span class="soft">.html</span>
            </a>
          )}
        </>
      )}
    </div>
  );
}
