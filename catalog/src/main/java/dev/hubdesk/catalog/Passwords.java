package dev.hubdesk.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Passwords as Argon2id, in the text form that carries its own parameters
/// (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`). The costs are OWASP's recommendation.
final class Passwords {

  /// The longest password, in characters.
  static final int MAX_LENGTH = 1024;

  /// How many are computed at once: each takes a core for a while, and 19 MB.
  private static final int AT_ONCE = 2;

  private static final Cost COST = new Cost(19_456, 2, 1);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{1,88})\\$([A-Za-z0-9+/]{1,88})");

  /// Compared against when there is no password, so that this takes as long.
  private static final String NO_PASSWORD = COST.text(new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private final SecureRandom random = new SecureRandom();
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  String hash(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return COST.text(salt, compute(password, COST, salt, HASH_BYTES));
  }

  /// Whether the password is the one that was hashed.
  ///
  /// @param hash null when there is no password: nothing matches
  boolean matches(String password, @Nullable String hash) {
    if (password.length() > MAX_LENGTH) {
      return false;
    }
    Matcher form = FORM.matcher(hash == null ? NO_PASSWORD : hash);
    if (!form.matches()) {
      throw new IllegalStateException("a stored password has an unknown form");
    }
    var cost =
        new Cost(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    byte[] expected = Base64.getDecoder().decode(form.group(5));
    byte[] salt = Base64.getDecoder().decode(form.group(4));
    boolean equal = MessageDigest.isEqual(compute(password, cost, salt, expected.length), expected);
    return equal && hash != null;
  }

  private byte[] compute(String password, Cost cost, byte[] salt, int length) {
    var argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kilobytes())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    turns.acquireUninterruptibly();
    try {
      argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      turns.release();
    }
    return hash;
  }

  private record Cost(int kilobytes, int passes, int lanes) {

    String text(byte[] salt, byte[] hash) {
      Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
      return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(
              kilobytes, passes, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
    }
  }
}
