/// Who may write where: downloads into one folder go together, a deletion goes alone.
@NullMarked
package dev.hubdesk.desk.claims;

import org.jspecify.annotations.NullMarked;
