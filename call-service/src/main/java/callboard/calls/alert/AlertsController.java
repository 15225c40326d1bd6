package callboard.calls.alert;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.AcknowledgedAlerts;
import callboard.contracts.Alert;
import callboard.contracts.AlertAcknowledgement;
import callboard.contracts.AlertAcknowledgements;
import callboard.contracts.AlertPage;
import callboard.contracts.AlertsAcknowledgement;
import callboard.contracts.Ids;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.Viewer;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Alerts, for everybody who watches: to be read and to be acknowledged.
@RestController
class AlertsController {

    private final AlertRepository rows;
    private final Acknowledgements acknowledgements;

    AlertsController(AlertRepository rows, Acknowledgements acknowledgements) {
        this.rows = rows;
        this.acknowledgements = acknowledgements;
    }

    /// The newest first.
    @GetMapping("/api/alerts")
    AlertPage alerts(@QueryParameters AlertParameters parameters, @AuthenticationPrincipal Viewer viewer) {
        return rows.page(
                parameters.filter(), parameters.size(), parameters.place().orElse(null), viewer);
    }

    /// The alert as it stands then: acknowledged by this caller, or by who was first.
    @PostMapping(path = "/api/alerts/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
    Alert acknowledge(
            @PathVariable("id") String sentId,
            @Valid @RequestBody AlertAcknowledgement who,
            @AuthenticationPrincipal Viewer viewer) {
        var id = Ids.normalized(sentId);
        // The database would refuse to look for some of the ids that no alert can have.
        var alerts = id.matches(Alert.ID)
                ? acknowledgements.acknowledge(List.of(id), who.by().strip(), viewer)
                : List.<Alert>of();
        if (alerts.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, ProblemCode.ALERT_NOT_FOUND, "This alert is not known, or no longer kept");
        }
        return alerts.getFirst();
    }

    /// Several at once, as they stand then; those that are not known are left out.
    @PostMapping(path = "/api/alerts/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
    List<Alert> acknowledge(@Valid @RequestBody AlertAcknowledgements wanted, @AuthenticationPrincipal Viewer viewer) {
        return acknowledgements.acknowledge(wanted.ids(), wanted.by().strip(), viewer);
    }

    /// All that are open and found by the filter, but for those that came after what was seen.
    @PostMapping(path = "/api/alerts/acknowledge-matching", consumes = MediaType.APPLICATION_JSON_VALUE)
    AcknowledgedAlerts acknowledge(
            @QueryParameters AlertSelection matching,
            @Valid @RequestBody AlertsAcknowledgement seen,
            @AuthenticationPrincipal Viewer viewer) {
        return new AcknowledgedAlerts(acknowledgements.acknowledge(matching.filter(), seen, viewer));
    }
}
