/** Files of the gaps view: the pairs of sectors, the bridging pairs, the matrix as a figure. */
import { DownloadButton } from "../../components/DownloadButton";
import { messages } from "../../i18n";
import { state } from "../../state/state";
import { bridges, gaps } from "./resources";
import { saveBridges, saveGaps, saveMatrix } from "./saveFiles";

export function GapsDownloads({ close }: { close: () => void }) {
  const msg = messages.value;
  const [table, found] = [gaps.value.data, bridges.value.data];
  if (!table) return null;
  return (
    <>
      <h3>{msg.save.gaps}</h3>
      <DownloadButton name="gaps" save={() => saveGaps(table)} close={close}>
        {msg.saveGaps}
      </DownloadButton>
      {state.value.pair && found && (
        <DownloadButton name="bridges" save={() => saveBridges(found)} close={close}>
          {msg.saveBridges}
        </DownloadButton>
      )}
      <DownloadButton name="matrix" save={() => saveMatrix(table.graph_version)} close={close}>
        {msg.saveMatrix}
      </DownloadButton>
    </>
  );
}
