/** Who may decide: asks for the API key once; without one the view is read-only and says so. */
import { useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { problemText } from "../../components/Failure";
import { messages } from "../../i18n";
import { apiKey, forgetKey, takeKey } from "../../api/key";

export function KeyPanel() {
  const msg = messages.value.review;
  if (apiKey.value === null) return <KeyForm />;
  return (
    <p class="key-known soft" data-part="key">
      {msg.withKey}{" "}
      <button type="button" class="go soft" data-action="forget-key" onClick={forgetKey}>
        {msg.forgetKey}
      </button>
    </p>
  );
}

function KeyForm() {
  const msg = messages.value.review;
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(await takeKey(typed.trim()));
    setBusy(false);
  };
  const told = problem && problemText(problem);
  return (
    <form class="key-form" data-part="read-only" onSubmit={(event) => void submit(event)}>
      <p>
        <strong>{msg.readOnly}</strong> <span class="soft">{msg.keyHint}</span>
      </p>
      <label>
        {msg.key}{" "}
        <input
          type="password"
          value={typed}
          autocomplete="off"
          spellcheck={false}
          data-control="key"
          aria-invalid={problem !== null}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={busy || !typed.trim()}>
        {busy ? msg.checkingKey : msg.useKey}
      </button>
      {told && (
        <p role="alert" class="wrong" data-part="key-problem">
          <strong>{told.title}</strong> {told.remedy}
        </p>
      )}
    </form>
  );
}
