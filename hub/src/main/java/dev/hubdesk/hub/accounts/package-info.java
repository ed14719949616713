/// Users, organisations and tokens: who am I, the first administrator, declared accounts.
@NullMarked
package dev.hubdesk.hub.accounts;

import org.jspecify.annotations.NullMarked;
