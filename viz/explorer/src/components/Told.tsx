/** A sentence of the server in the language of the page; one that is in English only says so to readers' machines. */
import { said } from "../i18n/said";

export function Told({ children }: { children: string }) {
  const { text, lang } = said(children);
  return <span lang={lang}>{text}</span>;
}
