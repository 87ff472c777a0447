/** The page: header, the view that is open, footer with the caveat, the licences and the graph version. */
import { effect } from "@preact/signals";
import { Failure } from "../components/Failure";
import { DiscardedParameters, NothingLoaded, Notification, Spinner } from "../components/Messages";
import { searchField } from "../components/Search";
import { licences } from "../graph/licences";
import { vocabularyResource } from "../graph/scene";
import { nothingLoaded, root } from "../graph/tables";
import { inLanguage, language, messages, vocabulary } from "../i18n";
import { isDark } from "../picture/nodeStyle";
import { writeAddress } from "../state/address";
import { discardParameter, redo, state, undo } from "../state/state";
import { currentView } from "../views/registry";
import { Header } from "./Header";
import { Help } from "./Help";
import { NodeNotes } from "./story/NodeNotes";
import { Presentation } from "./story/Presentation";
import { StoryPanel } from "./story/StoryPanel";
import { Tour, TourOffer } from "./Tour";
import { DropHint, WorkspaceBar } from "./WorkspaceBar";

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dataset["theme"] = isDark.value ? "dark" : "light";
  document.title = `${inLanguage(currentView.value.title)} · ${messages.value.title}`;
});
effect(() => {
  const { view } = state.value;
  const { id } = currentView.value;
  if (view !== id) discardParameter("view", view, { view: id }, "value");
});

/** Keys that work everywhere; while the reader types in a field, letters are left to the field. */
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyping) {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  } else if (event.key === "/" && !isTyping) {
    event.preventDefault();
    searchField.value?.focus();
  } else if (event.key === "Escape") currentView.value.closeTopmost?.();
});

function Footer() {
  const msg = messages.value;
  return (
    <footer>
      <span>{msg.note}</span>
      <span class="licence" title={licences.value}>
        {licences.value}
      </span>
      <span class="version">
        {msg.version} {root.value.data?.graph_version}
      </span>
    </footer>
  );
}

function Body() {
  const { status, problem, retry } = vocabularyResource.value;
  const { View, withoutData } = currentView.value;
  const retryAll = () => {
    retry();
    root.value.retry();
  };
  if (status === "failed" && problem) return <Failure problem={problem} retry={retryAll} />;
  if (nothingLoaded.value && !withoutData) return <NothingLoaded />;
  return vocabulary.value ? <View /> : <Spinner />;
}

export function App() {
  const { embed, view } = state.value;
  return (
    <div class={embed ? "page embed" : "page"}>
      {!embed && <Header />}
      {!embed && <WorkspaceBar />}
      <DiscardedParameters />
      <Body />
      {embed ? (
        <a class="full" href={writeAddress({ ...state.value, embed: false }) || "./"} target="_blank" rel="noopener">
          {messages.value.openInSojae} ↗
        </a>
      ) : (
        <Footer />
      )}
      <Notification />
      <DropHint />
      {!embed && <Help />}
      {!embed && view === "explore" && <NodeNotes />}
      {!embed && <StoryPanel />}
      <Presentation />
      {!embed && <TourOffer />}
      {!embed && <Tour />}
    </div>
  );
}
