package callboard.calls.rule;

import static java.util.stream.Collectors.groupingBy;

import callboard.calls.queue.Queues;
import callboard.calls.web.ProblemException;
import callboard.contracts.ProblemCode;
import callboard.contracts.RulePreview;
import callboard.contracts.RuleSettings;
import callboard.contracts.RuleStanding;
import callboard.contracts.RuleView;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Rules on numbers, for administrators: made, changed and looked at while everything runs.
@RestController
class RulesController {

    private static final Logger log = LoggerFactory.getLogger(RulesController.class);

    private final Rules rules;
    private final RuleStates states;
    private final RulePreviews previews;
    private final Queues queues;

    RulesController(Rules rules, RuleStates states, RulePreviews previews, Queues queues) {
        this.rules = rules;
        this.states = states;
        this.previews = previews;
        this.queues = queues;
    }

    /// All of them, by name.
    @GetMapping("/api/ops/rules")
    List<RuleView> list() {
        var standing = states.all().stream().collect(groupingBy(RuleStates.Kept::rule));
        return rules.all().stream()
                .map(rule -> view(rule, standing.getOrDefault(rule.name(), List.of())))
                .toList();
    }

    /// One of them.
    @GetMapping("/api/ops/rules/{name}")
    RuleView one(@PathVariable String name) {
        return view(named(name).flatMap(rules::find).orElseThrow(RulesController::unknown), states.all());
    }

    /// Makes a rule (201) or changes it (200); an alert of what it was clears.
    @PutMapping("/api/ops/rules/{name}")
    ResponseEntity<RuleView> put(
            @PathVariable String name, @Valid @RequestBody RuleSettings settings, Principal operator) {
        if (!name.matches(RuleSettings.NAME)) {
            throw ProblemException.invalidName("a rule", RuleSettings.NAME_MESSAGE);
        }
        check(settings);
        var rule = rules.put(name, settings, operator.getName());
        log.info("{} set up the rule {}", operator.getName(), name);
        return ResponseEntity.status(rule.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(rule, List.of()));
    }

    /// Removes it; its alert clears.
    @DeleteMapping("/api/ops/rules/{name}")
    RuleView delete(@PathVariable String name, Principal operator) {
        var rule = named(name)
                .flatMap(each -> rules.delete(each, operator.getName()))
                .orElseThrow(RulesController::unknown);
        log.info("{} deleted the rule {}", operator.getName(), name);
        return view(rule, List.of());
    }

    /// How often it would have raised an alert in the last week. Nothing is kept.
    @PostMapping("/api/ops/rules/preview")
    RulePreview preview(@Valid @RequestBody RuleSettings settings) {
        check(settings);
        return previews.preview(rules.zoned(settings));
    }

    /// The database would refuse to look for some of the names that no rule can have.
    private static Optional<String> named(String name) {
        return Optional.of(name).filter(each -> each.matches(RuleSettings.NAME));
    }

    private void check(RuleSettings settings) {
        queues.refresh(Collections.singletonList(settings.queueId()));
        var issues = RuleCheck.issues(settings, id -> queues.open(id) != null);
        if (!issues.isEmpty()) {
            throw ProblemException.invalidPayload(issues);
        }
    }

    private static RuleView view(Rules.Kept rule, List<RuleStates.Kept> standing) {
        return new RuleView(
                rule.name(),
                rule.settings(),
                rule.version(),
                rule.changedBy(),
                rule.changedAt(),
                standing.stream()
                        .filter(state -> state.rule().equals(rule.name())
                                && state.edition().equals(rule.edition()))
                        .map(state -> new RuleStanding(
                                state.queueId().equals(RuleHours.ALL) ? null : state.queueId(),
                                state.since(),
                                state.alertId()))
                        .toList());
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is no such rule");
    }
}
