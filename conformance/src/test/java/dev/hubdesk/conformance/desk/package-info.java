/// The Desk's API, route by route, in the shapes of its specification.
@NullMarked
package dev.hubdesk.conformance.desk;

import org.jspecify.annotations.NullMarked;
