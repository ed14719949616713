/// What both servers share: starting and draining, request ids, request paths as they were sent,
/// bounded bodies, ranges, sending files. No rule of a Hub or a Desk lives here; each brings its
/// own [ErrorAnswers].
@NullMarked
package dev.hubdesk.http;

import org.jspecify.annotations.NullMarked;
