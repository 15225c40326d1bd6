/// Spans for OpenTelemetry.
///
/// May use: nothing.
@NullMarked
package callboard.realtime.tracing;

import org.jspecify.annotations.NullMarked;
