/// call-service: takes call events in, judges and keeps them, publishes them, answers questions about calls.
@NullMarked
package callboard.calls;

import org.jspecify.annotations.NullMarked;
