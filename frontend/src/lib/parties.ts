import type { Call } from "../contracts";

/** The person on the line: who calls, or on calls that go out who is called. */
export interface Person {
  readonly name?: string | undefined;
  readonly number?: string | undefined;
}

export function personOf(call: Call): Person | undefined {
  const goesOut = call.direction === "outbound" || call.direction === "callback";
  const number = goesOut ? call.to : call.from;
  return call.callerName === undefined && number === undefined ? undefined : { name: call.callerName, number };
}

/** What the person is called in one line. */
export function nameOf({ name, number }: Person): string {
  return [name, number].filter((part) => part !== undefined).join(" · ");
}

/** Where a number begins or ends like this, whatever is written between the digits: as the call service finds it. */
export function hasNumber(number: string | undefined, part: string): boolean {
  const [whole, sought] = [numberKey(number ?? ""), numberKey(part)];
  return sought !== "" && (whole.startsWith(sought) || whole.endsWith(sought));
}

/** A number without what people and systems write between its digits, as the call service looks for it. */
export function numberKey(number: string): string {
  return number.replace(/[ ()\-./+]/g, "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The address that dials a number; masked ones and what is no number have none. */
export function dialOf(number: string): string | undefined {
  if (/^sips?:/i.test(number)) return number;
  return /^\+?[\d ()\-./]{3,}$/.test(number) ? `tel:${number.replace(/[ ()\-./]/g, "")}` : undefined;
}
