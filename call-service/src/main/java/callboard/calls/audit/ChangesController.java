package callboard.calls.audit;

import callboard.calls.web.QueryParameters;
import callboard.contracts.ChangePage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What administrators have changed, for administrators.
@RestController
class ChangesController {

    private final ChangeRepository rows;

    ChangesController(ChangeRepository rows) {
        this.rows = rows;
    }

    /// The newest first.
    @GetMapping("/api/ops/changes")
    ChangePage changes(@QueryParameters ChangeParameters parameters) {
        return rows.page(
                parameters.kind(),
                parameters.name(),
                parameters.size(),
                parameters.place().orElse(null));
    }
}
