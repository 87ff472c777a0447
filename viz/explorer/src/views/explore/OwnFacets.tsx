/** Own attributes of the data as facets: values with counts, or a range for numbers and dates. */
import { useState } from "preact/hooks";
import type { OwnColumn } from "../../api/types";
import { colouring } from "../../graph/colouring";
import { ownColumns } from "../../graph/ownAttributes";
import { isCategorical, isListed, isQuantity, type OwnId, ownId } from "../../graph/ownValues";
import { messages, number } from "../../i18n";
import { change, changeContinuously, state } from "../../state/state";
import { FacetGroup } from "./FacetGroup";
import { RangeSlider } from "./RangeSlider";

const FEW = 8;
const WHOLE = 1e15;

export function OwnFacets() {
  const [full, setFull] = useState(false);
  const msg = messages.value;
  const columns = ownColumns.value;
  if (!columns.length) return null;
  const first = colouring.value;
  const facets = columns.filter((one) => isListed(one) && ownId(one.name) !== first);
  const shown = full ? facets : facets.filter((one, i) => i < FEW || isFiltered(ownId(one.name)));
  const unlisted = columns.filter((one) => !isListed(one));
  return (
    <section class="own" aria-label={msg.own.title}>
      <h3>{msg.own.title}</h3>
      {shown.map((one) => (
        <OwnFacet key={one.name} column={one} />
      ))}
      {facets.length > FEW && (
        <button type="button" class="go" aria-expanded={full} onClick={() => setFull(!full)}>
          {full ? msg.close : msg.more(number(facets.length - FEW))}
        </button>
      )}
      {unlisted.length > 0 && (
        <p class="hint" title={unlisted.map((one) => one.name).join(", ")}>
          {msg.own.unlisted(number(unlisted.length))}
        </p>
      )}
    </section>
  );
}

/** The facet of the attribute that nodes are coloured by, which is the legend. */
export function OwnLegend() {
  const column = ownColumns.value.find((one) => ownId(one.name) === colouring.value && isListed(one));
  return column ? <OwnFacet column={column} open /> : null;
}

const isFiltered = (id: OwnId): boolean =>
  state.value.off.some((o) => o.startsWith(`${id}:`)) || state.value.range.some((r) => r.measure === id);

function OwnFacet({ column, open = false }: { column: OwnColumn; open?: boolean }) {
  const id = ownId(column.name);
  if (isCategorical(column)) return <FacetGroup facet={id} closed={!open && !isFiltered(id)} />;
  return isQuantity(column) ? <QuantityFacet id={id} title={column.name} open={open || isFiltered(id)} /> : null;
}

function QuantityFacet({ id, title, open }: { id: OwnId; title: string; open: boolean }) {
  const [isOpen, setOpen] = useState(open);
  const msg = messages.value;
  const chosen = state.value.range.find((r) => r.measure === id);
  const others = state.value.range.filter((r) => r.measure !== id);
  return (
    <details
      class="facet"
      open={isOpen}
      data-facet={id}
      onToggle={(e) => {
        setOpen((e.currentTarget as HTMLDetailsElement).open);
      }}
    >
      <summary>{title}</summary>
      {isOpen && (
        <RangeSlider
          range={chosen ?? { measure: id, low: -WHOLE, high: WHOLE }}
          set={(next, done) => {
            (done ? change : changeContinuously)({ range: [...others, next] });
          }}
          remove={null}
        />
      )}
      {chosen && (
        <button
          type="button"
          class="go"
          onClick={() => {
            change({ range: others });
          }}
        >
          {msg.own.anyValue}
        </button>
      )}
    </details>
  );
}
