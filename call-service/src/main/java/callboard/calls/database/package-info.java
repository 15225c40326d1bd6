/// The connections to the database: the write path has its own, so that reads, however slow, never keep it
/// waiting.
///
/// May use: nothing of ours.
@NullMarked
package callboard.calls.database;

import org.jspecify.annotations.NullMarked;
