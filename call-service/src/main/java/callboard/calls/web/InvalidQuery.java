package callboard.calls.web;

import callboard.contracts.Problem.Issue;
import java.util.List;

/// A query string that asks for something that can't be: answered with 400 and every issue in it.
public final class InvalidQuery extends RuntimeException {

    private final transient List<Issue> issues;

    public InvalidQuery(List<Issue> issues) {
        super("Invalid query parameters");
        this.issues = List.copyOf(issues);
    }

    public List<Issue> issues() {
        return issues;
    }
}
