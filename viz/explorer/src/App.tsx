/** The page: header, the view that is open, a foot that says where it is all from. */
import { effect } from "@preact/signals";
import { Explore } from "./explore/Explore";
import { drawer } from "./explore/Facets";
import { vocabularyAnswer } from "./graph/data";
import { nothingLoaded, root } from "./graph/tables";
import { Gaps } from "./gaps/Gaps";
import { dark } from "./picture/look";
import { Positions } from "./positions/Positions";
import { Header } from "./shell/Header";
import { licences } from "./shell/licences";
import { DroppedParts, Failure, NothingYet, Said, Spinner } from "./shell/Messages";
import { searchField } from "./shell/Search";
import { change, redo, state, undo } from "./state/state";
import { writeAddress } from "./state/address";
import { language, vocabulary, words } from "./words";

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dataset["theme"] = dark.value ? "dark" : "light";
  document.title = `${words.value.views[state.value.view]} · ${words.value.title}`;
});

/** Keys that work everywhere; letters are left alone while one types. */
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    searchField.value?.focus();
  } else if (event.key === "Escape") {
    const { node, tie, from, to, pair, view, place } = state.value;
    if (drawer.value) drawer.value = false;
    else if (view === "gaps" && pair) change({ pair: null });
    else if (view === "gaps" && state.value.sector) change({ sector: null });
    else if (tie) change({ tie: null });
    else if (node) change({ node: null });
    else if (from !== null || to !== null) change({ from: null, to: null });
    else if (place) change({ place: null });
  }
});

function Foot() {
  const w = words.value;
  return (
    <footer>
      <span>{w.note}</span><span class="licence" title={licences.value}>{licences.value}</span>
      <span class="version">{w.version} {root.value.data?.graph_version}</span>
    </footer>
  );
}

export function App() {
  const { view, embed } = state.value;
  const { status, problem, retry } = vocabularyAnswer.value;
  const w = words.value;
  let body = <Spinner />;
  if (status === "failed" && problem) body = <Failure problem={problem} retry={() => { retry(); root.value.retry(); }} />;
  else if (nothingLoaded.value) body = <NothingYet />;
  else if (vocabulary.value) body = view === "gaps" ? <Gaps /> : view === "positions" ? <Positions /> : <Explore />;
  return (
    <div class={embed ? "page embed" : "page"}>
      {!embed && <Header />}
      <DroppedParts />
      {body}
      {embed ? <a class="full" href={writeAddress({ ...state.value, embed: false }) || "./"} target="_blank" rel="noopener">{w.openInSojae} ↗</a> : <Foot />}
      <Said />
    </div>
  );
}
