/// Random requests to every route of the Hub.
@NullMarked
package dev.hubdesk.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
