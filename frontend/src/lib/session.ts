import { useSyncExternalStore } from "react";

const KEY = "callboard.token";

/** `asked`: the service wants to know who looks, and shows nothing before; `over`: it did know, and no longer does. */
export interface SessionState {
  readonly asked: boolean;
  readonly over: boolean;
  readonly signedIn: boolean;
}

/** Who looks: the token that reads and the socket carry, kept for as long as this tab lives. */
export class Session {
  readonly #observers = new Set<() => void>();
  #token = stored();
  #state: SessionState = { asked: false, over: false, signedIn: this.#token !== undefined };

  get token(): string | undefined {
    return this.#token;
  }

  /** What a read that was sent with `token` learnt: the service doesn't know it. One that was replaced meanwhile says nothing. */
  unknown(token: string | undefined): void {
    if (token !== this.#token || this.#state.asked) return;
    this.#become(undefined, { asked: true, over: token !== undefined, signedIn: false });
  }

  signIn(token: string): void {
    this.#become(token, { asked: false, over: false, signedIn: true });
  }

  signOut(): void {
    this.#become(undefined, { asked: this.#state.asked, over: false, signedIn: false });
  }

  readonly state = (): SessionState => this.#state;

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  };

  #become(token: string | undefined, state: SessionState): void {
    this.#token = token;
    this.#state = state;
    store(token);
    for (const observer of this.#observers) observer();
  }
}

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.observe, session.state);
}

// A browser that lets nobody store anything asks again after each load.
function stored(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    return;
  }
}
