import { useSyncExternalStore } from "react";

const KEY = "callboard.admin-key";
const observers = new Set<() => void>();
/** For browsers without storage: it lasts as long as the page. */
let unstored: string | undefined;

/** The administrator's key, kept until the tab is closed or it is forgotten. */
export function useAdminKey(): string | undefined {
  return useSyncExternalStore(observe, adminKey);
}

function adminKey(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? unstored;
  } catch {
    return unstored;
  }
}

export function keepAdminKey(key: string | undefined): void {
  try {
    if (key === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, key);
    unstored = undefined;
  } catch {
    unstored = key;
  }
  for (const observer of observers) observer();
}

function observe(observer: () => void): () => void {
  observers.add(observer);
  return () => observers.delete(observer);
}
