/** Buttons that save a brief on a topic, in the language of the page, one for each format. */
import { useState } from "preact/hooks";
import { Problem, postForFile, urlOf } from "../api/client";
import { save } from "../browser/saveFile";
import { briefTexts, language } from "../i18n";
import { Failure } from "./Failure";

export interface BriefAsked {
  topic: "gaps" | "sector" | "programme" | "scenario" | "ecosystem";
  id?: string;
  parameters?: Record<string, unknown>;
}
type Format = "pdf" | "docx" | "html";
const FORMATS: readonly Format[] = ["pdf", "docx", "html"];

export function BriefButtons({ asked }: { asked: BriefAsked }) {
  const [busy, setBusy] = useState<Format | null>(null);
  const [failed, setFailed] = useState<{ problem: Problem; format: Format } | null>(null);
  const msg = briefTexts();
  async function saveBrief(format: Format) {
    setBusy(format);
    setFailed(null);
    try {
      const file = await postForFile(urlOf("/briefs"), { ...asked, language: language.value, format });
      save(file.name, file.content);
    } catch (error) {
      setFailed({ problem: error instanceof Problem ? error : new Problem("page"), format });
    } finally {
      setBusy(null);
    }
  }
  return (
    <div class="brief">
      <div class="switch" role="group" aria-label={msg.label} title={msg.hint}>
        <span>{busy ? msg.making : msg.label}</span>
        {FORMATS.map((format) => (
          <button
            type="button"
            key={format}
            disabled={busy !== null}
            data-brief={format}
            onClick={() => void saveBrief(format)}
          >
            {msg.formats[format]}
          </button>
        ))}
      </div>
      {failed && <Failure problem={failed.problem} retry={() => void saveBrief(failed.format)} small />}
    </div>
  );
}
