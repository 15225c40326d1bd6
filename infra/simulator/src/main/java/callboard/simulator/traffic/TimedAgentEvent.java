package callboard.simulator.traffic;

import callboard.contracts.AgentEventRequest;
import java.time.Duration;

/// What is told of an agent, and when it happens.
///
/// @param at since the call centre opened
public record TimedAgentEvent(Duration at, AgentEventRequest event) {}
