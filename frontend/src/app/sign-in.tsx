import { KeyRound } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useText } from "../i18n/language";
import { type SignInResult, useServices } from "../lib/services";
import { useSession } from "../lib/session";
import { buttonClass } from "../ui/button";
import { LanguageSwitch } from "./language-switch";

type State = "idle" | "pending" | SignInResult;

/** Shown instead of every view while the service requires a token. */
export function SignIn() {
  const text = useText().session;
  const { session, signIn } = useServices();
  const { expired } = useSession(session);
  const [state, setState] = useState<State>("idle");
  const field = useId();
  const message = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get("token");
    if (typeof token !== "string" || token.trim() === "") return;
    setState("pending");
    setState(await signIn(token.trim()));
  }

  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-4 p-4">
      <header className="flex items-center gap-2 font-semibold">
        <img src="/icon.svg" alt="" className="size-6" />
        Callboard
        <span className="ml-auto">
          <LanguageSwitch />
        </span>
      </header>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-5">
        <h1 className="text-lg font-semibold">{text.title}</h1>
        <p className="text-muted">{expired && state === "idle" ? text.over : text.hint}</p>
        <label htmlFor={field} className="font-medium">
          {text.token}
        </label>
        <input
          id={field}
          name="token"
          type="password"
          autoComplete="current-password"
          // biome-ignore lint/a11y/noAutofocus: the page has one field and nothing before it to read past
          autoFocus
          required
          spellCheck={false}
          aria-invalid={state === "rejected"}
          aria-describedby={message}
          className="rounded-lg border border-line bg-canvas px-3 py-2"
        />
        <p id={message} role="alert" className="text-over empty:hidden">
          {state === "rejected" ? text.wrong : state === "unavailable" ? text.unanswered : ""}
        </p>
        <button type="submit" disabled={state === "pending"} className={`${buttonClass} justify-center`}>
          <KeyRound aria-hidden className="size-4" />
          {text.signIn}
        </button>
      </form>
    </main>
  );
}
