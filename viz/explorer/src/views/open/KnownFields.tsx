/** Encoding and header of a table: as they were detected, until a person gives them. */
import { opening } from "../../i18n/opening";
import type { ProposedTable } from "./mapping";
import { origin, recognise } from "./openState";

/** Those of the server (ingest/reading/encodings.py), with their usual names. */
const ENCODINGS: [string, string][] = [
  ["utf-8", "UTF-8"],
  ["cp949", "CP949 (EUC-KR)"],
  ["utf-16-le", "UTF-16 LE"],
  ["utf-16-be", "UTF-16 BE"],
  ["cp1252", "Windows-1252"],
  ["shift_jis", "Shift JIS"],
  ["gb18030", "GB 18030"],
];

/** The encoding of a text; also of one that could not be recognised, perhaps for its encoding. */
export function EncodingField({ one }: { one: ProposedTable | null }) {
  const msg = opening.value;
  const unknown = !one && (origin.value === null || origin.value === "table");
  if (one ? one.encoding === null : !unknown) return null;
  const detected = one && !one.given.encoding ? one.encoding?.replace("-sig", "") : null;
  return (
    <label>
      {msg.encoding}
      <select
        value={one?.given.encoding ?? ""}
        data-control="encoding"
        onChange={(e) => void recognise({ encoding: e.currentTarget.value || null })}
      >
        <option value="">
          {detected ? msg.detected(ENCODINGS.find(([name]) => name === detected)?.[1] ?? detected) : msg.detect}
        </option>
        {ENCODINGS.map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The line of the header; a click on the number of a row gives it as well. */
export function HeaderField({ one }: { one: ProposedTable }) {
  const msg = opening.value;
  return (
    <div class="header-row">
      <label>
        {msg.header}
        <input
          type="number"
          min={1}
          step={1}
          value={one.header || ""}
          disabled={one.header === 0}
          data-control="header"
          onChange={(e) => void recognise({ header: e.currentTarget.valueAsNumber || null })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={one.header === 0}
          data-control="no-header"
          onChange={(e) => void recognise({ header: e.currentTarget.checked ? 0 : null })}
        />
        {msg.noHeader}
      </label>
    </div>
  );
}
