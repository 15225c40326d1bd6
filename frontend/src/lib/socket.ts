import { io } from "socket.io-client";
import type { LiveSocket } from "./live-socket";
import type { Session } from "./session";

/** The app's one socket, not yet connected. */
export function createSocket(address: string, session: Session): LiveSocket {
  return io(address || location.origin, {
    autoConnect: false,
    auth: (tell) => tell(session.token === undefined ? {} : { token: session.token }),
    // WebSocket first: no session has to stick to one replica. Polling is for networks that let nothing else through.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
  });
}
