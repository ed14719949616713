package dev.hubdesk.desk.api;

import dev.hubdesk.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;

/// The name and the password that everybody has to know, as HTTP Basic sends them. Only a digest is
/// kept, and comparing takes the same time whatever is sent.
public final class DeskLogin {

  /// The longest password, in UTF-8 bytes.
  public static final int MAX_BYTES = 1_024;

  private final byte[] expected;

  /// @throws IllegalArgumentException when name or password cannot be sent
  public DeskLogin(String user, String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a password has 1 to " + MAX_BYTES + " bytes");
    }
    expected = digest((checked(user) + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// The name, if it can be sent.
  ///
  /// @throws IllegalArgumentException when it cannot
  public static String checked(String user) {
    if (user.isEmpty() || user.contains(":")) {
      throw new IllegalArgumentException("the user has a name, without a colon");
    }
    return user;
  }

  /// Whether an `Authorization` header is the right one.
  boolean matches(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return false;
    }
    try {
      byte[] sent = Base64.getDecoder().decode(header.substring("basic ".length()).strip());
      return MessageDigest.isEqual(expected, digest(sent));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] digest(byte[] bytes) {
    return Sha256.newDigest().digest(bytes);
  }

  @Override
  public String toString() {
    return "(a password)";
  }
}
