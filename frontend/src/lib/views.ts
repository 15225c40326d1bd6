/** A list of calls that the user saved under a name. */
export interface SavedView {
  readonly name: string;
  readonly query: string;
}

const MOST = 12;

/** Reads the views that this browser stored; anything else is ignored. */
export function parseViews(stored: string | undefined): readonly SavedView[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.filter(isView).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The new one comes last; one of the same name is replaced, and the oldest go when there are too many. */
export function addView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...removeView(views, view.name), view].slice(-MOST);
}

export function removeView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}

function isView(value: unknown): value is SavedView {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "query" in value &&
    typeof value.query === "string"
  );
}
