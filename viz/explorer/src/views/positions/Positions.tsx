/** The view of communities and positions: a ranking by any measure, two measures compared, the communities of a layer. */
import type { Layer } from "../../api/types";
import { Failure } from "../../components/Failure";
import { MeasureOptions, registryKey } from "../../components/MeasureOptions";
import { Spinner } from "../../components/Messages";
import { measureInfo, measureTitle } from "../../graph/measures";
import { communities } from "../../graph/tables";
import { layerName, messages } from "../../i18n";
import { change, state } from "../../state/state";
import { CommunityList } from "./Communities";
import { Definition } from "./Definition";
import { Ranking } from "./Ranking";
import { primary, roster, secondary } from "./resources";
import { Scatter } from "./Scatter";

const LAYERS: Layer[] = ["direct", "affiliation", "technology", "all", "facts"];
export function Positions() {
  const msg = messages.value;
  const s = state.value;
  const { data, status, problem, retry, stop } = primary.value;
  const current = data?.name === s.measure ? data : null;
  const untied = current?.ties === 0;
  return (
    <main class="positions">
      <section class="left">
        <h2>{msg.ranking}</h2>
        <div class="controls">
          <label>
            {msg.measures}{" "}
            <select
              key={registryKey()}
              value={s.measure}
              data-control="measure"
              onChange={(e) => change({ measure: e.currentTarget.value })}
            >
              <MeasureOptions />
            </select>
          </label>
          <label>
            {msg.layer}{" "}
            <select
              value={s.layer}
              data-control="layer"
              onChange={(e) => change({ layer: e.currentTarget.value as Layer })}
            >
              {LAYERS.map((l) => (
                <option key={l} value={l}>
                  {layerName(l)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Definition info={measureInfo(s.measure)} />
        {problem && problem.status !== 404 && <Failure problem={problem} retry={retry} />}
        {status === "loading" && !current && <Spinner stop={stop} />}
        {untied && (
          <p class="message small" role="status" data-part="untied">
            {msg.untied}
          </p>
        )}
        {current && !untied && roster.value.data && <Ranking found={current} key={`${s.measure} ${s.layer}`} />}
      </section>
      <section class="right">
        <h2>
          {msg.scatter}{" "}
          <select
            key={registryKey()}
            value={s.against ?? ""}
            aria-label={msg.chooseAgainst}
            data-control="against"
            onChange={(e) => change({ against: e.currentTarget.value || null })}
          >
            <option value="">{msg.chooseAgainst}</option>
            <MeasureOptions />
          </select>
        </h2>
        {s.against && secondary.value.status === "loading" && <Spinner stop={secondary.value.stop} />}
        {s.against && secondary.value.problem && secondary.value.problem.status !== 404 && (
          <Failure problem={secondary.value.problem} retry={secondary.value.retry} small />
        )}
        {s.against && current && !untied && secondary.value.data && roster.value.data && (
          <Scatter
            x={current}
            y={secondary.value.data}
            titles={[measureTitle(current.name), measureTitle(s.against)]}
          />
        )}
        {communities.value.problem && (
          <Failure problem={communities.value.problem} retry={communities.value.retry} small />
        )}
        {communities.value.status === "loading" && !communities.value.data && <Spinner stop={communities.value.stop} />}
        {communities.value.data && <CommunityList found={communities.value.data} key={s.layer} />}
      </section>
    </main>
  );
}
