package dev.hubdesk.hub.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadSignerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final Sha256 OID = new Sha256("a".repeat(64));
  private static final Sha256 OTHER = new Sha256("b".repeat(64));

  private final UploadSecret secret = UploadSecret.random();
  private final UploadSigner signer = at(NOW);

  private UploadSigner at(Instant instant) {
    return new UploadSigner(secret, Clock.fixed(instant, ZoneOffset.UTC));
  }

  private Map<String, String> signed() {
    UploadGrant grant = signer.grant(7, new LfsPointer(OID, 100), 42);
    Map<String, String> query = new HashMap<>();
    for (String pair : signer.query(grant).split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return query;
  }

  @Test
  void readsBackWhatItSigned() {
    UploadGrant grant = signer.verify(7, OID, signed()::get);
    assertThat(grant.object()).isEqualTo(new LfsPointer(OID, 100));
    assertThat(grant.account()).isEqualTo(42);
    assertThat(grant.expiresAt()).isEqualTo(NOW.plus(UploadSigner.LIFETIME));
  }

  @Test
  void refusesAnyChange() {
    for (String part : new String[] {"size", "account", "expires"}) {
      Map<String, String> query = signed();
      query.merge(part, "1", String::concat);
      assertRefused(signer, 7, OID, query);
    }
    for (String part : new String[] {"size", "account", "expires", "signature"}) {
      Map<String, String> query = signed();
      query.remove(part);
      assertRefused(signer, 7, OID, query);
      query.put(part, "-1");
      assertRefused(signer, 7, OID, query);
    }
    assertRefused(signer, 8, OID, signed());
    assertRefused(signer, 7, OTHER, signed());
  }

  @Test
  void refusesAnAddressThatIsOver() {
    Instant end = NOW.plus(UploadSigner.LIFETIME);
    at(end.minus(Duration.ofSeconds(1))).verify(7, OID, signed()::get);
    assertRefused(at(end), 7, OID, signed());
  }

  @Test
  void refusesTheSignatureOfAnotherInstallation() {
    var other = new UploadSigner(UploadSecret.random(), Clock.fixed(NOW, ZoneOffset.UTC));
    assertRefused(other, 7, OID, signed());
  }

  private static void assertRefused(
      UploadSigner signer, long repository, Sha256 oid, Map<String, String> query) {
    assertThatThrownBy(() -> signer.verify(repository, oid, query::get))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("upload URL");
  }

  @Test
  void keepsItsSecretInAFileOfItsOwner(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("upload-secret");
    byte[] first = UploadSecret.keptIn(file).bytes();
    assertThat(UploadSecret.keptIn(file).bytes()).isEqualTo(first);
    assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100600);
    Files.write(file, new byte[5]);
    assertThatThrownBy(() -> UploadSecret.keptIn(file)).hasMessageContaining("secret");
  }
}
