import { useLayoutEffect, useSyncExternalStore } from "react";

const observers = new Set<() => void>();
/** For browsers without storage: a choice lasts as long as the page. */
const unstored = new Map<string, string>();
/** Storage is slow, and every text of every row reads the language. */
const cache = new Map<string, string | undefined>();

/** What applies instead of the stored choice, and is not stored: an address said so. */
const overrides = new Map<string, string>();

function readPreference(name: string): string | undefined {
  const override = overrides.get(name);
  if (override !== undefined) return override;
  if (observers.size === 0) return stored(name);
  if (!cache.has(name)) cache.set(name, stored(name));
  return cache.get(name);
}

export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`callboard.${name}`, value);
  } catch {
    unstored.set(name, value);
  }
  changed();
}

/** Something was stored, here or in another tab. */
function changed(): void {
  cache.clear();
  for (const observer of observers) observer();
}

function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(`callboard.${name}`) ?? unstored.get(name);
  } catch {
    return unstored.get(name);
  }
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
  if (observers.size === 0) addEventListener("storage", changed);
  observers.add(observer);
  return () => {
    observers.delete(observer);
    if (observers.size > 0) return;
    removeEventListener("storage", changed);
    // Without a storage listener the cache could be outdated.
    cache.clear();
  };
}

/** While the component is mounted this value applies to the whole page, if it is one of the allowed. */
export function useOverride(name: string, allowed: readonly string[], value: string | undefined): void {
  useLayoutEffect(() => {
    if (value === undefined || !allowed.includes(value)) return;
    overrides.set(name, value);
    changed();
    return () => {
      overrides.delete(name);
      changed();
    };
  }, [name, allowed, value]);
}
