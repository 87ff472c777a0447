/** How a network is read: what its nodes are, the kind of its relations, the column with the sector. Lists of known layout tell it themselves. */
import { predicateName, vocabulary } from "../../i18n";
import { opening } from "../../i18n/opening";
import { NETWORKS, options, origin, takes } from "./openState";

const ITEMS = ["organisation", "technology", "programme"];

export function NetworkForm() {
  const msg = opening.value;
  const given = options.value;
  const own = origin.value !== null && NETWORKS.includes(origin.value);
  const set = (name: string, value: string) => {
    const rest = Object.fromEntries(Object.entries(given).filter(([other]) => other !== name));
    options.value = value ? { ...rest, [name]: value } : rest;
  };
  return (
    <div class="mapping">
      {own && (
        <fieldset>
          <legend>{msg.items}</legend>
          {ITEMS.map((kind) => (
            <label class="check" key={kind}>
              <input
                type="radio"
                name="items"
                value={kind}
                checked={given["items"] === kind}
                onChange={() => {
                  set("items", kind);
                }}
              />
              {msg.itemKinds[kind]}
            </label>
          ))}
          <p class="soft">{msg.persons}</p>
        </fieldset>
      )}
      {origin.value === "rdf" && (
        <label>
          {msg.classes}
          <input
            type="text"
            value={given["organisation"] ?? ""}
            placeholder="schema:Organization"
            data-control="organisation"
            onChange={(e) => {
              set("organisation", e.currentTarget.value.trim());
            }}
          />
        </label>
      )}
      {!own && origin.value !== "rdf" && <p data-part="known-layout">{msg.knownLayout}</p>}
      {!own && <p class="soft">{msg.persons}</p>}
      {takes("predicate") && (
        <label>
          {msg.predicate}
          <select
            value={given["predicate"] ?? ""}
            data-control="predicate"
            onChange={(e) => {
              set("predicate", e.currentTarget.value);
            }}
          >
            <option value="">
              {predicateName("COLLABORATES_WITH")} ({msg.standard})
            </option>
            {Object.keys(vocabulary.value?.predicates ?? {}).map((predicate) => (
              <option key={predicate} value={predicate}>
                {predicateName(predicate)}
              </option>
            ))}
          </select>
        </label>
      )}
      {takes("sector") && (
        <label>
          {msg.sector}
          <input
            type="text"
            value={given["sector"] ?? ""}
            data-control="sector"
            onChange={(e) => {
              set("sector", e.currentTarget.value.trim());
            }}
          />
        </label>
      )}
    </div>
  );
}
