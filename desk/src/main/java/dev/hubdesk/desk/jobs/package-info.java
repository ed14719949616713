/// Downloads that survive restarts: their states, the scheduler, their progress.
@NullMarked
package dev.hubdesk.desk.jobs;

import org.jspecify.annotations.NullMarked;
