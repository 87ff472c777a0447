/** The lines of the download menu that save the figure, and its resolution. */
import { signal } from "@preact/signals";
import { DownloadButton } from "../../../components/DownloadButton";
import { outTexts } from "../../../i18n/out";
import { savePicture } from "./pictureFiles";
import { filmable, saveFilm } from "./film";

const scale = signal(2);

export function PictureFiles({ close }: { close: () => void }) {
  const out = outTexts.value;
  return (
    <>
      {(["png", "svg", "pdf", "page"] as const).map((format) => (
        <DownloadButton key={format} name={format} save={() => savePicture(format, scale.peek())} close={close}>
          {out[format]}
        </DownloadButton>
      ))}
      {filmable() && (
        <DownloadButton name="film" save={saveFilm} close={close}>
          {out.video}
        </DownloadButton>
      )}
      <label class="resolution">
        {out.scale}
        <select
          value={scale.value}
          data-control="resolution"
          onChange={(e) => {
            scale.value = +e.currentTarget.value;
          }}
        >
          {[1, 2, 3, 4].map((n) => (
            <option key={n} value={n}>
              {n}×
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
