import type { Call, CallbackClaim } from "../contracts";
import { numberKey } from "./parties";

/** Ends that leave a caller to be called back. */
export const lostEnds = ["abandoned", "callback", "overflowed", "voicemail"] as const;

/** Somebody who called, hung up or was promised a call, and has a number. */
export interface Lost {
  readonly number: string;
  /** The latest of their lost calls. */
  readonly call: Call;
  /** All of them, the latest first. */
  readonly calls: readonly Call[];
}

/** The callers of lost calls, each once, whoever has waited for a call longest first; and how many calls have no number. */
export function lostCallers(calls: readonly Call[]): { readonly callers: readonly Lost[]; readonly unnamed: number } {
  const byNumber = new Map<string, Call[]>();
  let unnamed = 0;
  for (const call of calls) {
    // On calls that go out nobody waits to be called.
    if (call.direction === "outbound" || call.direction === "callback") continue;
    const key = numberKey(call.from ?? "");
    if (key === "") {
      unnamed++;
      continue;
    }
    const known = byNumber.get(key);
    if (known === undefined) byNumber.set(key, [call]);
    else known.push(call);
  }
  const callers = [...byNumber.values()].flatMap((each) => {
    const sorted = each.toSorted((a, b) => Date.parse(b.startTime) - Date.parse(a.startTime));
    const [latest] = sorted;
    return latest?.from === undefined ? [] : [{ number: latest.from, call: latest, calls: sorted }];
  });
  return { callers: callers.toSorted((a, b) => endOf(a.call) - endOf(b.call)), unnamed };
}

/** When the caller was lost. */
export function endOf(call: Call): number {
  return Date.parse(call.endTime ?? call.startTime);
}

/** The first talk with this caller that began after they were lost: they called again, or were called; and one that goes on at this moment. */
export function reachedSince({ number, call }: Lost, calls: readonly Call[]): Call | undefined {
  const key = numberKey(number);
  return calls
    .filter(
      (other) =>
        other.id !== call.id &&
        other.answeredAt !== undefined &&
        Date.parse(other.answeredAt) > Date.parse(call.startTime) &&
        [other.from, other.to].some((party) => numberKey(party ?? "") === key),
    )
    .toSorted((a, b) => Date.parse(a.answeredAt ?? "") - Date.parse(b.answeredAt ?? ""))[0];
}

/** Who has said first that they call this caller back, after whichever of the lost calls. */
export function claimOf({ calls }: Lost, claims: readonly CallbackClaim[]): CallbackClaim | undefined {
  const ids = new Set(calls.map(({ id }) => id));
  return claims.filter(({ callId }) => ids.has(callId)).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
}
