import { useSearch } from "../../lib/address";

export interface WallSettings {
  /** The ids of the queues that this screen shows; undefined for all. */
  readonly queues: readonly string[] | undefined;
  readonly theme: string | undefined;
  readonly language: string | undefined;
}

/** What the address says of this screen, since a television has nothing to press: `?queues=a,b&theme=dark&lang=es`. */
export function parseWallSettings(search: string): WallSettings {
  const query = new URLSearchParams(search);
  const queues = (query.get("queues") ?? "").split(",").flatMap((id) => id.trim() || []);
  return {
    queues: queues.length > 0 ? queues : undefined,
    theme: query.get("theme") ?? undefined,
    language: query.get("lang") ?? undefined,
  };
}

export function useWallSettings(): WallSettings {
  return parseWallSettings(useSearch());
}
