import { io } from "socket.io-client";
import type { LiveSocket } from "./live-socket";
import type { Session } from "./session";

/** The app's one socket, not yet connected. */
export function createSocket(address: string, session: Session): LiveSocket {
  return io(address || location.origin, {
    autoConnect: false,
    auth: (send) => send(session.token === undefined ? {} : { token: session.token }),
    // WebSocket first: it needs no sticky sessions. Polling is for networks that block it.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
  });
}
