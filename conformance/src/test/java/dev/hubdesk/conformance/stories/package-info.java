/// Stories: the built jar, unmodified clients, and what people do with them.
@NullMarked
package dev.hubdesk.conformance.stories;

import org.jspecify.annotations.NullMarked;
