/// Spans for OpenTelemetry.
///
/// May use: nothing.
@NullMarked
package callboard.calls.tracing;

import org.jspecify.annotations.NullMarked;
