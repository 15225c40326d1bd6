import type { ConnectionSettingsUnion, Issue, QueuesMet } from "../../contracts";
import type { ConnectionKind } from "./kinds";
import { type Field, kinds } from "./kinds";

/** What stands in the fields of a form. */
export interface Draft {
  readonly queues: QueuesMet;
  readonly values: Readonly<Record<string, string | boolean>>;
}

/** What is wrong with a field before anything is sent. */
export type Mistake = "missing" | "noNumber" | "noJson";

export function draftOf(kind: ConnectionKind, settings?: ConnectionSettingsUnion): Draft {
  const known: Record<string, unknown> = { ...settings };
  const values = Object.fromEntries(kinds[kind].fields.map((field) => [field.name, shown(field, known[field.name])]));
  return { queues: settings?.queues ?? "adopt", values };
}

function shown({ type }: Field, value: unknown): string | boolean {
  if (type === "flag") return value === true;
  if (value === undefined || value === null || type === "secret") return "";
  return type === "json" ? JSON.stringify(value, null, 2) : String(value);
}

interface Read {
  readonly settings: ConnectionSettingsUnion;
  /** By field; the settings are only to be sent when there are none. */
  readonly mistakes: Readonly<Record<string, Mistake>>;
}

/** @param stored the secrets that are set already, and may stay empty */
export function readDraft(kind: ConnectionKind, { queues, values }: Draft, enabled: boolean, stored: readonly string[]): Read {
  const read: Record<string, unknown> = { kind, enabled, queues };
  const mistakes: Record<string, Mistake> = {};
  for (const { name, type, required = false } of kinds[kind].fields) {
    const value = values[name];
    if (typeof value !== "string") {
      if (value === true) read[name] = true;
    } else if (value.trim() === "") {
      if (required && !stored.includes(name)) mistakes[name] = "missing";
    } else if (type === "number") {
      read[name] = Number(value);
      if (!Number.isInteger(read[name])) mistakes[name] = "noNumber";
    } else if (type === "json") {
      read[name] = objectIn(value);
      if (read[name] === undefined) mistakes[name] = "noJson";
    } else {
      // Blanks around a secret may be part of it.
      read[name] = type === "secret" ? value : value.trim();
    }
  }
  return { settings: read as unknown as ConnectionSettingsUnion, mistakes };
}

export function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the service says of each field, and of none of these, in `rest`. */
export function byField(issues: readonly Issue[], fields: readonly string[]): { at: Record<string, string>; rest: string[] } {
  const at: Record<string, string> = {};
  const rest: string[] = [];
  for (const { path, message } of issues) {
    const field = path.split(/[.[/]/).find((part) => fields.includes(part));
    if (field === undefined) rest.push(path === "" ? message : `${path}: ${message}`);
    else {
      // Of a mapping, where in it.
      const said = path === field ? message : `${path}: ${message}`;
      at[field] = at[field] === undefined ? said : `${at[field]}\n${said}`;
    }
  }
  return { at, rest };
}
