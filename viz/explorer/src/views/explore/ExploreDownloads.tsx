/** Files of the network view: the picture as it stands on the screen, the map, the table. */
import { save } from "../../browser/saveFile";
import { csv } from "../../browser/spreadsheet";
import { DownloadButton } from "../../components/DownloadButton";
import { caption } from "../../graph/caption";
import { model, visibleGraph } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { activeRenderer } from "../../picture/activeRenderer";
import { png, svg } from "../../picture/imageExport";
import { highlight, nodeStyle, theme } from "../../picture/nodeStyle";
import { tieStyle } from "../../picture/tieStyle";
import { state } from "../../state/state";
import { saveMap } from "./map/saveMap";
import { DataFiles } from "./out/DataFiles";
import { table } from "./tableRows";

/** The network as it stands on the screen. */
export function asSvg(): string | null {
  const [renderer, graph] = [activeRenderer.value, visibleGraph.value];
  if (!renderer || !graph) return null;
  return svg(graph, renderer, nodeStyle.value, tieStyle.value, highlight.value, theme.value, caption().join(" · "));
}

export function ExploreDownloads({ close }: { close: () => void }) {
  const msg = messages.value;
  if (!model.value) return null;
  const savePng = async () => {
    const source = asSvg();
    if (source) save("sojae.png", await png(source));
  };
  const saveSvg = () => {
    const source = asSvg();
    if (source) save("sojae.svg", source, "image/svg+xml");
  };
  const saveTable = () => {
    const name = state.value.table === "ties" ? "ties" : "nodes";
    save(`sojae-${name}.csv`, csv(table.value.columns, table.value.rows), "text/csv");
  };
  return (
    <>
      <h3>{msg.save.title}</h3>
      {activeRenderer.value && (
        <>
          <DownloadButton name="png" save={savePng} close={close}>
            {msg.save.png}
          </DownloadButton>
          <DownloadButton name="svg" save={saveSvg} close={close}>
            {msg.save.svg}
          </DownloadButton>
        </>
      )}
      {state.value.map && (
        <DownloadButton name="map" save={() => saveMap(caption())} close={close}>
          {msg.save.map}
        </DownloadButton>
      )}
      <DownloadButton name="table" save={saveTable} close={close}>
        {msg.save.table}
      </DownloadButton>
      <DataFiles close={close} />
    </>
  );
}
