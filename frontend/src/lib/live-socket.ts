import type { Ack } from "../contracts";

export type Listener = (...args: unknown[]) => void;

/** What is needed of a Socket.IO socket. */
export interface LiveSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  timeout(ms: number): { emitWithAck(event: string, ...args: unknown[]): Promise<Ack> };
}

/** The acknowledgement of an event; undefined when the timeout or the connection's end came first. */
export async function emitWithAck(socket: LiveSocket, event: string, payload: string, timeoutMs: number): Promise<Ack | undefined> {
  try {
    return await socket.timeout(timeoutMs).emitWithAck(event, payload);
  } catch {
    return undefined;
  }
}
