/** The panel of the story: its steps with captions, notes on nodes, and what can be done with it. */
import { useRef } from "preact/hooks";
import { save } from "../../browser/saveFile";
import { notify } from "../../components/Messages";
import { nodeName } from "../../graph/nodeNames";
import { storyTexts } from "../../i18n/story";
import { play, readStory, setNote, setSteps, showStep, story, storyIsOpen, thisView } from "../../state/story";
import { state } from "../../state/state";
import { printStory } from "./printing";

export function StoryButton() {
  const { open } = storyTexts();
  return (
    <button
      type="button"
      class="icon"
      title={open}
      aria-label={open}
      aria-expanded={storyIsOpen.value}
      data-action="story"
      onClick={() => {
        storyIsOpen.value = !storyIsOpen.value;
      }}
    >
      ❏
    </button>
  );
}

function Steps() {
  const text = storyTexts();
  const { steps } = story.value;
  const put = (at: number, part: Partial<(typeof steps)[number]>) =>
    setSteps(steps.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const move = (at: number, by: number) => {
    const next = [...steps];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    setSteps(next);
  };
  if (!steps.length) return <p class="soft">{text.empty}</p>;
  return (
    <ol class="story-steps">
      {steps.map((step, i) => (
        <li key={`${i} ${step.view}`} data-step={i + 1}>
          <textarea
            rows={2}
            value={step.caption}
            aria-label={`${text.step(i + 1)}: ${text.caption}`}
            placeholder={text.caption}
            onInput={(e) => put(i, { caption: e.currentTarget.value })}
          />
          <div class="story-tools">
            <button type="button" class="go" data-action="show-step" onClick={() => showStep(step)}>
              {text.show}
            </button>
            <button type="button" class="go" data-action="replace-step" onClick={() => put(i, { view: thisView() })}>
              {text.again}
            </button>
            <button
              type="button"
              class="icon"
              aria-label={`${text.step(i + 1)}: ${text.up}`}
              disabled={i === 0}
              onClick={() => move(i, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              class="icon"
              aria-label={`${text.step(i + 1)}: ${text.down}`}
              disabled={i === steps.length - 1}
              onClick={() => move(i, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              class="icon"
              aria-label={`${text.step(i + 1)}: ${text.remove}`}
              onClick={() => setSteps(steps.filter((_, other) => other !== i))}
            >
              ×
            </button>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Notes() {
  const text = storyTexts();
  const { notes } = story.value;
  const { node } = state.value;
  const ids = Object.keys(notes);
  return (
    <section>
      <h3>{text.notes}</h3>
      {node ? (
        <label class="story-note">
          {text.noteOn(nodeName(node))}
          <textarea
            rows={2}
            value={notes[node] ?? ""}
            data-control="note"
            onInput={(e) => setNote(node, e.currentTarget.value)}
          />
        </label>
      ) : (
        <p class="soft">{text.noteHint}</p>
      )}
      <ul class="story-notes">
        {ids
          .filter((id) => id !== node)
          .map((id) => (
            <li key={id}>
              <b>{nodeName(id)}</b> {notes[id]}{" "}
              <button
                type="button"
                class="icon"
                aria-label={`${text.remove}: ${nodeName(id)}`}
                onClick={() => setNote(id, "")}
              >
                ×
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}

export function StoryPanel() {
  const text = storyTexts();
  const field = useRef<HTMLInputElement>(null);
  const { title, steps } = story.value;
  if (!storyIsOpen.value) return null;
  const read = async (file: File | undefined) => {
    const found = file && readStory(await file.text());
    if (found) story.value = found;
    else if (file) notify(text.notStory);
  };
  return (
    <aside class="story-panel" aria-label={text.title} data-part="story">
      <header>
        <h2>{text.title}</h2>
        <button
          type="button"
          class="icon"
          aria-label={`${text.close}: ${text.title}`}
          onClick={() => {
            storyIsOpen.value = false;
          }}
        >
          ×
        </button>
      </header>
      <p class="soft">{text.lead}</p>
      <input
        type="text"
        class="filter"
        value={title}
        aria-label={text.name}
        placeholder={text.name}
        data-control="story-title"
        onInput={(e) => {
          story.value = { ...story.peek(), title: e.currentTarget.value };
        }}
      />
      <Steps />
      <div class="story-actions">
        <button
          type="button"
          class="primary"
          data-action="add-step"
          onClick={() => setSteps([...steps, { view: thisView(), caption: "" }])}
        >
          {text.add}
        </button>
        <button type="button" class="do" data-action="play-story" disabled={!steps.length} onClick={() => play(0)}>
          {text.play}
        </button>
      </div>
      <Notes />
      <div class="story-actions">
        <button
          type="button"
          class="text"
          data-action="save-story"
          onClick={() => save("sojae-story.json", JSON.stringify(story.peek(), null, 1), "application/json")}
        >
          {text.save}
        </button>
        <button type="button" class="text" data-action="load-story" onClick={() => field.current?.click()}>
          {text.load}
        </button>
        <button
          type="button"
          class="text"
          data-action="print-story"
          disabled={!steps.length}
          onClick={() => void printStory()}
        >
          {text.print}
        </button>
        <input
          ref={field}
          type="file"
          accept=".json,application/json"
          hidden
          data-control="story-file"
          onChange={(e) => {
            void read(e.currentTarget.files?.[0]);
            e.currentTarget.value = "";
          }}
        />
      </div>
    </aside>
  );
}
