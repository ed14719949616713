package dev.hubdesk.hub.lfs;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Puts an [UploadGrant] into the query of a URL and reads it back: HMAC-SHA-256 over every part of
/// it, so that nothing of a URL can be changed or carried over to another object or repository.
public final class UploadSigner {

  /// How long an upload URL may be used: clients ask for a batch and upload it file by file.
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;

  public UploadSigner(UploadSecret secret, Clock clock) {
    this.key = new SecretKeySpec(secret.bytes(), ALGORITHM);
    this.clock = clock;
  }

  /// A grant from now on.
  UploadGrant grant(long repository, LfsPointer object, long account) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return new UploadGrant(repository, object, account, Instant.ofEpochSecond(expires));
  }

  /// The query that carries a grant, without `?`.
  String query(UploadGrant grant) {
    return "size="
        + grant.object().size()
        + "&account="
        + grant.account()
        + "&expires="
        + grant.expiresAt().getEpochSecond()
        + "&signature="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(grant));
  }

  /// Reads the grant of an upload URL.
  ///
  /// @param repository the key of the repository in the path
  /// @param oid the object in the path
  /// @param parameter finds parameters of the query
  /// @throws FailureException with `Forbidden` when it was not signed here, was changed or is over
  UploadGrant verify(long repository, Sha256 oid, Function<String, @Nullable String> parameter) {
    UploadGrant grant =
        new UploadGrant(
            repository,
            new LfsPointer(oid, number(parameter.apply("size"))),
            number(parameter.apply("account")),
            Instant.ofEpochSecond(number(parameter.apply("expires"))));
    byte[] claimed = decode(parameter.apply("signature"));
    if (!MessageDigest.isEqual(claimed, signature(grant))) {
      throw refused("This upload URL is not valid");
    }
    if (!clock.instant().isBefore(grant.expiresAt())) {
      throw refused("This upload URL has expired; ask for a new one");
    }
    return grant;
  }

  private byte[] signature(UploadGrant grant) {
    String text =
        String.join(
            "\n",
            "lfs-upload-1",
            Long.toString(grant.repository()),
            grant.object().oid().hex(),
            Long.toString(grant.object().size()),
            Long.toString(grant.account()),
            Long.toString(grant.expiresAt().getEpochSecond()));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private static long number(@Nullable String digits) {
    if (digits == null || !digits.matches("\\d{1,18}")) {
      throw refused("This upload URL is not valid");
    }
    return Long.parseLong(digits);
  }

  private static byte[] decode(@Nullable String text) {
    try {
      return text == null ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static FailureException refused(String message) {
    return new FailureException(new Failure.Forbidden(message));
  }
}
