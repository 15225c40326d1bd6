import { useSyncExternalStore } from "react";

const KEY = "callboard.token";

/** `signInRequired`: the service answers nothing without a token; `expired`: it accepted the token before, and no longer does. */
interface SessionState {
  readonly signInRequired: boolean;
  readonly expired: boolean;
  readonly signedIn: boolean;
}

/** The user's token, which reads and the socket carry; kept for the life of the tab. */
export class Session {
  readonly #observers = new Set<() => void>();
  #token = stored();
  #state: SessionState = { signInRequired: false, expired: false, signedIn: this.#token !== undefined };

  /** @param brought a token that replaces the one that is kept */
  constructor(brought?: string) {
    if (brought !== undefined) this.signIn(brought);
  }

  get token(): string | undefined {
    return this.#token;
  }

  /** The service refused `token`; without effect when it was replaced meanwhile. */
  reject(token: string | undefined): void {
    if (token !== this.#token || this.#state.signInRequired) return;
    this.#change(undefined, { signInRequired: true, expired: token !== undefined, signedIn: false });
  }

  signIn(token: string): void {
    this.#change(token, { signInRequired: false, expired: false, signedIn: true });
  }

  signOut(): void {
    this.#change(undefined, { signInRequired: this.#state.signInRequired, expired: false, signedIn: false });
  }

  readonly state = (): SessionState => this.#state;

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  };

  #change(token: string | undefined, state: SessionState): void {
    this.#token = token;
    this.#state = state;
    store(token);
    for (const observer of this.#observers) observer();
  }
}

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.observe, session.state);
}

/**
 * The token that the address brings along as `#token=…`, by which a screen without a keyboard signs in whenever it
 * starts. No server sees that part of an address, and it is taken out, so that nobody copies it on.
 */
export function takeToken(): string | undefined {
  const encoded = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (encoded === undefined) return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    return decodeURIComponent(encoded).trim() || undefined;
  } catch {
    return encoded;
  }
}

// A browser without storage asks again after each load.
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
