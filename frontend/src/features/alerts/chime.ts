let context: AudioContext | undefined;

/** Whether a chime would be heard: browsers allow sound only after a first interaction with the page. */
export function canChime(): boolean {
  return context?.state === "running";
}

/** Asks for permission to sound, which browsers give while they handle a click or a key. */
export async function unlockChime(): Promise<boolean> {
  if (!("AudioContext" in globalThis)) return false;
  try {
    context ??= new AudioContext();
    // Without an interaction this promise stays open until there is one.
    if (context.state !== "running") await context.resume();
  } catch {
    return false;
  }
  return canChime();
}

/** Two soft notes, or nothing while the browser allows no sound: notes that wait for a click would all sound with it. */
export function chime(): void {
  if (context === undefined || !canChime()) return;
  const start = context.currentTime;
  for (const [pitch, after] of [
    [660, 0],
    [880, 0.18],
  ] as const) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + after);
    volume.gain.linearRampToValueAtTime(0.12, start + after + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + after + 0.35);
    tone.connect(volume).connect(context.destination);
    tone.start(start + after);
    tone.stop(start + after + 0.4);
  }
}
