/// Where a download goes: the one decision from request and settings.
@NullMarked
package dev.hubdesk.desk.places;

import org.jspecify.annotations.NullMarked;
