package callboard.standalone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is said when everything runs: where it is, a first event to send, and how to stop.
record Welcome(LauncherSettings settings) {

    List<String> lines() {
        String events = "http://localhost:" + settings.callsPort() + "/api/events";
        var lines = new ArrayList<>(List.of(
                "",
                "Dashboard      http://localhost:" + settings.dashboardPort(),
                "Call events    " + events,
                "Live updates   http://localhost:" + settings.realtimePort(),
                "API key        X-API-Key: " + settings.apiKey(),
                "Data and logs  " + settings.home(),
                ""));
        if (settings.demo()) {
            lines.addAll(List.of("The simulator is playing calls.", ""));
        }
        lines.addAll(List.of(
                "To report a call of your own, paste this into another terminal:",
                "",
                firstEvent(events),
                "",
                "Ctrl-C stops everything; the data is kept (./mvnw -Dreset begins anew).",
                ""));
        return lines;
    }

    private String firstEvent(String events) {
        String callId = "call-" + Long.toString(Instant.now().toEpochMilli(), 36);
        return "curl -sS -X POST " + events
                + " -H 'X-API-Key: " + settings.apiKey() + "' -H 'Content-Type: application/json'"
                + " -d '{\"event\":\"call_initiated\",\"callId\":\"" + callId
                + "\",\"type\":\"voice\",\"queueId\":\"medical_spanish\"}'";
    }
}
