/** Files of the network view: the picture as it stands on the screen, the map, the table. */
import { save } from "../../browser/saveFile";
import { csv } from "../../browser/spreadsheet";
import { DownloadButton } from "../../components/DownloadButton";
import { caption } from "../../graph/caption";
import { model } from "../../graph/visibleGraph";
import { messages } from "../../i18n";
import { activeRenderer } from "../../picture/activeRenderer";
import { state } from "../../state/state";
import { saveMap } from "./map/saveMap";
import { DataFiles } from "./out/DataFiles";
import { PictureFiles } from "./out/PictureFiles";
import { table } from "./tableRows";

export function ExploreDownloads({ close }: { close: () => void }) {
  const msg = messages.value;
  if (!model.value) return null;
  const saveTable = () => {
    const name = state.value.table === "ties" ? "ties" : "nodes";
    save(`sojae-${name}.csv`, csv(table.value.columns, table.value.rows), "text/csv");
  };
  return (
    <>
      <h3>{msg.save.title}</h3>
      {activeRenderer.value && <PictureFiles close={close} />}
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
