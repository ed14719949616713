package dev.hubdesk.hub.access;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import org.jspecify.annotations.Nullable;

/// Who sends a request.
public sealed interface Caller {

  /// The account's id, or null for someone not signed in: what the catalog calls a viewer.
  @Nullable Long viewer();

  /// The caller when signed in.
  ///
  /// @throws FailureException with [Failure.NotSignedIn]
  SignedIn signedIn();

  /// The caller when signed in with a token that may write.
  ///
  /// @throws FailureException with [Failure.NotSignedIn] or [Failure.Forbidden]
  default SignedIn writer() {
    SignedIn caller = signedIn();
    if (caller.token().role() != AccessToken.Role.WRITE) {
      throw new FailureException(
          new Failure.Forbidden("This token may only read; writing needs one with the write role"));
    }
    return caller;
  }

  /// The caller when signed in as an administrator with a token that may write.
  ///
  /// @throws FailureException with [Failure.NotSignedIn] or [Failure.Forbidden]
  default SignedIn administrator() {
    SignedIn caller = writer();
    if (!caller.account().admin()) {
      throw new FailureException(new Failure.Forbidden("Only an administrator may do this"));
    }
    return caller;
  }

  /// Somebody who sent no credentials.
  record Anonymous() implements Caller {
    @Override
    public @Nullable Long viewer() {
      return null;
    }

    @Override
    public SignedIn signedIn() {
      throw new FailureException(
          new Failure.NotSignedIn("Sign in first: this needs an access token"));
    }
  }

  /// The bearer of a live token.
  record SignedIn(Account account, AccessToken token) implements Caller {
    @Override
    public Long viewer() {
      return account.id();
    }

    @Override
    public SignedIn signedIn() {
      return this;
    }
  }
}
