import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { Misconfigured } from "./app/misconfigured";
import { loadConfig } from "./lib/config";
import { createServices, ServicesProvider } from "./lib/services";
import { Session, takeToken } from "./lib/session";
import { createSocket } from "./lib/socket";
import "./styles.css";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
const root = createRoot(place);

try {
  const config = await loadConfig(location.hostname);
  const session = new Session(takeToken());
  const services = createServices(config, createSocket(config.realtimeService, session), session);
  services.start();
  root.render(
    <StrictMode>
      <ServicesProvider services={services}>
        <App />
      </ServicesProvider>
    </StrictMode>,
  );
} catch (failure) {
  root.render(<Misconfigured reason={failure instanceof Error ? failure.message : String(failure)} />);
}
