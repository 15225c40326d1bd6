import { useEffect, useState } from "react";

/** Keeps the screen awake; returns whether it does. The lock ends when the page is hidden, so it is requested again. */
export function useWakeLock(): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let ended = false;
    const take = async (): Promise<void> => {
      if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
      try {
        const taken = await navigator.wakeLock.request("screen");
        if (ended) return void taken.release();
        lock = taken;
        setAwake(true);
        taken.addEventListener("release", () => setAwake(false));
      } catch {
        // Refused by the system, for instance with a low battery; the header says so.
        setAwake(false);
      }
    };
    void take();
    const retake = (): void => void take();
    document.addEventListener("visibilitychange", retake);
    return () => {
      ended = true;
      document.removeEventListener("visibilitychange", retake);
      void lock?.release();
    };
  }, []);
  return awake;
}
