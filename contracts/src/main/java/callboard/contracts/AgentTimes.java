package callboard.contracts;

/// How long an agent has been in each state today, in seconds; every moment counts once, however many calls there are.
///
/// @param loggedIn    signed in, whatever the state
/// @param available   available, and without a call
/// @param unavailable unavailable, and without a call
/// @param ringing     rung, and neither talking nor holding
/// @param talk        on a call
/// @param hold        with calls on hold alone
/// @param afterCall   in after-call work
public record AgentTimes(
        double loggedIn,
        double available,
        double unavailable,
        double ringing,
        double talk,
        double hold,
        double afterCall) {}
