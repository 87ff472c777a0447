/** Saves the selected nodes and the ties among them in a chosen format. */
import { useState } from "preact/hooks";
import { selectedIds } from "../../../graph/selection";
import { outTexts } from "../../../i18n/out";
import { drawnFormats, formatName, recordFormats, saveDrawn } from "./saveDrawn";

export function SaveSelection() {
  const out = outTexts.value;
  const [format, setFormat] = useState("tables");
  return (
    <span class="save-as">
      <select
        aria-label={out.format}
        value={format}
        data-control="selection-format"
        onChange={(e) => setFormat(e.currentTarget.value)}
      >
        <optgroup label={out.data}>
          {drawnFormats().map((name) => (
            <option key={name} value={name}>
              {formatName(name)}
            </option>
          ))}
        </optgroup>
        <optgroup label={out.records}>
          {recordFormats().map((name) => (
            <option key={name} value={name}>
              {formatName(name)}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="button" data-action="save-selection" onClick={() => void saveDrawn(format, selectedIds.value)}>
        {out.saveSelection}
      </button>
    </span>
  );
}
