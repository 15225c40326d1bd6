/// The connections to the database: the write path and lists have pools of their own, so that reads, however slow, keep
/// no event waiting.
///
/// May use: nothing of ours.
@NullMarked
package callboard.calls.database;

import org.jspecify.annotations.NullMarked;
