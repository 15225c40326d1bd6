/// What is read of HTTP/1.1 answers, as plainly as can be.
///
/// Uses no other package.
@NullMarked
package callboard.benchmarks.http;

import org.jspecify.annotations.NullMarked;
