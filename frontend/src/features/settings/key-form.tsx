import { KeyRound } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useText } from "../../i18n/language";
import { ApiError } from "../../lib/api";
import { useServices } from "../../lib/services";
import { buttonClass } from "../../ui/button";
import { keepAdminKey } from "./admin-key";
import { connectionsQuery } from "./queries";

type State = "idle" | "pending" | "wrong" | "notAdmin" | "unanswered";

/** Asks for an administrator's key, and keeps it once the service takes it. */
export function KeyForm({ expired = false }: { expired?: boolean }) {
  const text = useText().settings.key;
  const { api, client } = useServices();
  const [state, setState] = useState<State>("idle");
  const field = useId();
  const message = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get("key") ?? "").trim();
    if (key === "") return;
    setState("pending");
    try {
      await client.fetchQuery({ ...connectionsQuery(api, key), retry: false, staleTime: 0 });
      keepAdminKey(key);
      setState("idle");
    } catch (failure) {
      setState(whyNot(failure));
    }
  }

  const told = { idle: expired ? text.expired : "", pending: "", wrong: text.wrong, notAdmin: text.notAdmin, unanswered: text.unanswered };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="mx-auto mt-6 flex w-full max-w-md flex-col gap-3 rounded-xl border border-line bg-surface p-5"
    >
      <h2 className="text-base font-semibold">{text.title}</h2>
      <p className="text-muted">{text.hint}</p>
      <label htmlFor={field} className="font-medium">
        {text.label}
      </label>
      <input
        id={field}
        name="key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        aria-invalid={state === "wrong" || state === "notAdmin"}
        aria-describedby={message}
        className="rounded-lg border border-edge bg-canvas px-3 py-2"
      />
      <p id={message} role="alert" className="text-over empty:hidden">
        {told[state]}
      </p>
      <button type="submit" disabled={state === "pending"} className={buttonClass}>
        <KeyRound aria-hidden className="size-4" />
        {text.go}
      </button>
    </form>
  );
}

function whyNot(failure: unknown): State {
  if (!(failure instanceof ApiError)) return "unanswered";
  if (failure.status === 401) return "wrong";
  return failure.status === 403 ? "notAdmin" : "unanswered";
}
