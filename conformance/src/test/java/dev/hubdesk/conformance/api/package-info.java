/// The Hub's HTTP API, asked directly.
@NullMarked
package dev.hubdesk.conformance.api;

import org.jspecify.annotations.NullMarked;
