export type Listener = (...words: unknown[]) => void;

/** What is needed of a Socket.IO socket. */
export interface LiveSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
  emit(event: string, ...words: unknown[]): unknown;
}
