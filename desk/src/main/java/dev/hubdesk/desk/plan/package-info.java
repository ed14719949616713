/// Which files a request means: filters, excludes and the plan that follows from them.
@NullMarked
package dev.hubdesk.desk.plan;

import org.jspecify.annotations.NullMarked;
