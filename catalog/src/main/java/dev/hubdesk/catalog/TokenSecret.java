package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// The secret of an access token: `hf_` and what nobody can guess. Never printed.
record TokenSecret(String value) {

  /// Clients and secret scanners know tokens by it.
  static final String PREFIX = "hf_";

  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 256;

  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 34;

  TokenSecret {
    if (!isValid(value)) {
      throw new FailureException(
          new Failure.BadRequest(
              "The value of a token starts with hf_ and has "
                  + MIN_LENGTH
                  + " to "
                  + MAX_LENGTH
                  + " letters, digits, '_' and '-'"));
    }
  }

  static boolean isValid(String value) {
    return value.startsWith(PREFIX)
        && value.length() >= MIN_LENGTH
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(c -> LETTERS_AND_DIGITS.indexOf(c) >= 0 || c == '_' || c == '-');
  }

  static TokenSecret random(SecureRandom random) {
    var value = new StringBuilder(PREFIX);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      value.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return new TokenSecret(value.toString());
  }

  /// What is stored. A plain digest suffices: the secret is random, not chosen.
  Sha256 digest() {
    return Sha256.ofText(value);
  }

  /// Whether this is the secret of that digest, in constant time.
  boolean has(Sha256 digest) {
    return MessageDigest.isEqual(Columns.bytes(digest), Columns.bytes(digest()));
  }

  @Override
  public String toString() {
    return "TokenSecret[hf_…]";
  }
}
