import { useSyncExternalStore } from "react";

const observers = new Set<() => void>();
/** For browsers that don't let us store anything: then a choice lasts as long as the page. */
const unstored = new Map<string, string>();

export function readPreference(name: string): string | undefined {
  try {
    return localStorage.getItem(`callboard.${name}`) ?? unstored.get(name);
  } catch {
    return unstored.get(name);
  }
}

export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`callboard.${name}`, value);
  } catch {
    unstored.set(name, value);
  }
  for (const observer of observers) observer();
}

/** A choice of this user, the same in every tab. */
export function usePreference<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  const stored = useSyncExternalStore(observe, () => readPreference(name));
  return allowed.find((choice) => choice === stored) ?? otherwise;
}

/** A choice that is any text. */
export function usePreferenceText(name: string): string | undefined {
  return useSyncExternalStore(observe, () => readPreference(name));
}

function observe(observer: () => void): () => void {
  observers.add(observer);
  addEventListener("storage", observer);
  return () => {
    observers.delete(observer);
    removeEventListener("storage", observer);
  };
}
