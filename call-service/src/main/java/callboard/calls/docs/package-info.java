/// The API's description and a page to browse it and try it with.
///
/// May use: Spring MVC only. The description is made from the code by `OpenApiTest`, so that it costs a start
/// nothing.
@NullMarked
package callboard.calls.docs;

import org.jspecify.annotations.NullMarked;
