let context: AudioContext | undefined;

/** Two soft notes. Browsers allow sound only after a first interaction with the page. */
export function chime(): void {
  if (!("AudioContext" in globalThis)) return;
  context ??= new AudioContext();
  void context.resume();
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
