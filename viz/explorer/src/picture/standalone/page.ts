/** A page of its own that holds what is drawn: the figure, its data, and a small script; it asks nobody for anything. */
import { outTexts } from "../../i18n/out";
import type { Drawn } from "../drawn";
import type { Figure } from "../figure";
import { xml } from "../xml";
import viewer from "./viewer.js?raw";

const STYLE = `body{margin:0;font-family:Pretendard,"Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif}
svg{width:100vw;height:100vh;display:block;touch-action:none}#find{position:fixed;top:10px;right:14px;padding:6px 10px;font:inherit;width:200px}
#tip{position:fixed;max-width:280px;padding:5px 9px;border-radius:8px;background:#1d2733;color:#fff;font-size:13px;pointer-events:none}
.dim{opacity:.12}[data-id]{cursor:pointer}`;

export function standalonePage(drawn: Drawn, { svg }: Figure, frame: { width: number; height: number }): string {
  const { about } = drawn;
  // "<" would end the script
  const data = JSON.stringify({ ...drawn, frame }).replaceAll("<", "\\u003c");
  const paper = /<rect width="100%" height="100%" fill="([^"]+)"/.exec(svg)?.[1] ?? "#fff";
  return `<!doctype html>
<html lang="${about.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xml(about.title)}</title>
<meta name="generator" content="Sojae"><style>${STYLE}body{background:${paper}}</style></head><body>
${svg.replace(/<title>.*?<\/title>/, "")}
<input id="find" type="search" placeholder="${xml(outTexts.value.find)}" aria-label="${xml(outTexts.value.find)}"><div id="tip" hidden></div>
<script type="application/json" id="drawn">${data}</script>
<script>${viewer}</script></body></html>
`;
}
