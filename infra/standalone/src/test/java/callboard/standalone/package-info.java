/// Tests of the launcher, most of them with a launcher in a process of its own and stand-ins for the services.
@NullMarked
package callboard.standalone;

import org.jspecify.annotations.NullMarked;
