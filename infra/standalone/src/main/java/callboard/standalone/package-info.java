/// The one-command launcher: embedded PostgreSQL and Redis, the two services and the dashboard, started in order,
/// watched, and stopped together. Uses the JDK and the two embedded databases, nothing of the services' own code.
@NullMarked
package callboard.standalone;

import org.jspecify.annotations.NullMarked;
