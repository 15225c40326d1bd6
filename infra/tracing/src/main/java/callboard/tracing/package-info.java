/// Spans for OpenTelemetry, made and sent alike by both services.
///
/// Uses no other package.
@NullMarked
package callboard.tracing;

import org.jspecify.annotations.NullMarked;
