/// Everything of models and datasets that stands on this machine: listed, described, checked,
/// mended and deleted (`/api/cache`).
@NullMarked
package dev.hubdesk.desk.library;

import org.jspecify.annotations.NullMarked;
