/** Where the services are; an empty string means this page's own origin. */
export interface Config {
  readonly callService: string;
  readonly realtimeService: string;
}

const SAME_ORIGIN: Config = { callService: "", realtimeService: "" };

/** Reads /config.json. Without one the services are expected behind this page's own origin. */
export async function loadConfig(hostname: string, fetchFn: typeof fetch = fetch): Promise<Config> {
  const response = await fetchFn("/config.json", { cache: "no-cache" });
  // A host that answers every unknown path with index.html has no config.json either.
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  if (response.status === 404 || (response.ok && !isJson)) return SAME_ORIGIN;
  if (!response.ok) throw new Error(`/config.json was answered with ${response.status}`);
  return parseConfig(await response.json(), hostname);
}

export function parseConfig(value: unknown, hostname: string): Config {
  return { callService: address("callService"), realtimeService: address("realtimeService") };

  function address(name: keyof Config): string {
    const text = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
    if (text === undefined) return "";
    if (typeof text !== "string") throw new Error(`"${name}" in /config.json must be a string`);
    const url = text.replaceAll("{hostname}", hostname).replace(/\/+$/, "");
    if (url !== "" && !/^https?:\/\/[^/]/.test(url)) {
      throw new Error(`"${name}" in /config.json must be empty or begin with http:// or https://, and is "${text}"`);
    }
    return url;
  }
}
