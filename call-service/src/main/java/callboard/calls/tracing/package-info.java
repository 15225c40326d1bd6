/// Spans for OpenTelemetry, and the collector that they are sent to.
///
/// Uses no other package.
@NullMarked
package callboard.calls.tracing;

import org.jspecify.annotations.NullMarked;
